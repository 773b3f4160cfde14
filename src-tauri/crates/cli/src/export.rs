//! All matching rows into a CSV file.

use desk::{Desk, ExportJob, ExportOptions};
use desk_core::query::{CaseColumn, ClientColumn, EarningsColumn};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::args::{Export, Format, View};
use crate::failure::Failure;
use crate::status::signed_in;
use crate::streams::Streams;
use crate::view::{case_query, client_query, columns, earnings_query};
use crate::{stop, text};

pub(crate) async fn export(desk: &Desk, wanted: &Export, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let job = job(wanted)?;
    signed_in(desk)?;
    let cancel = CancellationToken::new();
    let options =
        ExportOptions { path: wanted.out.clone(), excel: wanted.format == Format::Excel, cancel: cancel.clone() };
    let stopping = async {
        stop::wished().await;
        cancel.cancel();
        // The export ends by itself now, and leaves no file.
        std::future::pending::<Result<_, _>>().await
    };
    let file = tokio::select! {
        biased;
        file = desk.export(job, options) => file,
        never = stopping => never,
    }?;
    let path = wanted.out.with_file_name(&file.name);
    if json {
        return streams.json(&json!({ "file": path.to_string_lossy(), "rows": file.rows }));
    }
    streams.say(&format!("{} rows written to {}.\n", text::count(file.rows), text::one_line(&path.to_string_lossy())))
}

fn job(wanted: &Export) -> Result<ExportJob, Failure> {
    let (filter, named) = (&wanted.filter, &wanted.columns);
    Ok(match wanted.view {
        View::Cases => ExportJob::Cases {
            query: case_query(filter)?,
            columns: columns(named, CaseColumn::FIRST, CaseColumn::ALL, CaseColumn::name)?,
        },
        View::Clients => ExportJob::Clients {
            query: client_query(filter)?,
            columns: columns(named, ClientColumn::FIRST, ClientColumn::ALL, ClientColumn::name)?,
        },
        View::Earnings => ExportJob::Earnings {
            query: earnings_query(filter)?,
            columns: columns(named, EarningsColumn::ALL, EarningsColumn::ALL, EarningsColumn::name)?,
        },
    })
}
