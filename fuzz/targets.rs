//! What is fuzzed, and what has to hold for every input. Shared by the fuzzer and by `tests/fuzz`, which replays the corpus.
#![allow(dead_code, reason = "each fuzzer is a program of its own and runs one of them")]

use desk_api::wire;
use desk_core::cell::neutralise;
use desk_core::search::{Field, FieldKind, Terms, haystack};
use desk_core::secret::Secret;
use desk_session::{ApiKey, PartnerGuid, SealedCache, StoredSession};

/// Takes any input; panics when something does not hold.
pub(crate) type Target = fn(&[u8]);

/// Every one by its name.
pub(crate) const ALL: [(&str, Target); 5] =
    [("wire", wire), ("guid", guid), ("search", search), ("cell", cell), ("stored", stored)];

/// Answers of Debitura: whatever comes, it is read or refused.
pub(crate) fn wire(data: &[u8]) {
    let Ok(body) = std::str::from_utf8(data) else { return };
    let _ = wire::me(body);
    let _ = wire::case(body);
    let _ = wire::client(body);
    if let Ok(page) = wire::cases_page(body) {
        // No error message and no row may be longer than what came.
        assert!(page.rows.len() <= data.len());
    }
    let _ = wire::clients_page(body);
    let _ = wire::transactions_page(body);
}

/// What is typed as a credential: read the same twice, or refused without being repeated.
pub(crate) fn guid(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match PartnerGuid::parse(text) {
        Ok(guid) => {
            let canonical = guid.secret().expose();
            let again = PartnerGuid::parse(canonical).map(|guid| guid.secret().expose().to_owned());
            assert_eq!(again.as_deref(), Ok(canonical));
        }
        Err(error) => is_silent(&format!("{error} {error:?}"), text),
    }
    match ApiKey::parse(text) {
        Ok(key) => assert!(text.contains(key.secret().expose())),
        Err(error) => is_silent(&format!("{error} {error:?}"), text),
    }
}

/// A sentence that holds a longer piece of what was typed would show it to whoever looks over the shoulder.
fn is_silent(sentence: &str, typed: &str) {
    // Numbers of places and lengths are in the sentence by right, words of it may be typed.
    if typed.len() >= 12 && typed.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
        assert!(!sentence.contains(typed));
    }
}

/// A search, and the text in which it is looked for, apart by a line break.
pub(crate) fn search(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (typed, row) = text.split_once('\n').unwrap_or((text, text));
    let terms = Terms::parse(typed);
    let folded = haystack(&[Field::text(Some(row))]);
    let found = terms.matches(&folded);
    let units = row.encode_utf16().count();
    let mut last = 0;
    let hits = terms.hits(row, FieldKind::Text);
    for (from, to) in &hits {
        let (from, to) = (*from as usize, *to as usize);
        assert!(last <= from && from < to && to <= units, "{hits:?} in {units}");
        last = to;
    }
    assert!(!terms.is_empty() || found, "an empty search finds everything");
}

/// A cell of an exported file: never a formula, and nothing of the text lost.
pub(crate) fn cell(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let cell = neutralise(text);
    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']), "{cell:?}");
    let kept = text.replace('\0', "");
    assert!(cell == kept || cell.strip_prefix('\'') == Some(&kept), "{text:?} became {cell:?}");
    assert_eq!(neutralise(&cell), cell, "twice is once");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([cell.as_ref(), "after"]).unwrap();
    let written = writer.into_inner().unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&written[..]);
    let record = reader.records().next().unwrap().unwrap();
    assert_eq!((record.get(0), record.get(1)), (Some(cell.as_ref()), Some("after")));
}

/// What a keyring or a folder may hold: read the same twice, or refused.
pub(crate) fn stored(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(session) = StoredSession::decode(&Secret::new(text.to_owned())) {
        let encoded = session.encode().unwrap();
        assert_eq!(StoredSession::decode(&encoded).as_ref(), Ok(&session));
    }
    const NAME: &str = "0123456789abcdef-0b9c2f6e-5d1a-4c37-9e84-7a60f1d2c3b5.db";
    if let Ok(sealed) = SealedCache::decode(NAME, text) {
        assert_eq!(SealedCache::decode(NAME, &sealed.encode()), Ok(sealed));
    }
}
