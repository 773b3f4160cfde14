//! Clients with their users, onboarding links and the director's data.

use chrono::{NaiveDate, TimeDelta};
use uuid::Uuid;

use super::{company, days_before, instant_between};
use crate::config::SandboxConfig;
use crate::names::Country;
use crate::rng::Rng;
use crate::rows::{ClientRow, KycRow, UserRow};

/// The client with this serial number.
pub(crate) fn client(rng: &mut Rng, config: &SandboxConfig, serial: usize) -> ClientRow {
    let country = company::country(rng);
    let id = rng.uuid();
    let onboarding_done = serial % 10 != 3;
    let name = company::company(rng, &country);
    let city = rng.pick(country.cities);
    let street = rng.pick(country.last);
    let house = rng.between(1, 240);
    let (oldest, newest) = (days_before(config.now, 1_500), days_before(config.now, 12));
    let kyc_status = match (onboarding_done, rng.below(10)) {
        (true, 0..=6) => Some("verified"),
        (true, 7 | 8) | (false, 0..=2) => Some("not_required"),
        (false, 3..=8) => Some("pending"),
        _ => None,
    };
    ClientRow {
        tenant: tenant(rng, serial),
        onboarding_done,
        link_url: (!onboarding_done && serial % 40 != 23).then(|| link(rng, serial)),
        company_hidden: serial % 211 == 90,
        company_name: (serial % 223 != 91).then_some(name),
        office_email: (serial % 17 != 6).then(|| format!("office@{}.example", domain(serial))),
        country: (serial % 67 != 30).then(|| country.name.into()),
        address: (serial % 19 != 5).then(|| format!("{street}straße {house}")),
        city: (serial % 19 != 6).then(|| city.into()),
        zip_code: (serial % 19 != 7).then(|| format!("{:05}", rng.below(100_000))),
        registration_number: (serial % 13 != 8).then(|| format!("{:08}", rng.below(100_000_000))),
        users: (serial % 29 != 14).then(|| users(rng, &country, serial)),
        is_attributed: serial % 6 != 4,
        date_linked: instant_between(rng, oldest, newest),
        kyc: kyc_status.filter(|status| *status != "not_required").map(|status| kyc(rng, config, &country, status)),
        kyc_status: kyc_status.map(Into::into),
        rate: rng.pick(&[50, 40, 30, 25, 20, 15]) * 1_000_000 + i64::from(serial % 23 == 9) * 500_000,
        archived: false,
        id,
    }
}

/// Free, case-sensitive text: some partners use numbers, some GUIDs, some whatever.
fn tenant(rng: &mut Rng, serial: usize) -> Option<String> {
    Some(match serial % 100 {
        // Differs from its neighbour only in case.
        5 => format!("TENANT-{:05}", serial - 1),
        17 => format!("Øst & Søn/{serial} 100%"),
        29 => rng.uuid().to_string(),
        41 => serial.to_string(),
        77 => return None,
        _ => format!("tenant-{serial:05}"),
    })
}

fn link(rng: &mut Rng, serial: usize) -> String {
    let id = rng.uuid();
    if serial % 20 == 13 {
        format!("https://referral.debitura.com/ContractUpgrade/Sign/{id}")
    } else {
        format!("https://referral.debitura.com/companydetails/{id}")
    }
}

fn domain(serial: usize) -> String {
    format!("client-{serial:05}")
}

fn users(rng: &mut Rng, country: &Country, serial: usize) -> Vec<UserRow> {
    (0..rng.below(4))
        .map(|at| {
            let [first, last] = company::person(rng, country);
            let number = i32::try_from(serial).unwrap_or(0) * 4 + i32::try_from(at).unwrap_or(0);
            UserRow {
                id: 1_000 + number,
                email: (number % 31 != 9).then(|| format!("user{at}@{}.example", domain(serial))),
                first_name: (number % 37 != 8).then_some(first),
                last_name: (number % 37 != 7).then_some(last),
            }
        })
        .collect()
}

fn kyc(rng: &mut Rng, config: &SandboxConfig, country: &Country, status: &str) -> KycRow {
    let [first, last] = company::person(rng, country);
    let made = instant_between(rng, days_before(config.now, 700), days_before(config.now, 30));
    let review = match status {
        "verified" => Some("Completed"),
        _ if rng.chance(5_000) => Some("Processing"),
        _ => None,
    };
    KycRow {
        director_full_name: Some(format!("{first} Direktørsen {last}")),
        director_home_address: Some(format!("Directors Close {}", rng.between(1, 99))),
        director_date_of_birth: NaiveDate::from_ymd_opt(1950, 1, 1).unwrap_or_default()
            + TimeDelta::days(rng.between(0, 18_000)),
        date_created: made,
        verification_status: review.map(Into::into),
        verification_status_updated_at: review.map(|_| made + TimeDelta::days(3)),
    }
}

/// The same company under the same tenant id as a new client (contract section 14).
pub(crate) fn reborn(rng: &mut Rng, old: &ClientRow, config: &SandboxConfig) -> ClientRow {
    let id: Uuid = rng.uuid();
    ClientRow {
        id,
        onboarding_done: false,
        link_url: Some(link(rng, 0)),
        date_linked: config.now,
        archived: false,
        ..old.clone()
    }
}
