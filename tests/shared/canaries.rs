//! What must be found nowhere: a GUID and a name, in every spelling in which they could lie about.

use std::fmt::Write;

use uuid::Uuid;

pub(crate) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let mut padded = [0_u8; 3];
        padded[..group.len()].copy_from_slice(group);
        let bits = u32::from_be_bytes([0, padded[0], padded[1], padded[2]]);
        // Digits that depend on what follows are left out, so that the text is found inside a longer one.
        let whole = group.len() * 8 / 6;
        text.extend((0..whole).map(|nth| char::from(DIGITS[(bits >> (18 - 6 * nth) & 63) as usize])));
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Everything that must not be found, with what it is.
pub(crate) fn canaries(guid: Uuid, name: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut spellings = vec![("name", name.to_owned())];
    for text in [guid.hyphenated().to_string(), guid.simple().to_string()] {
        spellings.push(("GUID", text.to_uppercase()));
        spellings.push(("GUID", text));
    }
    for (what, text) in spellings {
        found.push((format!("{what} as UTF-8"), text.as_bytes().to_vec()));
        found.push((format!("{what} as UTF-16"), utf16(&text)));
        found.push((format!("{what} as hex"), hex(text.as_bytes()).into_bytes()));
        for skip in 0..3 {
            found.push((format!("{what} as base64"), base64(&text.as_bytes()[skip..]).into_bytes()));
        }
    }
    found.push(("GUID as bytes".to_owned(), guid.as_bytes().to_vec()));
    found.push(("GUID as base64 of its bytes".to_owned(), base64(guid.as_bytes()).into_bytes()));
    found
}
