//! Cases in every state of their life.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{company, days_before, instant_between, to_cents};
use crate::config::SandboxConfig;
use crate::labels::{CLOSE_CODES, UNKNOWN_LIFECYCLE};
use crate::names::{COLLECTION_PARTNERS, RESOLUTIONS, USD_RATES};
use crate::readings::Reading;
use crate::rng::Rng;
use crate::rows::{CaseRow, ClientRow, ValidationItem, ValidationRow};

/// Weights of the close codes, in their order.
const CLOSE_WEIGHTS: [u64; 17] = [260, 110, 60, 15, 30, 70, 60, 30, 80, 25, 60, 90, 25, 45, 20, 12, 15];

/// The case with this serial number. With `created` it is a new one, which is open.
pub(crate) fn case(
    rng: &mut Rng,
    config: &SandboxConfig,
    serial: usize,
    client: &ClientRow,
    created: Option<DateTime<Utc>>,
) -> CaseRow {
    let country = company::country(rng);
    let debtor = company::debtor(rng, &country, serial);
    let currency = (serial % 1_009 != 300).then(|| currency(rng, country.currency));
    let gross = amount(rng, serial, currency);
    let date_created = created.unwrap_or_else(|| created_at(rng, config, client));
    let mut row = CaseRow {
        id: rng.uuid(),
        reference: (serial % 4_001 != 600).then(|| reference(config, serial)),
        creditor_reference: creditor_reference(rng, serial),
        creditor_id: client.id,
        client_hidden: serial % 2_003 == 700,
        debtor_name: (serial % 307 != 100).then_some(debtor),
        country: (serial % 307 != 100 && serial % 503 != 200).then(|| country.name.into()),
        gross_amount: gross,
        remainder: gross,
        currency: currency.map(Into::into),
        lifecycle: None,
        close_code: None,
        phase: None,
        date_created,
        due_date: date_created.date_naive() - TimeDelta::days(rng.between(5, 160)),
        date_collection_started: None,
        date_finished: None,
        validation: (serial % 61 != 22).then(ValidationRow::default),
        collection_partner: None,
        expected_rate: None,
        success_fee: rng.pick(&[8, 10, 12, 15, 18, 20, 25]) * 1_000_000,
        platform_share: rng.pick(&[30, 35, 40, 50]) * 1_000_000,
    };
    if serial % 1_501 == 44 {
        row.due_date = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
    }
    live(rng, config, &mut row, client, created.is_some());
    row
}

/// Gives the case its lifecycle and everything that follows from it.
fn live(rng: &mut Rng, config: &SandboxConfig, row: &mut CaseRow, client: &ClientRow, new: bool) {
    if !client.onboarding_done {
        row.lifecycle = Some("Pending contract signing".into());
        return;
    }
    let open = new || rng.chance(open_odds((config.now - row.date_created).num_days()));
    let label = if open {
        rng.weighted(&[
            (540, Some("Active")),
            (100, Some("Paused")),
            (50, Some("Pending Verification Internal")),
            (60, Some("Pending Verification")),
            (80, Some("More Info Required")),
            (50, Some("Collecting Quotes")),
            (40, Some("Pending Quote Selection")),
            (20, Some("Pending quote by partner")),
            (20, Some("Quote given by partner")),
            (14, Some(UNKNOWN_LIFECYCLE)),
            (14, None),
            (12, Some("pending contract signing")),
        ])
    } else {
        rng.weighted(&[(994, Some("Closed")), (6, Some("Merged"))])
    };
    row.lifecycle = label.map(Into::into);
    let assigned = matches!(label, Some("Active" | "Paused" | "Closed" | "Merged")) || label.is_none();
    if assigned {
        assign(rng, config, row, client);
    }
    match label {
        Some("More Info Required") => ask_client(rng, config, row),
        Some("Active") if rng.chance(300) => ask_client(rng, config, row),
        // A first instalment came in.
        Some("Active") if !new && row.gross_amount > 0 && rng.chance(2_000) => {
            row.remainder = row.gross_amount - to_cents(row.gross_amount / 7);
        }
        Some("Closed") => {
            let code = close_code(rng);
            let started = row.date_collection_started.unwrap_or(row.date_created);
            let finished = started + TimeDelta::days(rng.between(8, 420));
            let at = if finished < config.now { finished } else { instant_between(rng, started, config.now) };
            close(rng, row, code, at);
        }
        Some("Merged") => row.date_finished = Some(config.now.min(row.date_created + TimeDelta::days(9))),
        _ => {}
    }
}

fn close_code(rng: &mut Rng) -> &'static str {
    let mut roll = rng.below(CLOSE_WEIGHTS.iter().sum());
    for (weight, label) in CLOSE_WEIGHTS.iter().zip(CLOSE_CODES) {
        if roll < *weight {
            return label;
        }
        roll -= weight;
    }
    "Other"
}

/// How many of ten thousand cases of an age in days are still open: a fifth of all.
const fn open_odds(age_days: i64) -> u64 {
    match age_days {
        ..=14 => 8_500,
        15..=45 => 5_000,
        46..=120 => 2_500,
        121..=365 => 1_100,
        _ => 400,
    }
}

