//! What a pass reads: a pure function of what the cache knows, what the last summaries said, why there is a pass, and how
//! many requests are left for the day.

use chrono::TimeDelta;
use desk_core::remote::PAGE_ROWS_MAX;
use desk_core::time::Instant;

/// A full pass at least this often while the program is used: what a refresh cannot see is never older.
pub const FULL_EVERY: TimeDelta = TimeDelta::hours(24);

/// Requests that a full pass may cost and still run each time: at the default interval it stays inside the day's budget,
/// and a refresh has nothing to save.
pub const ALWAYS_FULL_MAX: u64 = 80;

/// How far before the newest known row a refresh begins to look for new ones: rows can be entered late.
const MARGIN: TimeDelta = TimeDelta::days(2);

/// Why a pass runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its time has come, or the computer woke up.
    Scheduled,
    /// Somebody asked for fresh data.
    Asked,
    /// Somebody asked for everything to be read anew.
    AskedFull,
}

/// Which kind of pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Fills an empty cache, or goes on where that was left.
    First,
    /// What is open, and what is new.
    Refresh,
    /// Everything.
    Full,
    /// Nothing: the day's requests are used up.
    Nothing,
}

/// One thing to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The newest page of cases, so that there is something to see.
    NewestCases,
    /// Every client.
    Clients,
    /// Every case.
    Cases,
    /// Every transaction.
    Transactions,
    /// Every case that is not closed, and by themselves those that no longer are among them.
    OpenCases,
    /// Cases created since.
    CasesSince(Instant),
    /// Every transaction that is not paid, and by their case those that no longer are among them.
    Unpaid,
    /// Transactions collected since.
    TransactionsSince(Instant),
    /// Debitura's totals, to compare with the cache's.
    Totals,
}

/// What the cache knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Clients, cases and transactions held.
    pub held: [u64; 3],
    /// Cases that are not closed, transactions that are not paid.
    pub open: [u64; 2],
    /// When the oldest of the three last complete passes began; nothing when one table never had one.
    pub complete: Option<Instant>,
    /// The newest dates of cases and transactions.
    pub newest: [Option<Instant>; 2],
    /// Debitura's totals differed from the cache's, or a pass left something open that only a full one settles.
    pub full_wanted: bool,
}

/// How patient a pass is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Requests under way at once. More do not make a rate-limited API faster, and colleagues may share the key.
    pub connections: usize,
    /// See [`ALWAYS_FULL_MAX`].
    pub always_full_max: u64,
    /// Reads of single rows in a refresh; more turn it into a full pass.
    pub singles_max: usize,
    /// Reads of rows that a full pass did not list; the others are asked for by the next pass.
    pub asks_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 6, always_full_max: ALWAYS_FULL_MAX, singles_max: 50, asks_max: 500 }
    }
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which kind.
    pub kind: Kind,
    /// What to read, in this order.
    pub steps: Vec<Step>,
    /// Requests that it will cost, roughly.
    pub cost: u64,
}

const FULL: [Step; 3] = [Step::Clients, Step::Cases, Step::Transactions];

/// Makes the plan. `left` is how many requests may still be sent today; nothing: any number.
#[must_use]
pub fn plan(known: &Known, why: Why, left: Option<u64>, limits: &Limits, now: Instant) -> Plan {
    let pages = |rows: u64| rows / u64::from(PAGE_ROWS_MAX - 1) + 2;
    let [clients, cases, transactions] = known.held.map(pages);
    let [open, unpaid] = known.open.map(pages);
    let (full_cost, refresh_cost) = (clients + cases + transactions, clients + open + unpaid + 10);
    let affordable = |cost: u64| left.is_none_or(|left| cost <= left);
    let nothing = Plan { kind: Kind::Nothing, steps: Vec::new(), cost: 0 };
    let full = || Plan { kind: Kind::Full, steps: FULL.to_vec(), cost: full_cost };
    let refresh = || {
        let [newest_case, newest_transaction] = known.newest.map(|newest| newest.map(|newest| newest - MARGIN));
        let steps = [
            Some(Step::Clients),
            Some(Step::OpenCases),
            newest_case.map(Step::CasesSince),
            Some(Step::Unpaid),
            newest_transaction.map(Step::TransactionsSince),
            Some(Step::Totals),
        ];
        Plan { kind: Kind::Refresh, steps: steps.into_iter().flatten().collect(), cost: refresh_cost }
    };
    if left == Some(0) {
        return nothing;
    }
    let Some(complete) = known.complete else {
        // It goes on where it was left, so it may be cut anywhere.
        let steps = std::iter::once(Step::NewestCases).chain(FULL).collect();
        return Plan { kind: Kind::First, steps, cost: full_cost };
    };
    // A last pass in the future means that the clock was set back: how old the data is cannot be told.
    let is_old = complete > now || now - complete >= FULL_EVERY;
    let is_cheap = full_cost <= limits.always_full_max;
    let wants_full = why == Why::AskedFull || known.full_wanted || is_old || is_cheap;
    match (wants_full, affordable(full_cost), affordable(refresh_cost)) {
        (true, true, _) => full(),
        (_, _, true) if !is_cheap && why != Why::AskedFull => refresh(),
        _ => nothing,
    }
}
