//! Texts that a person can meet, agreed on in a file: a change of wording is seen in the difference before it is shipped.

use std::path::Path;

/// Compares with `tests/golden/NAME`. With `PARTNER_DESK_UPDATE=1` in the environment the file is written anew.
pub(crate) fn agrees(name: &str, wanted: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|up| up.join("tests/golden"))
        .find(|golden| golden.is_dir());
    let path = folder.unwrap().join(name);
    if std::env::var_os("PARTNER_DESK_UPDATE").is_some() {
        std::fs::write(&path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(found, wanted, "tests/golden/{name} is stale: PARTNER_DESK_UPDATE=1 writes it anew");
}