/// Closes a case: the money that is left and the dates follow from the code.
pub(crate) fn close(rng: &mut Rng, row: &mut CaseRow, code: &'static str, at: DateTime<Utc>) {
    row.lifecycle = Some("Closed".into());
    row.close_code = Some(code.into());
    row.date_finished = Some(at);
    match code {
        "Paid" => row.remainder = 0,
        "Partially paid" if row.gross_amount > 0 => {
            row.remainder = to_cents(super::scale(row.gross_amount, rng.between(100, 900), 1_000));
        }
        "Case never started" | "Case never started - Internal" | "No Quotes Received" => {
            row.collection_partner = None;
            row.expected_rate = None;
            row.date_collection_started = None;
            row.phase = None;
        }
        _ => {}
    }
}

fn assign(rng: &mut Rng, config: &SandboxConfig, row: &mut CaseRow, client: &ClientRow) {
    row.collection_partner = Some(rng.pick(&COLLECTION_PARTNERS).into());
    row.expected_rate = match rng.below(100) {
        0 | 1 => Some(0),
        2..=7 => Some(rng.between(10, 60) * 1_000_000 + 250_000),
        8 => None,
        _ => Some(client.rate),
    };
    let start = row.date_created + TimeDelta::days(rng.between(1, 21));
    row.date_collection_started = (rng.chance(9_700) && start <= config.now).then_some(start);
    row.phase = rng
        .weighted(&[(700, Some("Pre-legal")), (150, Some("Legal")), (80, Some("Enforcement")), (70, None)])
        .map(Into::into);
}

fn ask_client(rng: &mut Rng, config: &SandboxConfig, row: &mut CaseRow) {
    let count = rng.below(3);
    let items = (0..=count)
        .map(|_| {
            let (area, description) = rng.pick(&RESOLUTIONS);
            ValidationItem {
                area: rng.chance(9_800).then(|| area.into()),
                description: rng.chance(9_500).then(|| description.into()),
            }
        })
        .collect();
    let answered = rng.chance(3_000).then(|| instant_between(rng, row.date_created, config.now));
    row.validation = Some(ValidationRow {
        needs_info: answered.is_none(),
        creditor_responded_at: answered,
        items: rng.chance(9_700).then_some(items),
    });
}

fn created_at(rng: &mut Rng, config: &SandboxConfig, client: &ClientRow) -> DateTime<Utc> {
    // A few cases are older than the link: they earn nothing (contract section 12).
    let from = if rng.chance(200) { days_before(client.date_linked, 200) } else { client.date_linked };
    let at = instant_between(rng, from, config.now);
    // Imports create many cases in the same instant: sorts need a tie-breaker.
    if rng.chance(300) {
        let noon = at.date_naive().and_hms_opt(12, 0, 0).map(|noon| noon.and_utc());
        return noon.filter(|noon| *noon <= config.now).unwrap_or(at);
    }
    at
}

/// A long tail, with zero, negative and enormous claims at fixed places.
fn amount(rng: &mut Rng, serial: usize, currency: Option<&str>) -> i64 {
    match serial % 1_201 {
        101 => return 0,
        102 => return -to_cents(rng.between(1_000_000, 900_000_000)),
        103 => return 9_000_000_000_000_000_000,
        104 => return 100_000,
        105 => return 1_234_567_890,
        _ => {}
    }
    let size = rng.between(0, 40) + rng.between(0, 40);
    let grown = (0..size / 6).fold(60_000_000_i64, |amount, _| amount + amount * 3 / 5);
    let dollars = rng.between(grown / 2, grown.saturating_mul(2));
    // About the same worth everywhere; a yen has no hundredths.
    let rate = USD_RATES.iter().find(|(code, _)| Some(*code) == currency).map_or(1_000_000, |(_, rate)| *rate);
    let cents = to_cents(super::scale(dollars, 1_000_000, rate));
    let whole = matches!(currency, Some("JPY" | "ISK" | "XOF")) || rng.chance(3_000);
    if whole { cents - cents.rem_euclid(1_000_000) } else { cents }
}

fn currency(rng: &mut Rng, usual: &'static str) -> &'static str {
    if rng.chance(800) { rng.pick(&["EUR", "USD", "GBP", "CHF", "KWD", "JPY"]) } else { usual }
}

/// Q18: eight letters and digits, or `DEB-12345`. Unique because the mapping is one to one.
fn reference(config: &SandboxConfig, serial: usize) -> String {
    if config.readings.q18 == Reading::B {
        return format!("DEB-{}", 10_000 + serial);
    }
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut code = (serial as u64)
        .wrapping_mul(0x9e_3779_b97f)
        .wrapping_add(config.seed.wrapping_mul(7_919))
        .wrapping_add(0x5a_1234_5678);
    (0..8)
        .map(|_| {
            let letter = LETTERS.get(usize::try_from(code % 32).unwrap_or(0)).copied();
            code /= 32;
            char::from(letter.unwrap_or(b'0'))
        })
        .collect()
}

fn creditor_reference(rng: &mut Rng, serial: usize) -> Option<String> {
    match rng.below(20) {
        0 => None,
        1..=4 => Some(format!("RE/{}-{serial}", rng.between(2_021, 2_026))),
        5..=7 => Some(format!("F {serial:06}")),
        8 => Some(format!("Rg.-Nr. {serial} / Straße {}", rng.between(1, 99))),
        _ => Some(format!("INV-{serial:07}")),
    }
}
