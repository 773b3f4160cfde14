//! When a newer version is looked for, which one may be offered, and that nothing else goes on while it is installed.

use std::fs;

use chrono::TimeDelta;
use desk::{Code, NOTES_CHARS_MAX, is_a_day_since, is_newer, readable_notes};
use desk_core::time::parse_instant;

use crate::computer::{Computer, of};

#[test]
fn only_a_newer_version_may_be_offered() {
    for (present, other, expected) in [
        ("0.1.0", "0.1.1", true),
        ("0.1.0", "0.2.0", true),
        ("0.9.0", "0.10.0", true),
        ("1.9.9", "2.0.0", true),
        ("0.1.0", "0.1.0", false),
        ("0.1.1", "0.1.0", false),
        ("0.10.0", "0.9.0", false),
        ("2.0.0", "1.99.99", false),
        // How it was built makes nothing newer.
        ("0.1.0", "0.1.0+7", false),
        ("0.1.0+1", "0.1.0+2", false),
        ("0.1.0", "0.1.1+build", true),
        // What is tried out is for who tries something out.
        ("0.1.0", "0.2.0-beta.1", false),
        ("0.2.0-beta.1", "0.2.0-beta.2", true),
        ("0.2.0-beta.2", "0.2.0-beta.1", false),
        ("0.2.0-beta.2", "0.2.0", true),
        ("0.2.0", "0.2.0-beta.9", false),
        // What is no version.
        ("0.1.0", "", false),
        ("0.1.0", "v0.2.0", false),
        ("0.1.0", "0.2", false),
        ("0.1.0", "99", false),
        ("0.1.0", "0.2.0\n", false),
        ("0.1.0", "<b>9.9.9</b>", false),
        ("0.1.0", "99999999999999999999.0.0", false),
        ("", "0.2.0", false),
    ] {
        assert_eq!(is_newer(present, other), expected, "{present} to {other}");
    }
    let endless = format!("9.0.0+{}", "x".repeat(10_000));
    assert!(!is_newer("0.1.0", &endless), "a name without end");
}

#[test]
fn a_day_is_a_day_and_a_clock_set_back_holds_nothing_up() {
    let then = parse_instant("2026-06-17T10:00:00Z").unwrap();
    assert!(is_a_day_since(None, then));
    for (after, expected) in [
        (TimeDelta::zero(), false),
        (TimeDelta::hours(23) + TimeDelta::minutes(59), false),
        (TimeDelta::days(1), true),
        (TimeDelta::days(400), true),
        (TimeDelta::seconds(-1), true),
        (TimeDelta::days(-400), true),
    ] {
        assert_eq!(is_a_day_since(Some(then), then + after), expected, "{after}");
    }
}

