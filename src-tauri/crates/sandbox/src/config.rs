//! What a sandbox is made from.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::readings::{Reading, Readings};
use crate::rng::Rng;

/// `/me.invoicingTriggerMode` (contract sections 5 and 11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum InvoicingMode {
    /// The partner invoices once the collection partner has paid Debitura.
    #[default]
    PayWhenPaid,
    /// Confirmed commissions may be invoiced at once.
    ConfirmedPipeline,
}

impl FromStr for InvoicingMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "pay-when-paid" | "PayWhenPaid" => Ok(Self::PayWhenPaid),
            "confirmed-pipeline" | "ConfirmedPipeline" => Ok(Self::ConfirmedPipeline),
            _ => Err("The mode is pay-when-paid or confirmed-pipeline.".to_owned()),
        }
    }
}

/// Size, seed, credential and readings of one sandbox.
#[derive(Clone)]
pub struct SandboxConfig {
    /// Number of cases that `/cases` lists at the start.
    pub cases: usize,
    /// The same seed makes the same portfolio, byte for byte.
    pub seed: u64,
    /// What a person logs in with: the key itself, or `/me.id` alone under Q1=B.
    pub guid: Uuid,
    /// The key under Q1=B; derived from the seed when absent. Ignored under Q1=A.
    pub api_key: Option<String>,
    /// Invoicing mode at the start; [`crate::State::set_mode`] changes it.
    pub mode: InvoicingMode,
    /// The readings of the open questions.
    pub readings: Readings,
    /// The generator's present: no generated date is later, and "this month" is its month (UTC).
    pub now: DateTime<Utc>,
}

/// 2026-06-17T09:30:00Z: mid-month and mid-week, so that tests do not depend on the day they run.
const FIXED_NOW_S: i64 = 1_781_688_600;

impl SandboxConfig {
    /// A portfolio of `cases` cases, all readings A, at a fixed present.
    #[must_use]
    pub fn new(cases: usize, seed: u64) -> Self {
        Self {
            cases,
            seed,
            guid: Rng::new(seed ^ 0x6775_6964).uuid(),
            api_key: None,
            mode: InvoicingMode::default(),
            readings: Readings::default(),
            now: DateTime::from_timestamp(FIXED_NOW_S, 0).unwrap_or_default(),
        }
    }

    /// The value that the header `XApiKey` has to carry.
    #[must_use]
    pub fn key(&self) -> String {
        match (self.readings.q1, &self.api_key) {
            (Reading::A, _) => self.guid.to_string(),
            (Reading::B, Some(key)) => key.clone(),
            (Reading::B, None) => {
                format!("rpk_{}", Rng::new(self.seed ^ 0x6b65_7900).uuid().simple())
            }
        }
    }

    /// Whether a key sent by a client is the right one. A GUID counts in any usual spelling.
    #[must_use]
    pub fn accepts(&self, sent: &str) -> bool {
        match self.readings.q1 {
            Reading::A => Uuid::try_parse(sent).is_ok_and(|sent| sent == self.guid),
            Reading::B => sent == self.key(),
        }
    }
}

impl Default for SandboxConfig {
    fn default() -> Self {
        Self::new(2_000, 1)
    }
}

impl fmt::Debug for SandboxConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxConfig")
            .field("cases", &self.cases)
            .field("seed", &self.seed)
            .field("mode", &self.mode)
            .field("readings", &self.readings)
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}
