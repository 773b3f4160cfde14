//! What the window showed first the last time, drawn: kept so that the next start can show it before a script has run.
//!
//! A picture is shown only while everything that it was made of is the same to the letter, so it never tells of other
//! data than the rows that take its place a moment later. It lies in the encrypted cache, because it names customers, and goes
//! with a log-out like all that is kept there.

use serde::{Deserialize, Serialize};

use crate::kept::Kept;

/// The first screen as a page, with what it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FirstSight {
    /// Stands for every answer that the picture was made of; empty: there is no picture.
    pub made_of: String,
    /// Its elements.
    pub html: String,
    /// Rules for them alone.
    pub css: String,
    /// Names the size that it was laid out for: in any other one it would be laid out wrongly.
    pub room: String,
}

impl Kept for FirstSight {
    const NAME: &'static str = "first-sight";
}
