//! How commands are spelt, what they refuse, and that a secret is never said back.

use std::io::{self, Write};

use partner_desk_cli::{Streams, exit, run_on};
use partner_desk_sandbox::SandboxConfig;
use serde_json::Value;

use crate::place::{Done, Place, on};
use crate::truth::{Question, cases, earnings};

const SECRET: &str = "5ca1ab1e-0000-4000-8000-00000000c0de";

fn failure(done: &Done) -> (u8, String, String, String) {
    assert_eq!(done.out, "");
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    let line: Value = serde_json::from_str(&done.err).unwrap();
    let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["code", "hint", "message"]);
    let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
    (done.code, text("code"), text("message"), text("hint"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_understood_is_said_in_a_sentence() {
    let place = Place::new(SandboxConfig::new(10, 1)).await;
    for (arguments, message) in [
        (&["frob"][..], "Unrecognized subcommand 'frob'."),
        (&[], "'partner-desk-cli' requires a subcommand but one was not provided."),
        (&["cases", "--tab", "open"], "There is no tab called `open`."),
        (&["clients", "--tab", "active"], "There is no tab called `active`."),
        (&["earnings", "--sort", "amount"], "There is no column called `amount`."),
        (&["cases", "--sort", "created:down"], "There is no sort direction called `down`."),
        (&["cases", "--limit", "many"], "Invalid value 'many' for '--limit <N>'."),
        (&["cases", "--offset", "-1"], "Unexpected argument '-1' found."),
        (&["cases", "--timeout-seconds", "0"], "Invalid value '0' for '--timeout-seconds <N>': 0 is not in 1..=600."),
        (&["export", "cases"], "The following required arguments were not provided: --out <FILE>."),
        (&["export", "debtors", "--out", "x"], "Invalid value 'debtors' for '<VIEW>'."),
        (&["export", "cases", "--out", "x", "--columns", "name"], "There is no column called `name`."),
        (&["case"], "The following required arguments were not provided: <REFERENCE-OR-ID>."),
    ] {
        let arguments: Vec<&str> = [&["--json"], arguments].concat();
        let (code, kind, said, hint) = failure(&place.run(&arguments, "").await);
        assert_eq!((code, kind.as_str()), (exit::USAGE, "usage"), "{arguments:?}");
        assert!(said.starts_with(message.trim_end_matches('.')), "{arguments:?}: {said}");
        assert!(!hint.is_empty(), "{arguments:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_address_is_a_usage_error() {
    let place = Place::new(SandboxConfig::new(10, 1)).await;
    for (url, message) in [
        ("nonsense", "This is not a web address."),
        ("http://example.com", "The address has to begin with https://"),
        ("https://me:pw@example.com", "The address must not contain a user name or a password."),
        ("https://example.com/v1", "The address must end after the host name"),
    ] {
        let mut err = Vec::new();
        let mut streams =
            Streams { input: &mut &b""[..], out: &mut io::sink(), err: &mut err, typed: false, watched: false };
        let folder = place.folder.path().to_str().unwrap();
        let arguments = ["--json", "--data-dir", folder, "--api-url", url, "status"].map(Into::into);
        let code = partner_desk_cli::run(arguments, &mut streams, |_| {}).await;
        let (code, kind, said, _) = failure(&Done { code, out: String::new(), err: String::from_utf8(err).unwrap() });
        assert_eq!((code, kind.as_str()), (exit::USAGE, "usage"));
        assert!(said.starts_with(message), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn help_and_version_are_answers() {
    let place = Place::new(SandboxConfig::new(10, 1)).await;
    let help = place.run(&["--help"], "").await.fine();
    for word in ["login", "sync", "cases", "clients", "earnings", "export", "status", "logout", "doctor", "Exit codes"]
    {
        assert!(help.contains(word), "{word}");
    }
    assert!(place.run(&["--version"], "").await.fine().starts_with("partner-desk-cli "));
    assert!(place.run(&["cases", "--help"], "").await.fine().contains("--sort"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_taken_from_the_command_line_or_said_back() {
    let place = Place::new(SandboxConfig::new(10, 1)).await;
    let braced = format!("{{{}}}", SECRET.to_uppercase());
    let bare = SECRET.replace('-', "");
    let option = format!("--api-key={SECRET}");
    let long_key = "rpk_0123456789abcdef";
    for arguments in [
        vec!["login", SECRET],
        vec!["login", &braced],
        vec!["login", &bare],
        vec!["login", &option],
        vec!["login", "--guid", SECRET],
        vec!["login", "--api-key", long_key],
        vec!["login", "--api-key=rpk_0123456789abcdef"],
        vec![SECRET],
        vec!["--data-dir", SECRET, "status"],
        vec!["cases", SECRET],
        vec!["cases", "--search", "case", SECRET],
        vec!["export", "cases", "--out", SECRET],
    ] {
        for json in [true, false] {
            let arguments: Vec<&str> = if json { [&["--json"], &arguments[..]].concat() } else { arguments.clone() };
            let done = place.run(&arguments, "").await;
            assert_eq!(done.code, exit::USAGE, "{arguments:?}: {}", done.err);
            let said = done.err.to_lowercase().replace('-', "");
            assert!(!said.contains(&bare) && !said.contains("rpk_"), "{arguments:?}: {}", done.err);
        }
    }
    // Ids of cases and of clients look the same, and are no secrets.
    place.log_in().await;
    assert_eq!(place.run(&["case", SECRET], "").await.code, exit::OTHER);
    assert_eq!(place.run(&["clients", "--search", SECRET], "").await.code, exit::DONE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_comes_on_standard_input_in_any_spelling() {
    let config = SandboxConfig::new(10, 1);
    let guid = config.guid.to_string();
    let place = Place::new(config).await;
    for line in [
        guid.clone(),
        format!("{guid}\r\n"),
        format!("\u{feff}{{{}}}\n", guid.to_uppercase()),
        format!("  {}  \nsecond line is not read\n", guid.replace('-', "")),
    ] {
        let done = place.run(&["login", "--json"], &line).await.fine();
        assert!(done.contains(r#""state":"signedIn""#), "{done}");
    }
    for (line, message) in [
        ("", "Enter your Partner GUID."),
        ("\n", "Enter your Partner GUID."),
        ("5ca1ab1e", "This Partner GUID is too short"),
        (&"5ca1ab1e".repeat(2_000), "This Partner GUID is too long"),
        ("not a guid", "Character 1 does not belong in a Partner GUID"),
    ] {
        let (code, kind, said, _) = failure(&place.run(&["--json", "login"], line).await);
        assert_eq!((code, kind.as_str()), (exit::USAGE, "malformedGuid"));
        assert!(said.starts_with(message), "{said}");
    }
    let missing_key =
        failure(&place.run(&["--json", "login", "--api-key"], &format!("{guid}\n\u{e9}\u{e9}\u{e9}\n")).await);
    assert_eq!(missing_key.1, "malformedGuid");
    // A log-in that failed leaves the one before it alone.
    assert!(place.run(&["status"], "").await.fine().contains("logged in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_log_in_every_command_says_so() {
    let place = Place::new(SandboxConfig::new(10, 1)).await;
    let out = place.folder.path().join("x.csv");
    let export = ["export", "cases", "--out", out.to_str().unwrap()];
    for arguments in
        [&["sync"][..], &["cases"], &["clients"], &["earnings"], &["case", "A"], &export, &["logout"], &["doctor"]]
    {
        let arguments: Vec<&str> = [&["--json"], arguments].concat();
        let (code, kind, ..) = failure(&place.run(&arguments, "").await);
        assert_eq!((code, kind.as_str()), (exit::NOT_LOGGED_IN, "notSignedIn"), "{arguments:?}");
    }
    let status = place.run(&["status", "--json"], "").await;
    assert_eq!(status.code, exit::NOT_LOGGED_IN);
    assert!(status.out.contains(r#""state":"signedOut""#) && status.err.contains("notSignedIn"), "{status:?}");
    assert!(!out.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_case_is_found_by_reference_or_id() {
    let place = Place::synced(SandboxConfig::new(200, 2)).await;
    let view = place.server.with_state(|state| cases::view(state, "en"));
    let case = place.server.with_state(|state| state.cases().find(|case| case.reference.is_some()).unwrap().clone());
    let row = &view.rows.iter().find(|row| row.json.contains(&case.id.to_string())).unwrap().json;
    let reference = case.reference.unwrap();
    for wanted in [reference.clone(), reference.to_lowercase(), format!(" {reference} "), case.id.to_string()] {
        let answer = place.run(&["case", "--json", &wanted], "").await.fine();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["rows"], Value::from(vec![serde_json::from_str::<Value>(row).unwrap()]));
        assert_eq!(answer["total"], 1);
    }
    let shown = place.run(&["case", &reference], "").await.fine();
    assert!(shown.starts_with(&format!("Case reference:     {reference}\n")), "{shown}");
    let (code, kind, said, _) = failure(&place.run(&["--json", "case", "no such"], "").await);
    assert_eq!((code, kind.as_str()), (exit::OTHER, "invalidRequest"));
    assert_eq!(said, "There is no such case in the synced data.");
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_are_aligned_and_steer_no_terminal() {
    let place = Place::synced(SandboxConfig::new(3_400, 2)).await;
    let desk = place.open().await;
    for view in ["cases", "clients", "earnings"] {
        let text = on(&desk, &[view, "--limit", "all"]).await.fine();
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].chars().all(|c| c == '-' || c == ' '));
        assert!(lines.last().unwrap().contains(" as of "), "{:?}", lines.last());
        let steering = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!text.contains(steering), "{view}");
    }
    assert!(on(&desk, &["cases", "--search", "drawkcab"]).await.fine().contains(" drawkcab Ltd"));
    let nothing = on(&desk, &["cases", "--search", "zzzz-nobody"]).await.fine();
    assert!(nothing.starts_with("0 of 0 cases, as of "), "{nothing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_carries_an_onboarding_link() {
    let place = Place::synced(SandboxConfig::new(2_000, 2)).await;
    let url = place.server.with_state(|state| state.clients().find_map(|client| client.link_url.clone())).unwrap();
    let token = url.rsplit('/').next().unwrap();
    let out = place.folder.path().join("clients.csv");
    place.run(&["export", "clients", "--out", out.to_str().unwrap()], "").await.fine();
    let file = std::fs::read_to_string(&out).unwrap();
    let texts = [
        place.run(&["clients", "--json", "--limit", "all"], "").await.fine(),
        place.run(&["clients", "--limit", "all"], "").await.fine(),
        file,
    ];
    for text in texts {
        assert!(!text.contains(token) && !text.contains("referral.debitura.com"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn status_tells_session_age_and_counts() {
    let place = Place::synced(SandboxConfig::new(400, 2)).await;
    let status: Value = serde_json::from_str(&place.run(&["status", "--json"], "").await.fine()).unwrap();
    assert_eq!((&status["state"], &status["partner"]), (&"signedIn".into(), &"Ærlig".into()));
    assert_eq!(status["apiUrl"], place.server.url());
    let (clients, fees) = place.server.with_state(|state| (state.clients().count(), state.transactions().count()));
    for (table, rows) in [("cases", 400), ("clients", clients), ("transactions", fees)] {
        let at = &status["tables"][table];
        assert_eq!(at["rows"], rows, "{table}");
        assert!(at["asOf"].is_string() && at["partial"].is_null(), "{at}");
    }
    let text = place.run(&["status"], "").await.fine();
    assert!(text.contains("logged in as Ærlig until ") && text.contains("400, as of "), "{text}");
    assert_eq!(place.run(&["logout"], "").await.code, 0);
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 0, "a file is left");
    assert_eq!(place.run(&["logout"], "").await.code, exit::NOT_LOGGED_IN);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_holds_what_the_list_shows() {
    let place = Place::synced(SandboxConfig::new(1_500, 2)).await;
    let folder = place.folder.path();
    let question =
        Question { search: "mül".to_owned(), tab: "closed", sort: "amount:desc".to_owned(), ..Question::default() };
    let view = place.server.with_state(|state| cases::view(state, "en"));
    let filter = ["--search", "mül", "--tab", "closed", "--sort", "amount:desc"];
    let out = folder.join("some");
    let arguments =
        [&["--json", "export", "cases", "--columns", "created,reference", "--out", out.to_str().unwrap()], &filter[..]];
    let answer: Value = serde_json::from_str(&place.run(&arguments.concat(), "").await.fine()).unwrap();
    let expected: Vec<Value> =
        view.rows(&question).iter().map(|row| serde_json::from_str(&row.json).unwrap()).collect();
    assert_eq!(answer["rows"], expected.len());
    assert_eq!(answer["file"], out.with_extension("csv").to_str().unwrap());
    let text = std::fs::read_to_string(out.with_extension("csv")).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("Created,Case reference,As of"));
    let references: Vec<&str> = lines.map(|line| line.split(',').nth(1).unwrap()).collect();
    let wanted: Vec<&str> = expected.iter().map(|row| row["reference"].as_str().unwrap_or_default()).collect();
    assert_eq!(references, wanted);
    assert!(!wanted.is_empty());

    let excel = folder.join("earnings.csv");
    place.run(&["export", "earnings", "--format", "excel", "--out", excel.to_str().unwrap()], "").await.fine();
    let bytes = std::fs::read(&excel).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "Excel wants its mark");
    let rows = place.server.with_state(|state| earnings::view(state, "en").rows.len());
    assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), rows + 1);

    let nowhere = folder.join("missing").join("x.csv");
    let (code, kind, ..) =
        failure(&place.run(&["--json", "export", "cases", "--out", nowhere.to_str().unwrap()], "").await);
    assert_eq!((code, kind.as_str()), (exit::OTHER, "disk"));
}

/// A reader that has enough, or a disk that is full.
struct Closed(io::ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_has_enough_is_no_failure_but_a_full_disk_is() {
    let place = Place::synced(SandboxConfig::new(100, 2)).await;
    let desk = place.open().await;
    for (kind, code) in [(io::ErrorKind::BrokenPipe, exit::DONE), (io::ErrorKind::StorageFull, exit::OTHER)] {
        for command in [&["cases"][..], &["cases", "--json"], &["status"], &["--help"]] {
            let (mut out, mut err) = (Closed(kind), Vec::new());
            let mut streams =
                Streams { input: &mut &b""[..], out: &mut out, err: &mut err, typed: false, watched: false };
            let arguments = command.iter().map(Into::into);
            assert_eq!(run_on(&desk, arguments, &mut streams).await, code, "{command:?} {kind}");
            assert_eq!(err.is_empty(), code == exit::DONE);
        }
    }
}
