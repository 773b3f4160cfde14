//! What a log-out says it did.

use desk::StoreError;
use partner_desk_sandbox::SandboxConfig;
use serde_json::{Value, json};

use crate::place::Place;

/// Logs in and out again, without and with `--json`.
async fn both(place: &Place) -> (String, Value) {
    place.log_in().await;
    let said = place.run(&["logout"], "").await.fine();
    place.log_in().await;
    let answer = place.run(&["logout", "--json"], "").await.fine();
    (said, serde_json::from_str(&answer).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_erased() {
    let place = Place::new(SandboxConfig::new(10, 1)).await;
    let (said, answer) = both(&place).await;
    assert_eq!(said, "Logged out. The log-in, its key and the cache were erased from this computer.\n");
    assert_eq!(answer, json!({ "state": "signedOut", "fileInUse": false }));
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 0, "a file is left");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_another_program_has_open_is_said() {
    let mut place = Place::new(SandboxConfig::new(10, 1)).await;
    place.erase = Some(|_| Err(StoreError::Locked));
    let (said, answer) = both(&place).await;
    assert!(said.starts_with("Logged out. The log-in and its key were erased from this computer. "), "{said}");
    assert!(said.contains(" is still open in another Partner Desk, which deletes it when it notices;"), "{said}");
    assert_eq!(answer, json!({ "state": "signedOut", "fileInUse": true }));
    assert_eq!(place.run(&["logout"], "").await.code, 3, "the log-out is over all the same");
}
