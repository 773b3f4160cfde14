//! Cells as a text for the clipboard: what a spreadsheet takes apart again where cells and lines end.

use std::borrow::Cow;

use desk_core::cell::DecimalMark;

use crate::file::Cell;

/// Cells of one line, apart by tabs. A text that begins with a quotation mark is quoted, because a spreadsheet would take
/// everything up to the next one for one cell.
#[must_use]
pub fn tsv_line(cells: &[Cell<'_>], mark: DecimalMark) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            let text = clip_text(cell, mark);
            if text.starts_with('"') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.into_owned() }
        })
        .collect();
    cells.join("\t")
}

/// One cell, for pasting anywhere: as in a file, and on one line.
#[must_use]
pub fn clip_text<'c>(cell: &'c Cell<'_>, mark: DecimalMark) -> Cow<'c, str> {
    let text = cell.text_with(mark);
    if text.contains(ends_a_cell) { text.replace(ends_a_cell, " ").into() } else { text }
}

/// What ends a cell or a line when it is pasted.
fn ends_a_cell(c: char) -> bool {
    matches!(c, '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
