//! Rows to CSV files: profiles, cells, a file that is whole or not there, and sentences for what can go wrong.
//!
//! Which rows and columns there are is decided by whoever writes them (`desk`); what a text cell may hold is decided by
//! `desk_core::cell`.

mod clip;
mod draft;
mod error;
mod file;
mod line;
mod name;
mod placed;
mod profile;

pub use clip::{clip_text, tsv_line};
pub use draft::write_text;
pub use error::{ExportError, Step};
pub use file::{Cell, CsvFile};
pub use line::{Line, Lines};
pub use name::{file_name, is_name_on_windows, with_extension};
pub use profile::Profile;
