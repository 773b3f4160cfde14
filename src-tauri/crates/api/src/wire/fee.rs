//! Whether a fee of 0.5 is half a percent or fifty (contract question Q3).

use desk_core::money::{MICROS_PER_UNIT, Micros};

/// The sent share as a whole-number percentage; nothing when that is out of range.
///
/// Decided by the row's own amounts: `fee / revenue` equal to the sent value, within one part in a hundred, makes it a
/// fraction; equal to a hundredth of it, a percentage. The first pair of amounts that decides wins. Where none does (no
/// revenue yet, or amounts so small that rounding hides the ratio), a value above 0 and up to 1 is read as a fraction: a
/// share of one percent or less is implausible, a share of up to the whole is not. Zero is zero on both scales.
pub(crate) fn percent(sent: Micros, pairs: &[(Option<Micros>, Option<Micros>)]) -> Option<Micros> {
    let by_amounts = pairs.iter().find_map(|(fee, revenue)| is_fraction(sent, (*fee)?, (*revenue)?));
    let fraction = by_amounts.unwrap_or((1..=MICROS_PER_UNIT).contains(&sent.0));
    if fraction { sent.0.checked_mul(100).map(Micros) } else { Some(sent) }
}

/// Whether the amounts say fraction or percentage, or nothing. In whole numbers: `fee / revenue = sent` multiplied out.
fn is_fraction(sent: Micros, fee: Micros, revenue: Micros) -> Option<bool> {
    if sent.0 == 0 || fee.0 == 0 || revenue.0 == 0 {
        return None;
    }
    let expected = i128::from(sent.0) * i128::from(revenue.0);
    let unit = i128::from(MICROS_PER_UNIT);
    let near = |actual: i128| (actual - expected).abs() <= expected.abs() / 100;
    match (near(i128::from(fee.0) * unit), near(i128::from(fee.0) * unit * 100)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