#[test]
fn notes_are_text_that_stays_in_its_place() {
    for (given, shown) in [
        ("", ""),
        ("  \n\n ", ""),
        ("One\r\nTwo\rTwo", "One\nTwoTwo"),
        ("A\n\n\n\n\nB\t1", "A\n\nB  1"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("safe\u{202e}txt.exe\u{2066}\u{feff}", "safetxt.exe"),
        ("bell\u{7}\u{1b}[31mred\0", "bell[31mred"),
        ("Größer, 日本語, مرحبا", "Größer, 日本語, مرحبا"),
    ] {
        assert_eq!(readable_notes(given), shown, "{given:?}");
    }
    let long = readable_notes(&"ü".repeat(1_000_000));
    assert_eq!(long.chars().count(), NOTES_CHARS_MAX + 1);
    assert!(long.ends_with('…'));
    let whole = "x".repeat(NOTES_CHARS_MAX);
    assert_eq!(readable_notes(&whole), whole);
}

#[tokio::test]
async fn it_is_looked_for_once_a_day_and_a_restart_makes_no_day_of_it() {
    let computer = Computer::new(5).await;
    let desk = computer.start().await;
    assert!(!desk.is_update_due(), "nobody is signed in");
    computer.log_in(&desk).await.unwrap();
    assert!(!desk.is_update_due(), "Debitura was not read yet");
    desk.sync().await.unwrap();
    assert!(desk.is_update_due());
    desk.note_update_looked();
    assert!(!desk.is_update_due());
    computer.clock.advance(TimeDelta::hours(23));
    drop(desk);
    let desk = computer.start().await;
    desk.sync().await.unwrap();
    assert!(!desk.is_update_due());
    computer.clock.advance(TimeDelta::hours(1));
    assert!(desk.is_update_due());
    desk.lock();
    assert!(!desk.is_update_due(), "whoever is away is not asked");
}

#[tokio::test]
async fn it_is_not_looked_for_during_a_sync_or_without_a_network() {
    let computer = Computer::new(200).await;
    let (desk, running) = computer.syncing().await;
    assert!(!desk.is_update_due());
    assert_eq!(desk.quiet().await.err().unwrap().code, Code::Busy);
    desk.cancel_sync();
    let _ = running.await.unwrap();
    computer.server.faults().clear();
    desk.sync().await.unwrap();
    assert!(desk.is_update_due());
    let computer = computer.unplugged().await;
    let desk_offline = computer.start().await;
    let _ = desk_offline.sync().await;
    assert!(!desk_offline.is_update_due());
}

#[tokio::test]
async fn not_now_means_not_this_version_and_not_today() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    assert!(!desk.is_update_put_off("0.2.0"));
    desk.put_update_off("0.2.0");
    assert!(desk.is_update_put_off("0.2.0"));
    assert!(!desk.is_update_put_off("0.2.1"), "another one is another question");
    drop(desk);
    let desk = computer.start().await;
    assert!(desk.is_update_put_off("0.2.0"), "a restart is no new day");
    computer.clock.advance(TimeDelta::days(1));
    assert!(!desk.is_update_put_off("0.2.0"));
    desk.put_update_off("0.2.0");
    desk.log_out().await.unwrap();
    assert!(!desk.is_update_put_off("0.2.0") && !computer.folder().join("settings.json").exists());
}

#[tokio::test]
async fn nothing_is_written_for_this_session_only() {
    let computer = Computer::new(5).await;
    let desk = computer.start().await;
    let log_in = desk::LogIn { this_session_only: true, ..of(&computer.server.guid().to_string()) };
    desk.log_in(log_in).await.unwrap();
    desk.put_update_off("0.2.0");
    desk.note_update_looked();
    assert!(desk.is_update_put_off("0.2.0") && !desk.is_update_due());
    assert!(!computer.folder().join("settings.json").exists());
}

#[tokio::test]
async fn what_cannot_be_read_of_it_takes_nothing_else_along() {
    let computer = Computer::new(1).await;
    fs::create_dir_all(computer.folder()).unwrap();
    for damage in ["1", "\"x\"", "[]", "{\"version\":1,\"at\":\"x\"}"] {
        let text = format!(r#"{{"updateLookedAt":"soon","updatePutOff":{damage},"stuckDays":7}}"#);
        fs::write(computer.folder().join("settings.json"), text).unwrap();
        let desk = computer.start().await;
        assert!(!desk.is_update_put_off("0.2.0"));
        assert_eq!(desk.preferences().stuck_days, 7);
    }
}

#[tokio::test]
async fn no_sync_begins_while_the_program_is_replaced() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    let another = computer.start().await;
    let quiet = desk.quiet().await.unwrap();
    assert_eq!(desk.sync().await.unwrap_err().code, Code::Busy);
    assert_eq!(another.sync().await.unwrap_err().code, Code::Busy, "the command line neither");
    assert_eq!(another.quiet().await.err().unwrap().code, Code::Busy);
    drop(quiet);
    desk.sync().await.unwrap();
    another.sync().await.unwrap();
}
