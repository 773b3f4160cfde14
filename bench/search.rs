//! `search`: one key press's question in Rust, the first hundred rows in order and the count of every tab, out of the
//! encrypted cache; against `LIKE '%…%'` over the same normalised column in a plain SQLite file with indexes of its own.

use std::time::{Duration, Instant};

use desk_core::query::{CaseColumn, CaseQuery, Window};
use desk_core::rows::Case;
use desk_core::search::{Field, Terms, haystack};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use serde_json::json;

use crate::around::Around;
use crate::queries::Words;
use crate::report::{Report, median, ms, quantile};

pub(crate) const PAGE: Window = Window { offset: 0, limit: 100 };
pub(crate) const ALL: Window = Window { offset: 0, limit: u32::MAX };

pub(crate) async fn run(cases: usize) -> Report {
    let mut report = Report::new("search", cases);
    let is_large = cases > 300_000;
    let around = Around::filled(cases).await;
    let desk = &around.desk;
    let all: Vec<Case> =
        desk.cases(CaseQuery::default(), ALL).await.unwrap().rows.into_iter().map(|row| row.case).collect();
    let plain = Plain::new(&all);
    let words = Words::of(&all);
    drop(all);
    let began = Instant::now();
    around.held().await;
    report.tell("made_in_memory_ms", ms(began.elapsed()));
    let (mut ours, mut likes): (Vec<(&str, Duration)>, Vec<Duration>) = (Vec::new(), Vec::new());
    for (kind, query) in words.mix(if is_large { 1 } else { 3 }) {
        let began = Instant::now();
        let page = desk.cases(query.clone(), PAGE).await.unwrap();
        ours.push((kind, began.elapsed()));
        let began = Instant::now();
        let found = plain.ask(&query);
        likes.push(began.elapsed());
        // Not the same work otherwise.
        assert_eq!((page.rows.len(), page.counts.all), found, "{query:?}");
    }
    // The palette's question: three lists, the closest of each.
    let mut finds: Vec<Duration> = Vec::new();
    for (_, query) in words.mix(1) {
        let began = Instant::now();
        desk.find(query.search).await.unwrap();
        finds.push(began.elapsed());
    }
    let times: Vec<Duration> = ours.iter().map(|(_, time)| *time).collect();
    for kind in ["one letter", "two letters", "three letters", "word", "two words", "reference", "no hit", "everything"]
    {
        let of: Vec<Duration> = ours.iter().filter(|(one, _)| *one == kind).map(|(_, time)| *time).collect();
        report.tell(&format!("p50_ms {kind}"), ms(median(&of)));
    }
    report.tell("key_presses", json!(times.len()));
    report.tell("palette_p50_ms", ms(median(&finds)));
    report.tell("palette_p99_ms", ms(quantile(&finds, 0.99)));
    report.tell("p50_ms", ms(median(&times)));
    report.tell("like_p50_ms", ms(median(&likes)));
    report.tell("like_p99_ms", ms(quantile(&likes, 0.99)));
    report.at_most("p99_ms", quantile(&times, 0.99).as_secs_f64() * 1_000.0, if is_large { 30.0 } else { 5.0 });
    let ratio = median(&times).as_secs_f64() / median(&likes).as_secs_f64();
    report.at_most("ratio_p50", ratio, if is_large { 0.2 } else { 1.0 });
    report
}

/// The yardstick.
struct Plain {
    conn: Connection,
    _folder: tempfile::TempDir,
}

impl Plain {
    fn new(all: &[Case]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut conn = Connection::open(folder.path().join("plain.db")).unwrap();
        conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA mmap_size = 2000000000;
             PRAGMA case_sensitive_like = ON;
             CREATE TABLE cases (id BLOB, grp INTEGER, search TEXT, created INTEGER, amount INTEGER, customer TEXT, json TEXT);",
        )
        .unwrap();
        let transaction = conn.transaction().unwrap();
        for case in all {
            let fields = [
                Field::reference(case.reference.as_deref()),
                Field::reference(case.creditor_reference.as_deref()),
                Field::text(case.debtor.as_deref()),
                Field::text(case.customer.as_deref()),
            ];
            let group = desk_core::lifecycle::group_of(case.lifecycle.as_deref()).number();
            let amount = case.amount.map(|amount| amount.0);
            let created = case.created.map(|at| at.timestamp_millis());
            transaction
                .prepare_cached("INSERT INTO cases VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                .unwrap()
                .execute(params![
                    case.id.0.into_bytes(),
                    group,
                    haystack(&fields),
                    created,
                    amount,
                    case.customer,
                    format!("{case:?}")
                ])
                .unwrap();
        }
        transaction.commit().unwrap();
        conn.execute_batch(
            "CREATE INDEX by_group ON cases (grp, search);
             CREATE INDEX by_created ON cases (created DESC, id, grp, search);
             CREATE INDEX by_amount ON cases (amount DESC, id, grp, search);
             CREATE INDEX by_customer ON cases (customer, id, grp, search);
             ANALYZE;",
        )
        .unwrap();
        Self { conn, _folder: folder }
    }

    /// Rows of the page, and how many there are in all.
    fn ask(&self, query: &CaseQuery) -> (usize, u64) {
        let terms = Terms::parse(&query.search);
        let mut clauses = vec!["1".to_owned()];
        let mut values = Vec::new();
        for term in terms.terms() {
            clauses.push(format!("({})", vec!["search LIKE ?"; term.alternatives().len()].join(" OR ")));
            values.extend(term.alternatives().iter().map(|word| Value::Text(format!("%{word}%"))));
        }
        let found = clauses.join(" AND ");
        let order = match query.sort.column {
            CaseColumn::Created => "created DESC",
            CaseColumn::Amount => "amount DESC",
            _ => "customer",
        };
        let tab = query.tab.group().map_or("1".to_owned(), |group| format!("grp = {}", group.number()));
        let counts = format!("SELECT grp, count(*) FROM cases WHERE {found} GROUP BY grp");
        let mut statement = self.conn.prepare_cached(&counts).unwrap();
        let counted = statement.query_map(params_from_iter(&values), |row| row.get::<_, i64>(1)).unwrap();
        let total: i64 = counted.map(Result::unwrap).sum();
        let page = format!("SELECT * FROM cases WHERE {found} AND {tab} ORDER BY {order}, id LIMIT 100");
        let mut statement = self.conn.prepare_cached(&page).unwrap();
        let mut rows = statement.query(params_from_iter(&values)).unwrap();
        let mut shown = 0;
        while let Some(row) = rows.next().unwrap() {
            let text: String = row.get(6).unwrap();
            shown += usize::from(!text.is_empty());
        }
        (shown, total.unsigned_abs())
    }
}
