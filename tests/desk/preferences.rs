//! What a person prefers: kept value by value, refused with a sentence, gone with a log-out.

use std::fs;

use chrono::TimeDelta;
use desk::{ChartMonths, Code, CsvProfile, Density, Desk, Preferences};

use crate::computer::Computer;
use crate::fresh::Timer;

fn others() -> Preferences {
    Preferences {
        idle_lock_minutes: Some(15),
        sync_minutes: 60,
        csv_profile: CsvProfile::Plain,
        density: Density::Compact,
        unsigned_days: 30,
        stuck_days: 365,
        escalation_recipient: "fälle@debitura.example".to_owned(),
        notify: true,
        sidebar: true,
        chart_open: false,
        chart_months: ChartMonths::All,
        chart_as_table: true,
    }
}

fn file(computer: &Computer) -> String {
    fs::read_to_string(computer.folder().join("settings.json")).unwrap()
}

#[tokio::test]
async fn they_are_kept_and_go_with_a_log_out() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    let first = Preferences::default();
    assert_eq!(desk.preferences(), first);
    assert_eq!((first.idle_lock_minutes, first.sync_minutes), (None, 15), "as decided");
    let spaced = Preferences { escalation_recipient: "  fälle@debitura.example\n".to_owned(), ..others() };
    assert_eq!(desk.set_preferences(spaced).unwrap(), others());
    assert_eq!(desk.preferences(), others());
    drop(desk);
    let desk = computer.start().await;
    assert_eq!(desk.preferences(), others());
    desk.log_out().await.unwrap();
    assert_eq!(desk.preferences(), first);
    assert!(!computer.folder().join("settings.json").exists());
    assert_eq!(computer.start().await.preferences(), first);
}

#[tokio::test]
async fn a_log_out_by_another_program_takes_them_away_here_too() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    desk.set_preferences(others()).unwrap();
    computer.start().await.log_out().await.unwrap();
    desk.reconcile().await.unwrap();
    assert_eq!(desk.preferences(), Preferences::default());
}

#[tokio::test]
async fn a_damaged_file_is_written_anew_from_what_was_read_before() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    desk.set_preferences(others()).unwrap();
    for damage in ["", "{\"syncMin", "\0\0", "[]"] {
        fs::write(computer.folder().join("settings.json"), damage).unwrap();
        desk.set_preferences(Preferences { stuck_days: 7, ..others() }).unwrap();
        let read = computer.start().await.preferences();
        assert_eq!(read, Preferences { stuck_days: 7, ..others() }, "{damage:?}");
    }
}

