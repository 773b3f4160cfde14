//! The three lists, and one case.

use desk::Desk;
use desk_core::query::Window;

use crate::args::Question;
use crate::failure::Failure;
use crate::rows::{CaseJson, Shown, block};
use crate::status::signed_in;
use crate::streams::Streams;
use crate::table::table;
use crate::text;
use crate::view::{Ask, case_query, client_query, earnings_query};

/// Rows that are in memory at once. A list of more is of several moments if a sync runs meanwhile.
const WINDOW_ROWS: u32 = 4_000;

pub(crate) async fn cases(
    desk: &Desk,
    question: &Question,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    list(desk, &case_query(&question.filter)?, question, json, streams).await
}

pub(crate) async fn clients(
    desk: &Desk,
    question: &Question,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    list(desk, &client_query(&question.filter)?, question, json, streams).await
}

pub(crate) async fn earnings(
    desk: &Desk,
    question: &Question,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    list(desk, &earnings_query(&question.filter)?, question, json, streams).await
}

async fn list<Q: Ask<Row: Shown>>(
    desk: &Desk,
    query: &Q,
    question: &Question,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    signed_in(desk)?;
    let mut left = question.limit;
    let mut offset = question.offset;
    let mut written = 0_u64;
    let mut cells = Vec::new();
    let tail = loop {
        let limit = u32::try_from(left).unwrap_or(u32::MAX).min(WINDOW_ROWS);
        let (rows, tail) = query.page(desk, Window { offset, limit }).await?;
        if json && offset == question.offset {
            streams.say("{\"rows\":[")?;
        }
        for row in &rows {
            if json {
                if written > 0 {
                    streams.say(",")?;
                }
                row.write(streams.out)?;
            } else {
                cells.push(row.cells());
            }
            written += 1;
        }
        let got = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        (left, offset) = (left.saturating_sub(got), offset.saturating_add(got));
        if left == 0 || got == 0 || offset >= tail.total {
            break tail;
        }
    };
    if json {
        let tail = serde_json::to_string(&tail)?;
        return streams.say(&format!("],{}\n", tail.strip_prefix('{').unwrap_or(&tail)));
    }
    if !cells.is_empty() {
        streams.say(&table(Q::Row::HEADINGS, &cells))?;
    }
    let age = match desk.sync_status().await.as_of {
        Some(at) => format!("as of {}", text::moment(at)),
        None => "not complete yet".to_owned(),
    };
    streams.say(&format!("{} of {} {}, {age}\n", text::count(written), text::count(tail.total), Q::Row::NOUN))
}

pub(crate) async fn case(desk: &Desk, wanted: &str, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
    signed_in(desk)?;
    let rows = desk.case(wanted).await?;
    if json {
        let shown: Vec<CaseJson<'_>> = rows.iter().map(CaseJson::of).collect();
        return streams.json(&serde_json::json!({ "rows": shown, "total": shown.len() }));
    }
    let blocks: Vec<String> = rows.iter().map(block).collect();
    streams.say(&blocks.join("\n"))
}
