//! Makes believable portfolios: the same seed, the same rows.
//!
//! The mix: one client per forty cases (a handful at least), one transaction per three cases,
//! a fifth of the cases open, 15 % of the transactions not yet paid, a tenth of the clients
//! unsigned. Every label, close code, stage, null and oddity that the contract names appears in
//! a few thousand cases. Rare oddities sit at fixed places of the sequence, so that no seed
//! misses them.

mod cases;
mod clients;
mod company;
mod transactions;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::config::SandboxConfig;
use crate::rng::Rng;
use crate::rows::{CaseRow, ClientRow, TransactionRow};

pub(crate) use cases::{case, close};
pub(crate) use clients::{client, reborn};
pub(crate) use company::partner_id;
pub(crate) use transactions::transaction;

/// Everything that a fresh state holds.
pub(crate) struct Portfolio {
    pub(crate) cases: Vec<CaseRow>,
    pub(crate) clients: Vec<ClientRow>,
    pub(crate) transactions: Vec<TransactionRow>,
}

/// Generates the whole portfolio.
pub(crate) fn portfolio(config: &SandboxConfig, rng: &mut Rng) -> Portfolio {
    let client_count = if config.cases == 0 { 0 } else { (config.cases / 40).max(5) };
    let clients: Vec<ClientRow> = (0..client_count).map(|serial| client(rng, config, serial)).collect();
    let mut cases = Vec::with_capacity(config.cases);
    for serial in 0..config.cases {
        let Some(owner) = owner(rng, &clients) else {
            break;
        };
        cases.push(case(rng, config, serial, owner, None));
    }
    let transactions = transactions::all(rng, config, &cases, &clients);
    Portfolio { cases, clients, transactions }
}

/// Some clients have many cases and some have none; unsigned ones have few, because theirs wait.
fn owner<'a>(rng: &mut Rng, clients: &'a [ClientRow]) -> Option<&'a ClientRow> {
    for _ in 0..8 {
        let place = rng.below(1_000) * rng.below(1_000) * clients.len() as u64 / 1_000_000;
        let client = clients.get(usize::try_from(place).unwrap_or(0))?;
        if client.onboarding_done || rng.chance(2_000) {
            return Some(client);
        }
    }
    clients.iter().find(|client| client.onboarding_done)
}

/// An instant between two others. A third falls on a whole second.
fn instant_between(rng: &mut Rng, from: DateTime<Utc>, to: DateTime<Utc>) -> DateTime<Utc> {
    let (low, high) = (from.timestamp_millis(), to.timestamp_millis());
    let at = rng.between(low.min(high), high);
    let at = if rng.chance(3_333) { at - at.rem_euclid(1_000) } else { at };
    DateTime::from_timestamp_millis(at.max(low.min(high))).unwrap_or(from)
}

fn days_before(now: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    now - TimeDelta::days(days)
}

/// Millionths of `amount` at `percent` (millionths of a percent), rounded half away from zero.
pub(crate) fn share(amount: i64, percent: i64) -> i64 {
    scale(amount, percent, 100_000_000)
}

/// `amount` x `factor` / `divisor`, rounded half away from zero and kept inside `i64`.
pub(crate) fn scale(amount: i64, factor: i64, divisor: i64) -> i64 {
    let product = i128::from(amount) * i128::from(factor);
    let half = i128::from(divisor) / 2 * product.signum();
    let result = (product + half) / i128::from(divisor);
    i64::try_from(result).unwrap_or(if result < 0 { i64::MIN } else { i64::MAX })
}

/// US dollars for an amount, in millionths rounded to cents; unknown currencies count as dollars.
pub(crate) fn usd(amount: i64, currency: Option<&str>) -> i64 {
    let rate =
        crate::names::USD_RATES.iter().find(|(code, _)| Some(*code) == currency).map_or(1_000_000, |(_, rate)| *rate);
    to_cents(scale(amount, rate, 1_000_000))
}

/// Rounds millionths to hundredths.
pub(crate) fn to_cents(micros: i64) -> i64 {
    scale(micros, 1, 10_000).saturating_mul(10_000)
}

/// An id that belongs to another one, for Q22=B.
pub(crate) fn related_id(id: Uuid) -> Uuid {
    Rng::new(crate::rng::dice(id, 22)).uuid()
}