#[tokio::test]
async fn nothing_is_written_for_this_session_only_or_for_nobody_and_a_lock_holds() {
    let computer = Computer::new(5).await;
    let desk = computer.start().await;
    let file = computer.folder().join("settings.json");
    desk.set_preferences(others()).unwrap();
    assert!(!file.exists(), "nobody is signed in");
    let log_in = desk::LogIn { this_session_only: true, ..crate::computer::of(&computer.server.guid().to_string()) };
    desk.log_in(log_in).await.unwrap();
    desk.set_preferences(Preferences { stuck_days: 7, ..others() }).unwrap();
    assert_eq!(desk.preferences().stuck_days, 7);
    assert!(!file.exists(), "this session only");
    desk.log_out().await.unwrap();
    computer.log_in(&desk).await.unwrap();
    desk.set_preferences(others()).unwrap();
    assert!(file.exists());
    desk.lock();
    assert_eq!(desk.set_preferences(Preferences::default()).unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.preferences(), others());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_that_write_at_the_same_time_leave_one_whole_file() {
    let computer = Computer::new(1).await;
    let desks = [computer.synced().await, computer.start().await, computer.start().await];
    // As a crash of this version and of an older one would leave them.
    for name in ["settings.json.1-1.new", "settings.json.new"] {
        fs::write(computer.folder().join(name), "{\"syncMin").unwrap();
    }
    let writers = desks.clone().map(|desk| {
        tokio::task::spawn_blocking(move || {
            for stuck_days in 1..=40 {
                desk.set_preferences(Preferences { stuck_days, ..others() }).unwrap();
            }
        })
    });
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(computer.start().await.preferences(), Preferences { stuck_days: 40, ..others() });
    let drafts = |computer: &Computer| computer.files().into_iter().filter(|name| name.ends_with(".new")).count();
    assert_eq!(drafts(&computer), 2, "none of theirs is left");
    desks[0].log_out().await.unwrap();
    assert_eq!(drafts(&computer), 0, "a log-out leaves none at all");
}

async fn found(computer: &Computer, text: &str) -> Desk {
    fs::create_dir_all(computer.folder()).unwrap();
    fs::write(computer.folder().join("settings.json"), text).unwrap();
    computer.start().await
}

#[tokio::test]
async fn each_value_that_cannot_be_read_falls_back_alone() {
    let computer = Computer::new(1).await;
    let whole = serde_json::json!({
        "idleLockMinutes": 15, "syncMinutes": 60, "csvProfile": "plain", "density": "compact",
        "unsignedDays": 30, "stuckDays": 365, "escalationRecipient": "fälle@debitura.example",
        "notify": true, "sidebar": true, "chartOpen": false, "chartMonths": "all", "chartAsTable": true,
    });
    assert_eq!(found(&computer, &whole.to_string()).await.preferences(), others());
    let first = Preferences::default();
    let nonsense = [
        serde_json::json!(null),
        serde_json::json!(-1),
        serde_json::json!(0),
        serde_json::json!(100_000),
        serde_json::json!(1e300),
        serde_json::json!("spacious"),
        serde_json::json!([1]),
        serde_json::json!({}),
    ];
    for name in whole.as_object().unwrap().keys() {
        for bad in &nonsense {
            let mut fields = whole.clone();
            fields[name] = bad.clone();
            let read = found(&computer, &fields.to_string()).await.preferences();
            let expected = match name.as_str() {
                "idleLockMinutes" => Preferences { idle_lock_minutes: None, ..others() },
                "syncMinutes" => Preferences { sync_minutes: first.sync_minutes, ..others() },
                "csvProfile" => Preferences { csv_profile: first.csv_profile, ..others() },
                "density" => Preferences { density: first.density, ..others() },
                "unsignedDays" => Preferences { unsigned_days: first.unsigned_days, ..others() },
                "notify" => Preferences { notify: first.notify, ..others() },
                "sidebar" => Preferences { sidebar: first.sidebar, ..others() },
                "chartOpen" => Preferences { chart_open: first.chart_open, ..others() },
                "chartMonths" => Preferences { chart_months: first.chart_months, ..others() },
                "chartAsTable" => Preferences { chart_as_table: first.chart_as_table, ..others() },
                "stuckDays" => Preferences { stuck_days: first.stuck_days, ..others() },
                _ => Preferences { escalation_recipient: String::new(), ..others() },
            };
            assert_eq!(read, expected, "{name}: {bad}");
        }
    }
    assert_eq!(found(&computer, "[]").await.preferences(), first);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let computer = Computer::new(1).await;
    let desk = computer.start().await;
    desk.set_preferences(others()).unwrap();
    let mut bad = Vec::new();
    for minutes in [0, 24 * 60 + 1, u32::MAX] {
        bad.push(Preferences { idle_lock_minutes: Some(minutes), ..others() });
    }
    bad.extend([0, 4, 241, u32::MAX].map(|sync_minutes| Preferences { sync_minutes, ..others() }));
    bad.extend([0, 366, u32::MAX].map(|unsigned_days| Preferences { unsigned_days, ..others() }));
    bad.extend([0, 731, u32::MAX].map(|stuck_days| Preferences { stuck_days, ..others() }));
    let long = format!("{}@debitura.example", "x".repeat(254));
    for address in [
        "support",
        "@",
        "a@",
        "@b.example",
        "a@b",
        "a b@c.example",
        "a@b.example, d@e.example",
        "a@b@c.example",
        "Support <a@b.example>",
        "a@b.example?cc=d@e.example",
        "a@b.example\nBcc: d@e.example",
        "a@b..example",
        ".a@b.example",
        "a@.example",
        "a\0@b.example",
        "mailto:a@b.example",
        "\u{202e}a@b.example",
        &long,
    ] {
        bad.push(Preferences { escalation_recipient: address.to_owned(), ..others() });
    }
    for preferences in bad {
        let error = desk.set_preferences(preferences.clone()).unwrap_err();
        assert_eq!(error.code, Code::InvalidRequest, "{preferences:?}");
        assert!(error.message.ends_with('.') && error.message.len() < 90, "{}", error.message);
        assert_eq!(desk.preferences(), others(), "{preferences:?}");
    }
    for address in ["", "  ", "o'neill+desk@mail.debitura.example", "παράδειγμα@δοκιμή.example"] {
        let preferences = Preferences { escalation_recipient: address.to_owned(), ..others() };
        assert_eq!(desk.set_preferences(preferences).unwrap().escalation_recipient, address.trim());
    }
}

#[tokio::test]
async fn what_somebody_else_wrote_into_the_file_stays() {
    let computer = Computer::new(1).await;
    drop(computer.synced().await);
    let desk = found(&computer, r#"{"environment":"test","of a newer version":[1]}"#).await;
    // Another program logs in elsewhere meanwhile.
    fs::write(computer.folder().join("settings.json"), r#"{"environment":"production","of a newer version":[2]}"#)
        .unwrap();
    desk.set_preferences(others()).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&file(&computer)).unwrap();
    assert_eq!((&kept["environment"], &kept["of a newer version"][0]), (&"production".into(), &2.into()));
    assert_eq!(computer.start().await.preferences(), others());
}

#[tokio::test]
async fn the_background_sync_keeps_the_chosen_time() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let mut timer = Timer::start(&desk, &computer.clock).await;
    computer.server.forget_requests();
    let passes = || computer.server.requests_by_path().get("/me").copied().unwrap_or(0);
    desk.set_preferences(Preferences { sync_minutes: 45, ..Preferences::default() }).unwrap();
    timer.run_for(TimeDelta::minutes(44)).await;
    assert_eq!(passes(), 0);
    timer.run_for(TimeDelta::minutes(1)).await;
    assert_eq!(passes(), 1);
    // It takes effect on the wait that has begun.
    desk.set_preferences(Preferences { sync_minutes: 5, ..Preferences::default() }).unwrap();
    timer.run_for(TimeDelta::minutes(5)).await;
    assert_eq!(passes(), 2);
}
