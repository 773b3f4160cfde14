//! Canaries: after a whole day's work no file in the data folder holds the GUID or a debtor's name, in any spelling.

use std::fs;
use std::path::Path;

use desk::Desk;
use uuid::Uuid;

use crate::canaries::{base64, canaries};
use crate::computer::{ALL, Computer, rows, search};

const DEBTOR: &str = "Kanariefugl Quetzalcoatl";

fn search_files(folder: &Path, guid: Uuid, when: &str) {
    let mut looked_at = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // A cache that is just being closed takes its companions with it.
        let Ok(bytes) = fs::read(&path) else { continue };
        looked_at += bytes.len();
        for (what, canary) in canaries(guid, DEBTOR) {
            let there = bytes.windows(canary.len()).any(|window| window == canary);
            assert!(!there, "{when}: {what} in {}", path.file_name().unwrap().display());
        }
    }
    assert!(looked_at > 0 || when.contains("log-out"), "{when}: nothing to look at");
}

#[cfg(unix)]
fn check_rights(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", entry.file_name().display());
    }
}

#[cfg(not(unix))]
fn check_rights(_: &Path) {}

async fn work(desk: &Desk) {
    assert_eq!(desk.sync().await.unwrap().error, None);
    assert_eq!(desk.cases(search("quetzal"), ALL).await.unwrap().rows[0].case.debtor.as_deref(), Some(DEBTOR));
}

#[tokio::test]
async fn no_file_holds_a_canary_at_any_time() {
    let computer = Computer::new(120).await;
    let guid = computer.server.guid();
    computer.server.with_state(|state| {
        let mut case = state.draft_case().unwrap();
        case.debtor_name = Some(DEBTOR.to_owned());
        state.insert_case(case);
    });
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    work(&desk).await;
    search_files(&computer.folder(), guid, "signed in");
    check_rights(&computer.folder());
    // A crash: nothing is closed, the next program starts beside it.
    let next = computer.start().await;
    work(&next).await;
    search_files(&computer.folder(), guid, "after a crash");
    drop((desk, next));
    search_files(&computer.folder(), guid, "closed");
    check_rights(&computer.folder());
    let desk = computer.start().await;
    computer.clock.advance(chrono::TimeDelta::days(14));
    assert!(rows(&desk).await.is_err());
    desk.reconcile().await.unwrap();
    search_files(&computer.folder(), guid, "expired");
    desk.log_out().await.unwrap();
    search_files(&computer.folder(), guid, "after the log-out");
}

#[test]
fn the_search_finds_what_it_looks_for() {
    let folder = tempfile::tempdir().unwrap();
    let guid = Uuid::from_u128(0x1234_5678_9abc_def0_1122_3344_5566_7788);
    for (nth, (what, canary)) in canaries(guid, DEBTOR).into_iter().enumerate() {
        let path = folder.path().join(nth.to_string());
        fs::write(&path, [b"before".as_slice(), &canary, b"after"].concat()).unwrap();
        let found = std::panic::catch_unwind(|| search_files(folder.path(), guid, "here"));
        assert!(found.is_err(), "{what}");
        fs::remove_file(path).unwrap();
    }
    assert_eq!(base64(b"Man"), "TWFu");
}

#[test]
fn debug_texts_hide_the_secret() {
    let guid = "0b9c2f6e-5d1a-4c37-9e84-7a60f1d2c3b5";
    assert!(!format!("{:?}", crate::computer::of(guid)).contains("0b9c"));
}

/// What the test below runs in a process of its own. By itself it has nothing to do.
#[test]
fn a_process_that_panics() {
    if std::env::var_os(PANICS).is_some() {
        desk::silence_panics();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let folder = std::env::temp_dir();
        runtime.block_on(async {
            let computer = Computer::new(1).await;
            let options = desk::Options { folder, ..computer.options() };
            drop(Desk::open(options).await.unwrap());
        });
        let text = format!("{DEBTOR} 3f2a1b4e-28ba-4fa1-91d2-0016d3cca427");
        let caught = std::panic::catch_unwind(|| std::panic::panic_any(text));
        assert!(caught.is_err());
    }
}

const PANICS: &str = "PARTNER_DESK_TEST_PANICS";

#[test]
fn a_panic_tells_its_place_and_not_what_was_at_hand() {
    let temp = tempfile::tempdir().unwrap();
    let run = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "secrecy::a_process_that_panics", "--nocapture"])
        .env(PANICS, "1")
        .env("RUST_BACKTRACE", "1")
        // Where the system's temporary folder is, on each system.
        .envs(["TMPDIR", "TEMP", "TMP"].map(|name| (name, temp.path())))
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success() && said.contains("secrecy.rs"), "{said}");
    let log = fs::read_to_string(temp.path().join("partner-desk.log")).unwrap();
    assert!(log.contains("Panicked (") && log.contains("secrecy.rs:"), "{log}");
    for text in [said, log] {
        assert!(!text.contains(DEBTOR) && !text.contains("3f2a1b4e"), "{text}");
    }
}
