//! Rows that somebody picked in a table: as a text for the clipboard, made of the same cells as a file, and by their keys.

use desk_core::cell::DecimalMark;
use desk_core::ids::{CaseId, ClientKey, TransactionId};
use desk_core::query::{CaseColumn, CaseQuery, ClientColumn, ClientQuery, EarningsColumn, EarningsQuery, Window};
use desk_export::{Cell, Profile, clip_text, tsv_line};
use desk_store::{Pick, Reader, RowKey, StoreError, Table, picked};

use crate::columns::{case_cells, case_headings, client_cells, client_headings, earnings_cells, earnings_headings};
use crate::error::DeskError;
use crate::fees::{self, Ground};
use crate::open::Desk;
use crate::views::mode_of;

/// Rows that can be picked or copied at once: the clipboard is no place for a whole portfolio, a file is.
pub const PICKED_ROWS_MAX: usize = 10_000;

/// A list as the window asks for it, without paging.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Cases.
    Cases(CaseQuery),
    /// Clients.
    Clients(ClientQuery),
    /// Transactions; the invoicing mode is the partner's, whatever stands here.
    Earnings(EarningsQuery),
}

/// Which rows of a list, by the ids that the window knows them by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickedRows {
    /// These.
    Some(Vec<String>),
    /// All but these.
    AllBut(Vec<String>),
}

/// What to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsCopy {
    /// The list.
    pub listing: Listing,
    /// Its columns by name, in their order.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: PickedRows,
    /// Whether the first line holds the headings.
    pub headings: bool,
}

/// A text for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedRows {
    /// Lines of cells; of one column of one row without headings, what that cell says.
    pub text: String,
    /// Rows in it. Fewer than were picked when some have left the list.
    pub rows: usize,
}

impl Desk {
    /// The ids of the rows of a list from some place on, at most [`PICKED_ROWS_MAX`].
    ///
    /// # Errors
    /// When nobody is signed in, when there are too many, or the cache fails.
    pub async fn row_ids(&self, listing: Listing, window: Window) -> Result<Vec<String>, DeskError> {
        if window.limit as usize > PICKED_ROWS_MAX {
            return Err(DeskError::too_many_rows());
        }
        let store = self.opened()?.store;
        Ok(store
            .read(move |reader| match listing {
                Listing::Cases(query) => {
                    let keys = picked::case_keys(reader, &query, window)?;
                    Ok(keys.iter().filter_map(|key| Some(key.case()?.to_string())).collect())
                }
                Listing::Clients(query) => {
                    let keys = picked::client_keys(reader, &query, window)?;
                    Ok(keys.iter().map(|key| key.client().as_str().to_owned()).collect())
                }
                Listing::Earnings(mut query) => {
                    query.mode = mode_of(reader)?;
                    let keys = picked::earnings_keys(reader, &query, window)?;
                    // An id of either kind is a UUID.
                    Ok(keys.iter().filter_map(|key| Some(key.case()?.to_string())).collect())
                }
            })
            .await?)
    }

    /// Rows as a text, in the order of the list: the cells of an export without the age of the data, numbers with the decimal
    /// mark of this computer's region.
    ///
    /// # Errors
    /// For more than [`PICKED_ROWS_MAX`] rows, for none, for a column or a row that cannot be; when nobody is signed in, or
    /// the cache fails.
    pub async fn copied_rows(&self, copy: RowsCopy) -> Result<CopiedRows, DeskError> {
        let store = self.opened()?.store;
        let mark = Profile::excel_for(self.locale()).mark();
        let RowsCopy { listing, columns, rows, headings } = copy;
        let lines = match listing {
            Listing::Cases(query) => {
                let columns = named::<CaseColumn>(&columns)?;
                let pick = pick(Table::Cases, rows)?;
                let looks_out = columns.contains(&CaseColumn::FeeOutlook);
                let read = move |reader: &Reader<'_>| {
                    let mut rows = picked::cases(reader, &query, &pick, PICKED_ROWS_MAX)?;
                    if let Some(rows) = rows.as_deref_mut().filter(|_| looks_out) {
                        fees::look_out(reader, Ground::plain(reader)?, rows)?;
                    }
                    Ok(rows)
                };
                let rows = store.read(read).await?;
                lines(rows, mark, |row| case_cells(row, &columns, None), case_headings(&columns))?
            }
            Listing::Clients(query) => {
                let columns = named::<ClientColumn>(&columns)?;
                let pick = pick(Table::Clients, rows)?;
                let looks_out = columns.contains(&ClientColumn::FeeOutlook);
                let read = move |reader: &Reader<'_>| {
                    let mut rows = picked::clients(reader, &query, &pick, PICKED_ROWS_MAX)?;
                    if let Some(rows) = rows.as_deref_mut().filter(|_| looks_out) {
                        fees::look_out_clients(reader, Ground::plain(reader)?, rows)?;
                    }
                    Ok(rows)
                };
                let rows = store.read(read).await?;
                lines(rows, mark, |row| client_cells(row, &columns, None), client_headings(&columns))?
            }
            Listing::Earnings(mut query) => {
                let columns = named::<EarningsColumn>(&columns)?;
                let pick = pick(Table::Transactions, rows)?;
                let read = move |reader: &Reader<'_>| -> Result<_, StoreError> {
                    query.mode = mode_of(reader)?;
                    picked::earnings(reader, &query, &pick, PICKED_ROWS_MAX)
                };
                let rows = store.read(read).await?;
                lines(rows, mark, |row| earnings_cells(row, &columns, None), earnings_headings(&columns))?
            }
        };
        Ok(lines.text(columns.len() == 1, headings))
    }
}

