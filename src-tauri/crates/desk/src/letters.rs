//! Texts that leave the program by the clipboard: a case in an e-mail, an invitation to sign. Facts alone, in plain text.

use std::fmt::Write as _;

use desk_core::cell::date_text;
use desk_core::money::Micros;
use desk_core::rows::Case;
use desk_core::time::Instant;

use crate::figures::Figures;
use crate::single::CaseDetail;

/// What it is called, and what it is.
pub(crate) type Fact = (&'static str, Option<String>);

/// The longest text of one fact: a debtor chooses their own name.
const FACT_CHARS_MAX: usize = 500;

/// A case for an e-mail, a fact a line; facts that are missing are left out.
pub(crate) fn summary(detail: &CaseDetail, figures: Figures) -> String {
    let case = &detail.row.case;
    let mut text = String::new();
    lines(&case_facts(case, figures), &mut text);
    if case.needs_info {
        text.push_str("The customer has to supply information:\n");
        for item in &case.missing_items {
            let words = item.description.as_deref().or(item.area.as_deref()).unwrap_or_default();
            let _ = writeln!(text, "- {}", one_line(words));
        }
    }
    let _ = writeln!(text, "As of {}", detail.confirmed.map_or_else(|| "an incomplete sync".to_owned(), local_moment));
    text
}

/// What identifies a case and how it stands, in the order in which it is asked for.
pub(crate) fn case_facts(case: &Case, figures: Figures) -> Vec<Fact> {
    let money = |amount: Option<Micros>| amount.map(|amount| figures.amount(amount, case.currency.as_ref()));
    let day = |at: Option<Instant>| at.map(local_day);
    let status = match (&case.lifecycle, &case.close_code) {
        (Some(status), Some(outcome)) => Some(format!("{status} ({outcome})")),
        (status, outcome) => status.clone().or(outcome.clone()),
    };
    let debtor = match (&case.debtor, &case.debtor_country) {
        (Some(name), Some(country)) => Some(format!("{name}, {country}")),
        (name, country) => name.clone().or(country.clone()),
    };
    vec![
        ("Case", case.reference.clone()),
        ("Customer's reference", case.creditor_reference.clone()),
        ("Customer", case.customer.clone()),
        ("Debtor", debtor),
        ("Status", status),
        ("Phase", case.phase.clone()),
        ("Collection partner", case.collection_partner.clone()),
        ("Claim", money(case.amount)),
        ("Still open", money(case.remaining)),
        ("Recovered", money(case.recovered())),
        ("Created", day(case.created)),
        ("Due", case.due.map(date_text)),
        ("Collection started", day(case.collection_started)),
        ("Closed", day(case.closed)),
    ]
}

/// A fact a line; facts that are missing are left out.
pub(crate) fn lines(facts: &[Fact], text: &mut String) {
    for (name, fact) in facts {
        if let Some(fact) = fact {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{name}: {}", one_line(fact));
        }
    }
}

/// A short invitation with the onboarding link.
pub(crate) fn invitation(customer: Option<&str>, url: &str, partner: Option<&str>) -> String {
    let of = customer.map_or_else(String::new, |name| format!(" of {}", one_line(name)));
    let from = partner.map_or_else(String::new, |name| format!("\n\nKind regards\n{}", one_line(name)));
    format!(
        "Hello,\n\nplease complete the onboarding{of} with our collection partner Debitura here:\n\n{url}\n\n\
         It takes three steps: confirm the company's details, add the people who should have access, and sign the \
         Standard Debt Collection Agreement (SDCA). Once it is signed, your cases move on to a collection \
         partner.{from}\n"
    )
}

/// A fact on one line, without characters that reorder or hide what stands around them.
pub(crate) fn one_line(text: &str) -> String {
    let kept = text.chars().filter(|c| !is_invisible(*c)).map(|c| if c.is_control() { ' ' } else { c });
    let mut line: String = kept.take(FACT_CHARS_MAX + 1).collect();
    if let Some((at, _)) = line.char_indices().nth(FACT_CHARS_MAX) {
        line.truncate(at);
        line.push('…');
    }
    line
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

pub(crate) fn local_day(at: Instant) -> String {
    at.with_timezone(&chrono::Local).format("%Y-%m-%d").to_string()
}

pub(crate) fn local_moment(at: Instant) -> String {
    at.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M").to_string()
}
