//! A newer version of the program.

use serde::Serialize;
use ts_rs::TS;

/// How far it is with a newer version.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum UpdateStep {
    /// Nothing goes on.
    #[default]
    Resting,
    /// It is asked whether there is one.
    Looking,
    /// Its package is on its way.
    Fetching,
    /// Its package is here and whole; a sync or an export has to end first.
    Waiting,
    /// It is put in the place of this one.
    Installing,
}

/// A newer version than this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UpdateOffer {
    /// For example `1.2.3`.
    pub version: String,
    /// What is new in it, as plain text; empty when nobody wrote anything.
    pub notes: String,
    /// The person did not want it, less than a day ago: it is not mentioned unasked.
    pub put_off: bool,
}

/// What is known of newer versions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UpdateView {
    /// The newest, where it is newer than this one; nothing before anybody looked.
    pub offer: Option<UpdateOffer>,
    /// What goes on.
    pub step: UpdateStep,
    /// How much of its package is here, per cent, where that can be told.
    pub percent: Option<u32>,
}
