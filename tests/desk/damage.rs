//! Caches that are damaged, foreign, or gone.

use std::fs;
use std::path::PathBuf;

use desk::{Code, SessionState};

use crate::computer::{Computer, ids, rows};

fn cache(computer: &Computer) -> PathBuf {
    let name = computer.files().into_iter().find(|name| name.ends_with(".db")).unwrap();
    computer.folder().join(name)
}

#[tokio::test]
async fn a_damaged_cache_is_set_aside_said_and_filled_again() {
    let computer = Computer::new(200).await;
    drop(computer.synced().await);
    let path = cache(&computer);
    let mut bytes = fs::read(&path).unwrap();
    // The first page stays readable, so that the key still fits.
    for byte in &mut bytes[4_096..] {
        *byte ^= 0x5A;
    }
    fs::write(&path, bytes).unwrap();

    // The opening meets the damage, or a question does, and then the next opening mends it.
    let mut desk = computer.start().await;
    if desk.session().notice.is_none() {
        assert_eq!(rows(&desk).await.unwrap_err().code, Code::Cache);
        drop(desk);
        desk = computer.start().await;
    }
    let session = desk.session();
    assert_eq!(session.state, SessionState::SignedIn);
    assert_eq!(session.notice, Some(desk::DeskError::cache_rebuilt()));
    assert!(computer.files().iter().any(|name| name.contains(".damaged-1")), "{:?}", computer.files());
    assert_eq!(rows(&desk).await.unwrap().len(), 0);
    assert_eq!(desk.sync_status().await.as_of, None);
    assert_eq!(desk.sync().await.unwrap().error, None);
    assert_eq!(ids(&desk).await, computer.truth());
    drop(desk);
    assert_eq!(computer.start().await.session().notice, None, "said once");
    // Logging out takes the copy along.
    computer.start().await.log_out().await.unwrap();
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn a_cache_that_another_key_sealed_is_not_touched() {
    let computer = Computer::new(20).await;
    drop(computer.synced().await);
    let items = computer.vault.items();
    let (item, text) = items[0].clone();
    let wrong = turned(&text);
    assert_ne!(wrong, text);
    computer.vault.replace(vec![(item.clone(), wrong)]);
    let before = fs::read(cache(&computer)).unwrap();
    let desk = computer.start().await;
    let error = rows(&desk).await.unwrap_err();
    assert_eq!(error.code, Code::Cache);
    assert!(error.message.contains("sealed with another key") && error.hint.is_some());
    assert_eq!((desk.session().state, desk.session().notice), (SessionState::SignedIn, Some(error.clone())));
    // The same credential logs in again: the log-in holds, and still says why there is no data.
    assert_eq!(computer.log_in(&desk).await, Err(error));
    assert_eq!(desk.sync().await.unwrap_err().code, Code::Cache);
    assert_eq!(fs::read(cache(&computer)).unwrap(), before);
    // The hint works.
    desk.log_out().await.unwrap();
    computer.log_in(&desk).await.unwrap();
    desk.sync().await.unwrap();
    assert_eq!(ids(&desk).await.len(), 20);
    drop(desk);
    assert_ne!(computer.vault.items(), items);
}

/// The item with another key in it: the first digit of the 64 is another one.
fn turned(text: &str) -> String {
    let (head, tail) = text.split_once("\"cache_key\":\"").unwrap();
    let digit = if tail.starts_with('0') { '1' } else { '0' };
    format!("{head}\"cache_key\":\"{digit}{}", tail.split_at(1).1)
}

#[tokio::test]
async fn a_cache_that_somebody_deleted_is_made_anew() {
    let computer = Computer::new(30).await;
    let desk = computer.synced().await;
    drop(desk);
    fs::remove_file(cache(&computer)).unwrap();
    let desk = computer.start().await;
    assert_eq!(desk.session().state, SessionState::SignedIn);
    assert_eq!((rows(&desk).await.unwrap().len(), desk.sync_status().await.as_of), (0, None));
    assert_eq!(desk.sync().await.unwrap().error, None);
    assert_eq!(ids(&desk).await.len(), 30);
}

#[tokio::test]
async fn a_damaged_item_in_the_keyring_is_said_and_replaced() {
    let computer = Computer::new(10).await;
    drop(computer.synced().await);
    let (item, _) = computer.vault.items()[0].clone();
    computer.vault.replace(vec![(item, "{\"v\":1,".to_owned())]);
    let files = computer.files();
    let desk = computer.start().await;
    let session = desk.session();
    assert_eq!(session.state, SessionState::SignedOut);
    assert!(session.notice.unwrap().message.contains("damaged"));
    assert_eq!(computer.files(), files, "nothing is deleted on the word of a damaged item");
    computer.log_in(&desk).await.unwrap();
    assert_eq!(desk.session().state, SessionState::SignedIn);
}
