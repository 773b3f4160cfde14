//! Names, addresses and the ids of collection partners.

use uuid::Uuid;

use crate::names::{COUNTRIES, Country, HOSTILE, TRADES};
use crate::rng::Rng;

/// A country by weight.
pub(super) fn country(rng: &mut Rng) -> Country {
    let mut at = rng.below(COUNTRIES.iter().map(|country| country.weight).sum());
    for country in COUNTRIES {
        if at < country.weight {
            return country;
        }
        at -= country.weight;
    }
    let [first, ..] = COUNTRIES;
    first
}

/// A company such as `Müller Bau GmbH`.
pub(super) fn company(rng: &mut Rng, country: &Country) -> String {
    let last = rng.pick(country.last);
    let form = rng.pick(country.forms);
    if rng.chance(1_500) {
        let other = rng.pick(country.last);
        return format!("{last} & {other} {form}");
    }
    let trade = rng.pick(&TRADES);
    let city = rng.pick(country.cities);
    if rng.chance(3_000) { format!("{last} {trade} {city} {form}") } else { format!("{last} {trade} {form}") }
}

/// A debtor: a company, a person, and now and then something that breaks programs.
pub(super) fn debtor(rng: &mut Rng, country: &Country, serial: usize) -> String {
    if serial % 50 == 7 {
        return format!("Müller {} GmbH", rng.pick(&TRADES));
    }
    if serial % 331 == 11 {
        return HOSTILE.get(serial / 331 % HOSTILE.len()).copied().unwrap_or_default().to_owned();
    }
    if serial % 2_503 == 12 {
        return format!("{} {}", "Donaudampfschifffahrtsgesellschaft ".repeat(6), rng.pick(country.forms));
    }
    if rng.chance(6_500) { company(rng, country) } else { person(rng, country).join(" ") }
}

/// First and last name.
pub(super) fn person(rng: &mut Rng, country: &Country) -> [String; 2] {
    [rng.pick(country.first).to_owned(), rng.pick(country.last).to_owned()]
}

/// The id of a collection partner, which only filters know.
pub(crate) fn partner_id(name: &str) -> Uuid {
    let seed = name.bytes().fold(7_u64, |seed, byte| crate::rng::mix(seed ^ u64::from(byte)));
    Rng::new(seed).uuid()
}
