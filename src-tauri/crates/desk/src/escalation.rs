//! *Escalate*: an e-mail to Debitura about a case, a client or a payment, put together from what the cache holds. A person
//! describes the matter in it and sends it from their own mail program; nothing is sent from here.

use std::fmt::Write as _;

use desk_core::fee::{FeeAnswer, Verdict};
use desk_core::ids::{CaseId, ClientKey, TransactionId};
use desk_core::mail::mailto;
use desk_core::money::{Currency, Micros};
use desk_core::rows::Transaction;
use desk_core::time::Instant;
use desk_store::earnings::{self, EarningsRow};

use crate::error::DeskError;
use crate::figures::Figures;
use crate::letters::{Fact, case_facts, lines, local_day, local_moment, one_line};
use crate::open::Desk;
use crate::single::{CaseDetail, ClientDetail};
use crate::views::mode_of;

/// Where the description goes. The window selects it, so that typing takes its place.
pub const PLACE_OF_DESCRIPTION: &str =
    "[Please describe here what it is about, and what you would like Debitura to do.]";

/// Longer texts are no e-mails.
const ESCALATION_CHARS_MAX: usize = 50_000;

/// What it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EscalationOn {
    /// A case.
    Case(CaseId),
    /// A client.
    Client(ClientKey),
    /// A payment and the fee that it earns, with its case where the cache has it.
    Transaction(TransactionId),
}

/// An e-mail before anybody has described the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// Its subject: reference and customer.
    pub subject: String,
    /// Its text, with [`PLACE_OF_DESCRIPTION`] in it.
    pub text: String,
    /// Who it goes to; nothing until somebody has set an address.
    pub recipient: Option<String>,
}

impl Desk {
    /// Puts the e-mail together.
    ///
    /// # Errors
    /// When there is no such row, nobody is signed in, or the cache fails.
    pub async fn escalation(&self, on: EscalationOn) -> Result<Escalation, DeskError> {
        let figures = Figures::of(self.locale());
        let (subject, facts) = match on {
            EscalationOn::Case(id) => about_case(&self.case_detail(id).await?, None, figures),
            EscalationOn::Client(key) => about_client(&self.client_detail(key).await?),
            EscalationOn::Transaction(id) => {
                let store = self.opened()?.store;
                let found = store.read(move |reader| {
                    let Some(row) = earnings::by_id(reader, id, mode_of(reader)?)? else { return Ok(None) };
                    let case = earnings::case_of(reader, &row.transaction)?;
                    Ok(Some((row, case)))
                });
                let (row, case) = found.await?.ok_or_else(DeskError::no_such_payment)?;
                match case {
                    Some(case) => about_case(&self.case_detail(case).await?, Some(&row), figures),
                    None => about_payment(&row, figures),
                }
            }
        };
        let partner = self.session().partner_name;
        Ok(Escalation { subject, text: letter(&facts, partner.as_deref()), recipient: self.escalation_recipient() })
    }

    /// What a person made of the text, as it may be passed on.
    ///
    /// # Errors
    /// When nobody is signed in, or it is no e-mail any more.
    pub fn escalation_text(&self, text: String) -> Result<String, DeskError> {
        self.opened()?;
        if text.chars().nth(ESCALATION_CHARS_MAX).is_some() {
            return Err(DeskError::invalid("This text is too long for an e-mail. Shorten it, and try again."));
        }
        Ok(text)
    }

    /// The address of the mail program's new e-mail; without its text when that is too long for an address, and then the
    /// text has to go another way.
    ///
    /// # Errors
    /// When nobody is signed in, or the subject alone is too long.
    pub fn escalation_mail(&self, subject: &str, text: &str) -> Result<EscalationMail, DeskError> {
        self.opened()?;
        let recipient = self.escalation_recipient();
        let whole = mailto(recipient.as_deref(), subject, Some(text));
        match whole {
            Some(url) => Ok(EscalationMail { url, holds_text: true }),
            None => {
                let url = mailto(recipient.as_deref(), subject, None);
                let url = url.ok_or_else(|| DeskError::invalid("The subject is too long for an e-mail."))?;
                Ok(EscalationMail { url, holds_text: false })
            }
        }
    }

    /// Who escalations go to. The public texts mask Debitura's address, so it is a setting, and empty until one is made.
    fn escalation_recipient(&self) -> Option<String> {
        Some(self.preferences().escalation_recipient).filter(|address| !address.trim().is_empty())
    }
}

/// What the mail program is asked to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EscalationMail {
    /// `mailto:…`
    pub url: String,
    /// The text is in it.
    pub holds_text: bool,
}

/// Whether the answer about the fee belongs into an e-mail about something else: where it leaves a question.
fn is_worth_telling(fee: &FeeAnswer) -> bool {
    matches!(fee.verdict, Verdict::Disputed | Verdict::Credited | Verdict::NoneExpected | Verdict::CannotBeTold)
}