/// Columns by name: one at least, each once.
fn named<C: std::str::FromStr + PartialEq>(names: &[String]) -> Result<Vec<C>, DeskError> {
    let mut columns: Vec<C> = Vec::with_capacity(names.len());
    for name in names {
        match name.parse() {
            Ok(column) if !columns.contains(&column) => columns.push(column),
            _ => return Err(DeskError::invalid("The table has no such column, or has it only once.")),
        }
    }
    if columns.is_empty() { Err(DeskError::invalid("A copy needs one column at least.")) } else { Ok(columns) }
}

fn pick(table: Table, rows: PickedRows) -> Result<Pick, DeskError> {
    let keys = |ids: Vec<String>| {
        if ids.len() > PICKED_ROWS_MAX {
            return Err(DeskError::too_many_rows());
        }
        ids.into_iter().map(|id| key(table, id)).collect::<Result<Vec<_>, _>>()
    };
    Ok(match rows {
        PickedRows::Some(ids) => Pick::Some(keys(ids)?),
        PickedRows::AllBut(ids) => Pick::AllBut(keys(ids)?),
    })
}

fn key(table: Table, id: String) -> Result<RowKey, DeskError> {
    let key = match table {
        Table::Cases => CaseId::parse(&id).map(RowKey::from).ok(),
        Table::Transactions => TransactionId::parse(&id).map(RowKey::from).ok(),
        Table::Clients => Some(RowKey::from(&ClientKey::stored(id))),
    };
    key.ok_or_else(|| DeskError::invalid("There is no such row in the synced data."))
}

/// Cells as text, line by line.
struct Lines {
    headings: String,
    rows: Vec<String>,
    /// The first row as one text.
    said: String,
}

impl Lines {
    fn text(self, one_column: bool, headings: bool) -> CopiedRows {
        let rows = self.rows.len();
        let text = if one_column && rows == 1 && !headings {
            self.said
        } else {
            let first = headings.then_some(self.headings);
            first.into_iter().chain(self.rows).collect::<Vec<_>>().join("\n")
        };
        CopiedRows { text, rows }
    }
}

fn lines<R>(
    rows: Option<Vec<R>>,
    mark: DecimalMark,
    cells: impl for<'r> Fn(&'r R) -> Vec<Cell<'r>>,
    headings: Vec<&str>,
) -> Result<Lines, DeskError> {
    let rows = rows.ok_or_else(DeskError::too_many_rows)?;
    let first = rows.first().ok_or_else(DeskError::no_row_left)?;
    let cells = |row| without_age(cells(row));
    let said: Vec<String> =
        cells(first).iter().map(|cell| clip_text(cell, mark).into_owned()).filter(|text| !text.is_empty()).collect();
    let headings: Vec<Cell<'_>> = headings.into_iter().map(|heading| Cell::text(Some(heading))).collect();
    Ok(Lines {
        headings: tsv_line(&without_age(headings), mark),
        rows: rows.iter().map(|row| tsv_line(&cells(row), mark)).collect(),
        said: said.join(" "),
    })
}

/// A file says how old its rows are; what is pasted beside other things says what it is without a heading: an estimate, for
/// one, is called so.
fn without_age(mut cells: Vec<Cell<'_>>) -> Vec<Cell<'_>> {
    cells.pop();
    for cell in &mut cells {
        match cell {
            Cell::Bool(true) => *cell = Cell::text(Some("estimate")),
            Cell::Bool(false) => *cell = Cell::Empty,
            _ => {}
        }
    }
    cells
}
