//! Every command with arguments that nobody would think of: rolled, always the same ones, thousands of them. Each answers,
//! with a value or with a typed refusal, and the program goes on.

use serde_json::{Map, Value, json};

use crate::dice::Dice;
use crate::window::{Bench, clients, earnings, question};

/// Commands that are not called here: they end the session, open a dialog of the system's, or need a channel.
const LEFT_OUT: [&str; 7] =
    ["log_out", "lock", "subscribe", "export_cases", "export_clients", "export_earnings", "save_diagnostics"];
const ROUNDS: usize = 60;

fn commands() -> Vec<String> {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/permissions/commands.toml");
    let text = std::fs::read_to_string(source).unwrap();
    let names = text.split("commands.allow = [\"").skip(1).filter_map(|rest| rest.split('"').next());
    names.filter(|name| !LEFT_OUT.contains(name)).map(str::to_owned).collect()
}

fn text(dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => "x".repeat(dice.below(200_000)),
        1 => "\0".repeat(1 + dice.below(9)),
        2 => "'; DROP TABLE cases; --".to_owned(),
        3 => "%_\\\"'`".repeat(1 + dice.below(40)),
        4 => "\u{202e}\u{200b}\u{feff}\u{2066}".to_owned(),
        5 => "../../../etc/passwd".to_owned(),
        6 => "amount) UNION SELECT * FROM meta --".to_owned(),
        7 => "🍕é\u{301}ẞ﷽".repeat(1 + dice.below(300)),
        8 => "NaN".to_owned(),
        9 => "file:///etc/passwd".to_owned(),
        10 => String::new(),
        _ => "5b0f1a43-54a5-4d6a-9c4e-6a0f0d0c0b0a".to_owned(),
    }
}

fn value(dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth > 3 { 9 } else { 12 }) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(i64::MIN),
        5 => json!(1e308),
        6 => json!(4_294_967_295_u64),
        9 => (0..dice.below(40)).map(|_| value(dice, depth + 1)).collect(),
        10 => object(dice, depth),
        _ => Value::String(text(dice)),
    }
}

fn object(dice: &mut Dice, depth: usize) -> Value {
    const NAMES: [&str; 14] = [
        "id",
        "request",
        "what",
        "field",
        "search",
        "tab",
        "sort",
        "offset",
        "limit",
        "seq",
        "filter",
        "guid",
        "minutes",
        "__proto__",
    ];
    let fields = (0..dice.below(8)).map(|_| (NAMES[dice.below(NAMES.len())].to_owned(), value(dice, depth + 1)));
    Value::Object(fields.collect::<Map<_, _>>())
}

/// Arguments that are right but for one field.
fn nearly(dice: &mut Dice) -> Value {
    let mut arguments = [question("", "all", "created"), clients("", "all", "linked"), earnings("", "all", "paid")]
        [dice.below(3)]
    .clone();
    let request = arguments["request"].as_object_mut().unwrap();
    let names: Vec<String> = request.keys().cloned().collect();
    let name = names[dice.below(names.len())].clone();
    request.insert(name, value(dice, 1));
    arguments
}

fn is_typed(command: &str, answer: &Result<Value, Value>) {
    let Err(error) = answer else { return };
    let told = match error {
        // Arguments that are none of the command's never reach it: the bridge says so.
        Value::String(sentence) => sentence.to_lowercase(),
        Value::Object(fields) => {
            assert!(fields["code"].as_str().is_some_and(|code| !code.is_empty()), "{command}: {error}");
            format!("{} {}", fields["message"], fields["hint"]).to_lowercase()
        }
        other => panic!("{command}: {other}"),
    };
    for inside in ["sqlite", "syntax error", "no such column", "panicked", "unwrap", "/tmp/"] {
        assert!(!told.contains(inside), "{command}: {}", told.chars().take(300).collect::<String>());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_asked_every_command_answers() {
    let bench = Bench::start(60).await;
    bench.signed_in().await;
    let before = bench.call("cases_page", question("", "all", "created")).await.unwrap();
    let (mut dice, mut refused) = (Dice::new(5), 0);
    for command in commands() {
        for _ in 0..ROUNDS {
            let arguments = if dice.chance(400) { nearly(&mut dice) } else { object(&mut dice, 0) };
            let answer = bench.call(&command, arguments).await;
            refused += usize::from(answer.is_err());
            is_typed(&command, &answer);
        }
    }
    assert!(refused > 500, "{refused}");
    let after = bench.call("cases_page", question("", "all", "created")).await.unwrap();
    assert_eq!(before["rows"], after["rows"]);
}
