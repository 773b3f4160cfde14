//! The frame of a list: rows, paging, totals (contract section 4).

use desk_core::remote::{BadBody, Page, RemoteError};

use super::object::Object;

/// Reads a page. Its frame is fine when the rows are an array, or null beside a `page` object that does not claim any; the
/// rows themselves cannot make it fail.
pub(crate) fn page<'a, T, S>(
    frame: &Object<'a>,
    rows_name: &str,
    row: fn(&Object<'a>) -> Option<T>,
    summary: fn(&Object<'a>) -> S,
) -> Result<Page<T, S>, RemoteError> {
    let paging = frame.object("page");
    let sent = match (frame.array(rows_name), &paging) {
        (Some(sent), _) => sent,
        (None, Some(paging)) if !frame.has(rows_name) && claims_none(paging) => Vec::new(),
        (None, _) => return Err(RemoteError::BadBody(BadBody::Shape)),
    };
    let mut rows = Vec::with_capacity(sent.len());
    let mut unusable_rows = 0_u32;
    for raw in sent {
        match Object::parse(raw.get()).ok().and_then(|object| row(&object)) {
            Some(row) => rows.push(row),
            None => unusable_rows = unusable_rows.saturating_add(1),
        }
    }
    Ok(Page {
        rows,
        unusable_rows,
        total_results: paging
            .and_then(|paging| paging.whole("totalResults"))
            .and_then(|total| u64::try_from(total).ok()),
        summary: frame.object("summary").map(|object| summary(&object)),
    })
}

/// Whether a page says of itself that it has no rows, or nothing about it.
fn claims_none(paging: &Object<'_>) -> bool {
    paging.whole("responseCount").or_else(|| paging.whole("totalResults")).unwrap_or(0) == 0
}
