//! What each view has to list, computed from the sandbox's own state: rows as the very text that the command line has to
//! print, tabs, what is searched, and by what is sorted. Only the order of texts is asked of `desk-core`, since nobody
//! writes a second collation for a test.

pub(crate) mod cases;
pub(crate) mod clients;
pub(crate) mod earnings;
pub(crate) mod wire;

use std::cmp::Ordering;
use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::fold::{Searched, Wanted};

/// What a column sorts by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Missing,
    Number(i128),
    Text(Vec<u8>),
}

impl Key {
    pub(crate) fn number(number: Option<impl Into<i128>>) -> Self {
        number.map_or(Self::Missing, |number| Self::Number(number.into()))
    }

    pub(crate) fn time(at: Option<DateTime<Utc>>) -> Self {
        Self::number(at.map(|at| at.timestamp_millis()))
    }
}

/// A row as it has to be listed.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) json: String,
    /// What breaks ties, always upwards.
    pub(crate) tie: Vec<u8>,
    pub(crate) tab: &'static str,
    pub(crate) searched: Searched,
    /// One per column of the view.
    pub(crate) keys: Vec<Key>,
    /// Fee in millionths of a dollar, and whether it is an estimate; only of transactions.
    pub(crate) fee: (i64, bool),
}

/// One view: everything that it can be asked for.
pub(crate) struct View {
    pub(crate) name: &'static str,
    pub(crate) tabs: &'static [&'static str],
    pub(crate) columns: &'static [&'static str],
    /// The order when none is asked for.
    pub(crate) usual: &'static str,
    pub(crate) rows: Vec<Row>,
    pub(crate) tail: fn(&[&Row]) -> String,
}

/// A question, as the command line is asked it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Question {
    pub(crate) search: String,
    /// The first tab when empty.
    pub(crate) tab: &'static str,
    /// The view's own order when empty.
    pub(crate) sort: String,
    pub(crate) offset: usize,
    /// All when absent.
    pub(crate) limit: Option<usize>,
}

impl Question {
    /// The arguments that ask it.
    pub(crate) fn arguments(&self, view: &View) -> Vec<String> {
        let mut arguments = vec!["--json".to_owned(), view.name.to_owned()];
        let mut add = |name: &str, value: &str| arguments.extend([name.to_owned(), value.to_owned()]);
        if !self.search.is_empty() {
            add("--search", &self.search);
        }
        if !self.tab.is_empty() {
            add("--tab", self.tab);
        }
        if !self.sort.is_empty() {
            add("--sort", &self.sort);
        }
        if self.offset > 0 {
            add("--offset", &self.offset.to_string());
        }
        add("--limit", &self.limit.map_or("all".to_owned(), |limit| limit.to_string()));
        arguments
    }
}

impl View {
    /// What the command line has to print.
    pub(crate) fn answer(&self, question: &Question) -> String {
        let found = self.found(question);
        let listed = self.listed(&found, question);
        let limit = question.limit.unwrap_or(usize::MAX);
        let shown: Vec<&str> = listed.iter().skip(question.offset).take(limit).map(|row| row.json.as_str()).collect();
        let mut counts = String::new();
        for (at, tab) in self.tabs.iter().enumerate() {
            let count = if at == 0 { found.len() } else { found.iter().filter(|row| row.tab == *tab).count() };
            write!(counts, "{}\"{tab}\":{count}", if at == 0 { "" } else { "," }).unwrap();
        }
        let tail = (self.tail)(&found);
        format!("{{\"rows\":[{}],\"total\":{},\"counts\":{{{counts}}}{tail}}}\n", shown.join(","), listed.len())
    }

    /// The rows of the question in their order, without its window.
    pub(crate) fn rows(&self, question: &Question) -> Vec<&Row> {
        self.listed(&self.found(question), question)
    }

    fn found(&self, question: &Question) -> Vec<&Row> {
        let wanted = Wanted::parse(&question.search);
        self.rows.iter().filter(|row| row.searched.answers(&wanted)).collect()
    }

    fn listed<'r>(&self, found: &[&'r Row], question: &Question) -> Vec<&'r Row> {
        let all = question.tab.is_empty() || question.tab == self.tabs[0];
        let mut rows: Vec<&Row> = found.iter().copied().filter(|row| all || row.tab == question.tab).collect();
        let sort = if question.sort.is_empty() { self.usual } else { &question.sort };
        let (column, direction) = sort.split_once(':').unwrap_or((sort, "asc"));
        let at = self.columns.iter().position(|known| *known == column).unwrap();
        rows.sort_by(|a, b| order(&a.keys[at], &b.keys[at], direction == "desc").then_with(|| a.tie.cmp(&b.tie)));
        rows
    }

    /// Compares, and says which row is the first that differs.
    #[track_caller]
    pub(crate) fn check(&self, question: &Question, actual: &str) {
        let expected = self.answer(question);
        if expected == actual {
            return;
        }
        let rows =
            |text: &str| text.replace("},{\"id\":", "},\n{\"id\":").lines().map(str::to_owned).collect::<Vec<_>>();
        let (expected, actual) = (rows(&expected), rows(actual));
        let differs =
            expected.iter().zip(&actual).position(|(a, b)| a != b).unwrap_or(expected.len().min(actual.len()));
        let shown = |lines: &[String]| lines.get(differs).cloned().unwrap_or_else(|| "nothing".to_owned());
        panic!(
            "{} {question:?}: {} lines expected, {} came; the first that differs is {differs}:\nexpected {}\nactual   {}",
            self.name,
            expected.len(),
            actual.len(),
            shown(&expected),
            shown(&actual),
        );
    }
}

/// Missing values last in either direction.
fn order(a: &Key, b: &Key, descending: bool) -> Ordering {
    match (a, b) {
        (Key::Missing, Key::Missing) => Ordering::Equal,
        (Key::Missing, _) => Ordering::Greater,
        (_, Key::Missing) => Ordering::Less,
        _ if descending => b.cmp(a),
        _ => a.cmp(b),
    }
}

/// A JSON object, property by property.
#[derive(Default)]
pub(crate) struct Json(Vec<u8>);

impl Json {
    pub(crate) fn with(mut self, name: &str, value: impl Serialize) -> Self {
        self.0.extend_from_slice(if self.0.is_empty() { b"{\"" } else { b",\"" });
        self.0.extend_from_slice(name.as_bytes());
        self.0.extend_from_slice(b"\":");
        serde_json::to_writer(&mut self.0, &value).unwrap();
        self
    }

    pub(crate) fn end(mut self) -> String {
        self.0.push(b'}');
        String::from_utf8(self.0).unwrap()
    }
}

/// Millionths as a decimal number without needless zeros.
pub(crate) fn decimal(micros: impl Into<i128>) -> String {
    let micros = micros.into();
    let sign = if micros < 0 { "-" } else { "" };
    let (whole, part) = (micros.unsigned_abs() / 1_000_000, micros.unsigned_abs() % 1_000_000);
    let part = format!("{part:06}");
    let part = part.trim_end_matches('0');
    format!("{sign}{whole}{}{part}", if part.is_empty() { "" } else { "." })
}

pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
