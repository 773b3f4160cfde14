//! Files that cannot be deleted while somebody has them open: Windows by itself, Linux does as if.
#![cfg(any(windows, target_os = "linux"))]

use std::collections::BTreeSet;

use chrono::TimeDelta;
use desk::{Code, Desk, LoggedOut, SessionState};
use desk_session::VaultError;
use partner_desk_sandbox::SandboxConfig;

use crate::computer::{Computer, ids, rows};
use crate::fresh::Timer;

#[cfg(windows)]
use desk_store::erase as erase_what_is_closed;
#[cfg(target_os = "linux")]
use held::erase_what_is_closed;

#[cfg(target_os = "linux")]
mod held {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use desk::StoreError;

    /// Deletes nothing that this process, which plays all programs of the computer, has open.
    pub(super) fn erase_what_is_closed(path: &Path) -> Result<(), StoreError> {
        let open = fs::read_dir("/proc/self/fd").unwrap().flatten().filter_map(|fd| fs::read_link(fd.path()).ok());
        let open: BTreeSet<PathBuf> = open.collect();
        let is_open = |suffix: &str| open.contains(Path::new(&format!("{}{suffix}", path.display())));
        if ["", "-wal", "-shm"].into_iter().any(is_open) { Err(StoreError::Locked) } else { desk_store::erase(path) }
    }
}

async fn computer(cases: usize) -> Computer {
    let mut computer = Computer::new(cases).await;
    computer.erase = erase_what_is_closed;
    computer
}

fn caches(computer: &Computer) -> BTreeSet<String> {
    computer.files().into_iter().filter(|name| name.ends_with(".db")).collect()
}

const GONE: LoggedOut = LoggedOut { file_in_use: false };
const IN_USE: LoggedOut = LoggedOut { file_in_use: true };

/// A window that has the cache open, and a log-out on the command line.
async fn logged_out_under(computer: &Computer) -> Desk {
    let window = computer.synced().await;
    assert_eq!(computer.start().await.log_out().await, Ok(IN_USE));
    assert_eq!((caches(computer).len(), computer.vault.items().len()), (1, 0), "a file without a key");
    window
}

#[tokio::test]
async fn whoever_is_alone_deletes_at_once() {
    let computer = computer(20).await;
    assert_eq!(computer.synced().await.log_out().await, Ok(GONE));
    assert_eq!(computer.files().len(), 0);
    // Closed in the background a moment before: the log-out waits for that.
    for _ in 0..5 {
        let desk = computer.synced().await;
        computer.clock.advance(TimeDelta::days(20));
        assert_eq!(desk.session().state, SessionState::Expired);
        assert_eq!(desk.log_out().await, Ok(GONE));
        assert_eq!(computer.files().len(), 0);
    }
}

#[tokio::test]
async fn whoever_holds_the_file_deletes_it_on_noticing() {
    let computer = computer(20).await;
    let window = logged_out_under(&computer).await;
    window.reconcile().await.unwrap();
    assert_eq!(window.session().state, SessionState::SignedOut);
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn the_next_look_notices_although_the_file_is_still_there() {
    let computer = computer(20).await;
    let window = computer.synced().await;
    let mut timer = Timer::start(&window, &computer.clock).await;
    assert_eq!(computer.start().await.log_out().await, Ok(IN_USE));
    timer.look_after(TimeDelta::seconds(15)).await;
    assert_eq!(window.session().state, SessionState::SignedOut);
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn the_next_look_notices_another_log_in_too() {
    let computer = computer(20).await;
    let window = computer.synced().await;
    let mut timer = Timer::start(&window, &computer.clock).await;
    let line = computer.start().await;
    assert_eq!(line.log_out().await, Ok(IN_USE));
    computer.log_in(&line).await.unwrap();
    line.sync().await.unwrap();
    assert_eq!(caches(&computer).len(), 2);
    timer.look_after(TimeDelta::seconds(15)).await;
    assert_eq!(window.session(), line.session());
    assert_eq!(ids(&window).await, computer.truth());
    assert_eq!(caches(&computer).len(), 1, "the old one is gone, the new one is not");
}

#[tokio::test]
async fn a_program_that_ends_without_noticing_leaves_it_to_the_next_start() {
    let computer = computer(20).await;
    drop(logged_out_under(&computer).await);
    assert_eq!(caches(&computer).len(), 1);
    assert_eq!(computer.start().await.session().state, SessionState::SignedOut);
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn of_two_that_hold_it_the_last_one_deletes() {
    let computer = computer(20).await;
    let (one, two) = (computer.synced().await, computer.start().await);
    assert_eq!(computer.start().await.log_out().await, Ok(IN_USE));
    one.reconcile().await.unwrap();
    assert_eq!(caches(&computer).len(), 1);
    two.reconcile().await.unwrap();
    assert_eq!(computer.files().len(), 0);
}

#[tokio::test]
async fn a_leftover_goes_with_a_later_sync() {
    let computer = computer(20).await;
    let (one, two) = (computer.synced().await, computer.start().await);
    assert_eq!(computer.start().await.log_out().await, Ok(IN_USE));
    // The first goes on to another session while the second still holds the file.
    one.reconcile().await.unwrap();
    computer.log_in(&one).await.unwrap();
    drop(two);
    assert_eq!(caches(&computer).len(), 2);
    one.sync().await.unwrap();
    assert_eq!(caches(&computer).len(), 1);
    assert_eq!(ids(&one).await, computer.truth());
}

#[tokio::test]
async fn a_keyring_that_cannot_be_read_deletes_nothing() {
    let computer = computer(20).await;
    let window = logged_out_under(&computer).await;
    computer.vault.fail_always(Some(VaultError::Locked));
    assert_eq!(window.reconcile().await.unwrap_err().code, Code::Keyring);
    assert_eq!(rows(&window).await.unwrap().len(), 20, "the session goes on as it is");
    assert_eq!(caches(&computer).len(), 1);
}

#[tokio::test]
async fn the_cache_of_another_credential_stays_sealed() {
    let computer = computer(20).await;
    let (window, other) = (computer.synced().await, computer.start().await);
    let before = caches(&computer);
    let computer = computer.unplugged().await.plugged(SandboxConfig::new(5, 99)).await;
    computer.log_in(&window).await.unwrap();
    other.reconcile().await.unwrap();
    assert_eq!(other.session(), window.session());
    assert_eq!((caches(&computer).intersection(&before).count(), caches(&computer).len()), (1, 2));
    // Beside it lies its seal, and a look at the folder finds nothing to wonder about.
    assert_eq!(computer.files().iter().filter(|name| name.ends_with(".sealed")).count(), 1);
}
