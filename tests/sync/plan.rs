//! What a pass reads, kind by kind.

use chrono::TimeDelta;
use desk_core::time::Instant;
use desk_sync::{ALWAYS_FULL_MAX, FULL_EVERY, Kind, Known, Limits, Step, Why, plan};

use crate::fixture::start as now;

/// A large portfolio that was read whole an hour ago.
fn large() -> Known {
    Known {
        held: [2_500, 100_000, 33_333],
        open: [20_000, 5_000],
        complete: Some(now() - TimeDelta::hours(1)),
        newest: [Some(yesterday()), Some(yesterday())],
        full_wanted: false,
    }
}

/// One that is read whole in a few requests.
fn small() -> Known {
    Known { held: [50, 2_000, 666], open: [400, 100], ..large() }
}

fn yesterday() -> Instant {
    now() - TimeDelta::days(1)
}

const FULL: &[Step] = &[Step::Clients, Step::Cases, Step::Transactions];

struct Named {
    name: &'static str,
    known: Known,
    why: Why,
    left: Option<u64>,
    kind: Kind,
}

#[test]
fn kinds() {
    let case = |name, known, why, left, kind| Named { name, known, why, left, kind };
    let aged = |age| Known { complete: Some(now() - age), ..large() };
    let unread = Known { complete: None, ..large() };
    let table = [
        // First.
        case("an empty cache", Known::default(), Why::Scheduled, None, Kind::First),
        case("an empty cache, asked", Known::default(), Why::Asked, None, Kind::First),
        case("one table never whole", unread, Why::Scheduled, None, Kind::First),
        case("a first one goes on with what is left", unread, Why::Scheduled, Some(1), Kind::First),
        case("nothing left for a first one", unread, Why::AskedFull, Some(0), Kind::Nothing),
        // Refresh.
        case("its time has come", large(), Why::Scheduled, None, Kind::Refresh),
        case("somebody asked", large(), Why::Asked, None, Kind::Refresh),
        case("just under a day old", aged(FULL_EVERY - TimeDelta::seconds(1)), Why::Scheduled, None, Kind::Refresh),
        case("old, but not enough left for all", aged(FULL_EVERY), Why::Scheduled, Some(1_000), Kind::Refresh),
        // Full.
        case("somebody asked for everything", large(), Why::AskedFull, None, Kind::Full),
        case("a day old", aged(FULL_EVERY), Why::Scheduled, None, Kind::Full),
        case("a year old", aged(TimeDelta::days(365)), Why::Asked, Some(8_000), Kind::Full),
        case("the clock was set back", aged(-TimeDelta::days(3)), Why::Scheduled, None, Kind::Full),
        case("totals differ", Known { full_wanted: true, ..large() }, Why::Scheduled, None, Kind::Full),
        case("a small portfolio", small(), Why::Scheduled, None, Kind::Full),
        case("a small portfolio, asked", small(), Why::Asked, Some(100), Kind::Full),
        // Nothing.
        case("the day is used up", large(), Why::Asked, Some(0), Kind::Nothing),
        case("not enough for a refresh", large(), Why::Scheduled, Some(100), Kind::Nothing),
        case("everything asked for, and only a refresh left", large(), Why::AskedFull, Some(1_000), Kind::Nothing),
        case("a small portfolio, and not enough left", small(), Why::Scheduled, Some(10), Kind::Nothing),
    ];
    for Named { name, known, why, left, kind } in table {
        let plan = plan(&known, why, left, &Limits::default(), now());
        assert_eq!(plan.kind, kind, "{name}");
        match kind {
            Kind::First => assert_eq!((plan.steps[0], &plan.steps[1..]), (Step::NewestCases, FULL), "{name}"),
            Kind::Full => assert_eq!(plan.steps, FULL, "{name}"),
            Kind::Nothing => assert_eq!((plan.steps.len(), plan.cost), (0, 0), "{name}"),
            Kind::Refresh => assert!(!plan.steps.contains(&Step::Cases), "{name}"),
        }
        assert!(left.is_none_or(|left| plan.cost <= left || kind == Kind::First), "{name}");
    }
}

#[test]
fn a_refresh_reads_what_is_open_what_is_new_and_the_totals() {
    let since = yesterday() - TimeDelta::days(2);
    let steps = |known: &Known| plan(known, Why::Scheduled, None, &Limits::default(), now()).steps;
    let all = [
        Step::Clients,
        Step::OpenCases,
        Step::CasesSince(since),
        Step::Unpaid,
        Step::TransactionsSince(since),
        Step::Totals,
    ];
    assert_eq!(steps(&large()), all);
    // Where no row has a date there is nothing to begin from, and the totals tell.
    let undated = Known { newest: [None, None], ..large() };
    assert_eq!(steps(&undated), [Step::Clients, Step::OpenCases, Step::Unpaid, Step::Totals]);
}

#[test]
fn a_refresh_costs_a_small_part_of_a_full_pass() {
    let cost = |why| plan(&large(), why, None, &Limits::default(), now()).cost;
    let (refresh, full) = (cost(Why::Asked), cost(Why::AskedFull));
    assert!((1_359..1_400).contains(&full), "{full}");
    assert!(refresh * 4 < full, "{refresh} of {full}");
}

#[test]
fn what_is_cheap_is_read_whole() {
    let of = |cases: u64| Known { held: [0, cases, 0], open: [0, 0], ..large() };
    let kind = |cases| plan(&of(cases), Why::Scheduled, None, &Limits::default(), now()).kind;
    // Two pages for each list, and one per 99 rows.
    let border = (ALWAYS_FULL_MAX - 6) * 99;
    assert_eq!((kind(border), kind(border + 98), kind(border + 99)), (Kind::Full, Kind::Full, Kind::Refresh));
}
