//! Aligned tables for a person's eyes.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::text::one_line;

/// Columns of a terminal that one cell may take.
const CELL_WIDTH_MAX: usize = 40;

/// Which side a column's cells stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A heading and its side.
pub(crate) type Heading = (&'static str, Side);

/// Writes headings and rows, each column as wide as its widest cell.
pub(crate) fn table(headings: &[Heading], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cut(&one_line(cell))).collect()).collect();
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = headings.iter().enumerate().map(|(at, (name, _))| width(at).max(name.width())).collect();
    let names: Vec<String> = headings.iter().map(|(name, _)| (*name).to_owned()).collect();
    let ruler: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut text = String::new();
    for row in [&names, &ruler].into_iter().chain(&rows) {
        let cells = row.iter().zip(headings).zip(&widths).map(|((cell, (_, side)), width)| padded(cell, *side, *width));
        let line = cells.collect::<Vec<_>>().join("  ");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn padded(cell: &str, side: Side, width: usize) -> String {
    let blanks = " ".repeat(width.saturating_sub(cell.width()));
    match side {
        Side::Left => format!("{cell}{blanks}"),
        Side::Right => format!("{blanks}{cell}"),
    }
}

fn cut(cell: &str) -> String {
    if cell.width() <= CELL_WIDTH_MAX {
        return cell.to_owned();
    }
    let mut width = 0;
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width < CELL_WIDTH_MAX
    };
    let mut text: String = cell.chars().take_while(fits).collect();
    text.push('…');
    text
}
