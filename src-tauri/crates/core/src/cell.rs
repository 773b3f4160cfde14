//! Cells of an export.
