//! What a person arranged here, such as saved views and the columns of a table: texts with a name, in the encrypted file since
//! they name customers, and gone with it at log-out. A rebuild of the rows leaves them alone.

use crate::error::StoreError;
use crate::partner::{meta, set_meta};
use crate::reader::Reader;
use crate::writer::Writer;

/// Bytes of one text: what a person arranges is far smaller.
pub const KEPT_MAX: usize = 256 * 1024;

fn key(name: &str) -> String {
    format!("kept.{name}")
}

impl Reader<'_> {
    /// The text under this name; nothing when none was kept.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn kept(&self, name: &str) -> Result<Option<String>, StoreError> {
        meta(self.conn, &key(name))
    }
}

impl Writer<'_> {
    /// What stands under this name at the moment of the write: for a change of it that no other change may fall into.
    ///
    /// # Errors
    /// Any [`StoreError`] of a read.
    pub fn kept(&self, name: &str) -> Result<Option<String>, StoreError> {
        meta(self.conn, &key(name))
    }

    /// Keeps a text of [`KEPT_MAX`] bytes at most under this name, in place of the one before; nothing: removes it.
    ///
    /// # Errors
    /// When the text is longer; any [`StoreError`] of a write.
    pub fn keep(&mut self, name: &str, text: Option<&str>) -> Result<(), StoreError> {
        if text.is_some_and(|text| text.len() > KEPT_MAX) {
            return Err(StoreError::OURS);
        }
        set_meta(self.conn, &key(name), text)
    }
}