fn about_case(detail: &CaseDetail, payment: Option<&EarningsRow>, figures: Figures) -> (String, String) {
    let case = &detail.row.case;
    let name = case.reference.clone().map_or_else(|| "Case".to_owned(), |reference| format!("Case {reference}"));
    let mut facts = String::new();
    lines(&case_facts(case, figures), &mut facts);
    if let Some(client) = detail.client.as_ref().filter(|client| !client.client.onboarding_done) {
        lines(&[onboarding(client.client.onboarding_done)], &mut facts);
    }
    if let Some(row) = payment {
        facts.push('\n');
        lines(&payment_facts(row, figures), &mut facts);
    }
    if payment.is_some() || is_worth_telling(&detail.fee) {
        tell_fee(&detail.fee, &mut facts);
    }
    as_of(detail.confirmed, &mut facts);
    (subject(&name, case.customer.as_deref()), facts)
}

fn about_client(detail: &ClientDetail) -> (String, String) {
    let client = &detail.row.client;
    let mut facts = String::new();
    let all = [
        ("Customer", client.name.clone()),
        ("Our tenant id", client.tenant.as_ref().map(|tenant| tenant.0.clone())),
        ("Registration number", client.registration_number.clone()),
        ("Country", client.country.clone()),
        onboarding(client.onboarding_done),
        ("Attributed to us", Some(if client.attributed { "yes" } else { "no" }.to_owned())),
        ("Linked", client.linked.map(local_day)),
        ("Cases", Some(format!("{} open, {} in all", detail.row.cases_open, detail.row.cases_total))),
    ];
    lines(&all, &mut facts);
    if is_worth_telling(&detail.fee) {
        tell_fee(&detail.fee, &mut facts);
    }
    as_of(detail.confirmed, &mut facts);
    (subject("Customer", client.name.as_deref()), facts)
}

/// Without a case in the cache.
fn about_payment(row: &EarningsRow, figures: Figures) -> (String, String) {
    let fee = &row.transaction;
    let name = fee.case_reference.clone().map_or_else(|| "Payment".to_owned(), |case| format!("Case {case}"));
    let mut facts = String::new();
    let of = [("Case", fee.case_reference.clone()), ("Customer", fee.customer.clone()), ("Debtor", fee.debtor.clone())];
    lines(&of, &mut facts);
    lines(&payment_facts(row, figures), &mut facts);
    (subject(&name, fee.customer.as_deref()), facts)
}

fn onboarding(done: bool) -> Fact {
    ("Onboarding", Some(if done { "complete" } else { "not complete" }.to_owned()))
}

fn payment_facts(row: &EarningsRow, figures: Figures) -> Vec<Fact> {
    let Transaction { fee_usd, fee_percent, collected, collected_currency, paid, statuses, .. } = &row.transaction;
    let estimate = if row.is_estimate { " (estimate)" } else { "" };
    let usd = |amount: Micros| format!("{}{estimate}", figures.amount(amount, Some(&Currency::usd())));
    vec![
        ("Payment", Some(row.transaction.id.to_string())),
        ("Paid on", paid.map(local_day)),
        ("Collected", collected.map(|amount| figures.amount(amount, collected_currency.as_ref()))),
        ("Our fee", fee_usd.map(usd)),
        ("Our share", fee_percent.map(|percent| format!("{percent} %"))),
        ("Revenue stage", Some(row.stage.map_or("not classified", |stage| stage.label()).to_owned())),
        ("Commission", statuses.commission.clone()),
        ("Debitura's invoice", statuses.platform.clone()),
        ("Fee status", statuses.referral.clone()),
    ]
}

/// In the words of the program, marked as such: they speak to the partner.
fn tell_fee(fee: &FeeAnswer, text: &mut String) {
    let _ = writeln!(text, "\nWhat our program, Partner Desk, tells us about the fee: {}", fee.verdict.label());
    for reason in &fee.reasons {
        let _ = writeln!(text, "- {} ({})", reason.explanation(), reason.certainty.label());
    }
}

fn as_of(confirmed: Option<Instant>, text: &mut String) {
    let when = confirmed.map_or_else(|| "an incomplete sync".to_owned(), local_moment);
    let _ = writeln!(text, "\nThese are the data of your Referral Partner API as of {when}.");
}

/// Reference and customer, short enough for a line of a mail program.
fn subject(name: &str, customer: Option<&str>) -> String {
    const CHARS_MAX: usize = 120;
    let whole = match customer {
        Some(customer) => format!("{name}: {customer}"),
        None => name.to_owned(),
    };
    let line = one_line(&whole);
    match line.char_indices().nth(CHARS_MAX) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

fn letter(facts: &str, partner: Option<&str>) -> String {
    let from = partner.map_or_else(String::new, |name| format!("\n{}", one_line(name)));
    format!("Hello,\n\n{PLACE_OF_DESCRIPTION}\n\n{facts}\nKind regards{from}\n")
}
