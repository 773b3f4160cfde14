//! Debitura's totals beside the cache's. They may differ for good, where a status is grouped otherwise (question Q4) or a
//! row cannot be kept. So what a complete pass leaves of a difference is normal, and any other one later means that a
//! refresh missed something: then a full pass is wanted.

use desk_core::remote::{CasesSummary, EarningsSummary};
use desk_store::{Reader, StoreError, Writer, cases, earnings};

use crate::known;

/// The note with the difference that is normal.
const NORMAL: &str = "normal_difference";
/// The note that a full pass is wanted.
const WANTED: &str = "full_wanted";

/// Debitura's own totals, as far as a pass has met them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Totals {
    pub(crate) cases: Option<CasesSummary>,
    pub(crate) earnings: Option<EarningsSummary>,
}

pub(crate) fn wants_full(reader: &Reader<'_>) -> Result<bool, StoreError> {
    Ok(reader.note(WANTED)?.is_some())
}

/// Keeps what the totals of a pass say; `is_full` when it was a complete one of everything, `wanted` when it knows by itself
/// that a full one has to follow. Whether one has to that had not to before.
pub(crate) fn note(writer: &mut Writer<'_>, totals: &Totals, is_full: bool, wanted: bool) -> Result<bool, StoreError> {
    let difference = difference(&writer.reader(), totals)?;
    if is_full {
        writer.set_note(WANTED, None)?;
        writer.set_note(NORMAL, Some(&difference))?;
        return Ok(false);
    }
    // A table of which no totals came tells nothing.
    let agrees = |normal: &str, now: &str| normal.is_empty() || now.is_empty() || normal == now;
    let differs = match writer.reader().note(NORMAL)? {
        Some(normal) => !normal.split(';').zip(difference.split(';')).all(|(normal, now)| agrees(normal, now)),
        None => false,
    };
    if (differs || wanted) && !wants_full(&writer.reader())? {
        writer.set_note(WANTED, Some("1"))?;
        return Ok(true);
    }
    Ok(false)
}

/// Debitura's counts less the cache's, cases and transactions apart.
fn difference(reader: &Reader<'_>, totals: &Totals) -> Result<String, StoreError> {
    let cards = cases::cards(reader, chrono::DateTime::UNIX_EPOCH)?;
    let stages = earnings::stages(reader, known::mode(reader)?)?;
    let less = |there: Option<i64>, here: u64| {
        there.map_or_else(|| "?".to_owned(), |there| (there - here.cast_signed()).to_string())
    };
    let cases = totals.cases.map(|there| {
        [
            less(there.total, cards.total),
            less(there.active, cards.active),
            less(there.pending, cards.pending),
            less(there.closed, cards.closed),
            less(there.paused, cards.paused),
        ]
        .join(" ")
    });
    let earnings = totals.earnings.map(|there| {
        let counts: Vec<String> =
            there.count.iter().zip(&stages).map(|(there, here)| less(*there, here.count)).collect();
        counts.join(" ")
    });
    Ok(format!("{};{}", cases.unwrap_or_default(), earnings.unwrap_or_default()))
}
