//! The rows that Partner Desk keeps: what `desk-api` makes of wire JSON, `desk-sync` compares and `desk-store` holds.
//!
//! Every field that can be null or absent is an `Option`, because the contract declares no property as required (section
//! 1, *Nullability*). Labels stay text, so that a value that this version does not know survives and is shown as itself.
//! The director's name, address and date of birth have no field here: what has no field cannot be stored by accident.

use crate::ids::{CaseId, ClientKey, CreditorId, PartnerId, TenantId, TransactionId};
use crate::money::{Currency, Micros};
use crate::stage::{InvoicingMode, Statuses};
use crate::time::{CivilDate, Instant};

/// The partner (`GET /me`, contract section 5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// Missing only in a malformed answer.
    pub id: Option<PartnerId>,
    /// Full name.
    pub company_name: Option<String>,
    /// Short name.
    pub short_name: Option<String>,
    /// False: the account is not active and nothing may be synced. Taken as true when absent.
    pub is_active: bool,
    /// A demonstration partner.
    pub is_public_demo: bool,
    /// Decides the stages; nothing when absent or unknown.
    pub invoicing_mode: Option<InvoicingMode>,
}

impl Partner {
    /// The name to show: the short one, else the full one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        [&self.short_name, &self.company_name]
            .into_iter()
            .flatten()
            .map(|name| name.trim())
            .find(|name| !name.is_empty())
    }
}

/// One thing that the client still has to supply (`validation.items[]`).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MissingItem {
    /// Area such as `ProvideDocuments`; open-ended.
    pub area: Option<String>,
    /// What to fix, for a person.
    pub description: Option<String>,
}

/// One case (contract section 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Key.
    pub id: CaseId,
    /// Debitura's short reference; opaque text (question Q18).
    pub reference: Option<String>,
    /// The client's own reference.
    pub creditor_reference: Option<String>,
    /// Join key to the client.
    pub tenant: Option<TenantId>,
    /// The client's id at Debitura.
    pub creditor: Option<CreditorId>,
    /// The client's name.
    pub customer: Option<String>,
    /// The debtor's name, chosen by the debtor: never to be trusted as anything but text.
    pub debtor: Option<String>,
    /// Full English country name.
    pub debtor_country: Option<String>,
    /// The claim, in `currency`. Nothing when absent or outside the range of [`Micros`].
    pub amount: Option<Micros>,
    /// What is still open, in `currency`.
    pub remaining: Option<Micros>,
    /// Currency of both amounts.
    pub currency: Option<Currency>,
    /// Status label as sent (section 9).
    pub lifecycle: Option<String>,
    /// Close code label as sent (section 10); null unless closed.
    pub close_code: Option<String>,
    /// `Pre-legal`, `Legal`, `Enforcement`; null is a state of its own.
    pub phase: Option<String>,
    /// Made at Debitura.
    pub created: Option<Instant>,
    /// Calendar date.
    pub due: Option<CivilDate>,
    /// Collection began.
    pub collection_started: Option<Instant>,
    /// Closed.
    pub closed: Option<Instant>,
    /// The client must act.
    pub needs_info: bool,
    /// The client's last answer; null again after the case passes.
    pub client_answered: Option<Instant>,
    /// What the client must supply.
    pub missing_items: Vec<MissingItem>,
    /// Display name; null until assigned.
    pub collection_partner: Option<String>,
    /// Whole-number percentage (70 is 70 %), as millionths.
    pub expected_fee_percent: Option<Micros>,
}

impl Case {
    /// The claim less what is still open, in the case's currency. Nothing when either is missing.
    #[must_use]
    pub fn recovered(&self) -> Option<Micros> {
        self.amount.zip(self.remaining).and_then(|(claim, open)| claim.0.checked_sub(open.0)).map(Micros)
    }
}

/// What a case would earn if the whole claim were collected (`potentialRevenue`, contract section 7): a projection from the
/// full claim and not from what is still open, and never an earning. Percentages are whole numbers (70 is 70 %).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PotentialRevenue {
    /// The claim in USD, at a rate that is not given.
    pub gross_usd: Option<Micros>,
    /// The collection partner's success fee.
    pub success_fee_percent: Option<Micros>,
    /// What the collection partner would earn, in USD.
    pub collection_partner_usd: Option<Micros>,
    /// Debitura's share of that.
    pub platform_share_percent: Option<Micros>,
    /// What Debitura would earn, in USD.
    pub platform_usd: Option<Micros>,
    /// The partner's share of that.
    pub referral_percent: Option<Micros>,
    /// The partner's fee, in USD.
    pub referral_usd: Option<Micros>,
}

impl PotentialRevenue {
    /// Whether it holds nothing but zeros and gaps: what Debitura may send in place of no projection (question Q19).
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [
            self.gross_usd,
            self.success_fee_percent,
            self.collection_partner_usd,
            self.platform_share_percent,
            self.platform_usd,
            self.referral_percent,
            self.referral_usd,
        ]
        .into_iter()
        .flatten()
        .all(|amount| amount.0 == 0)
    }
}

/// What the read of a single case tells (contract section 7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRead {
    /// The same facts as in the list.
    pub case: Case,
    /// The projection; nothing where Debitura gives none, as before a collection partner is assigned.
    pub potential: Option<PotentialRevenue>,
}

/// One client (contract section 8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// What it is held under. A row without any id cannot be kept and is counted by the sync.
    pub key: ClientKey,
    /// The partner's own id of the client, the join key of cases and transactions.
    pub tenant: Option<TenantId>,
    /// `client.id`; changes when an archived client comes back under the same tenant id.
    pub creditor: Option<CreditorId>,
    /// Company name.
    pub name: Option<String>,
    /// Office e-mail.
    pub email: Option<String>,
    /// Full English country name.
    pub country: Option<String>,
    /// Street.
    pub address: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Postal code.
    pub zip_code: Option<String>,
    /// Registration number.
    pub registration_number: Option<String>,
    /// Agreements signed; can fall back to false (section 14).
    pub onboarding_done: bool,
    /// Given while onboarding is open. Untrusted: scheme and host are checked before it is copied or opened.
    pub onboarding_url: Option<String>,
    /// The partner brought it to Debitura (section 12).
    pub attributed: bool,
    /// The link was made.
    pub linked: Option<Instant>,
    /// Cases as the API counts them.
    pub cases_total: Option<i64>,
    /// Closed cases as the API counts them.
    pub cases_closed: Option<i64>,
    /// Earnings in USD as the API states them; which stages it counts is not known (question Q15).
    pub earnings_usd: Option<Micros>,
    /// `not_required`, `pending`, `verified`, both spellings folded to these; unknown ones as sent.
    pub kyc_status: Option<String>,
}

/// One transaction (contract section 11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// Key.
    pub id: TransactionId,
    /// `date`; its relation to the payment date is not stated.
    pub date: Option<Instant>,
    /// The client.
    pub tenant: Option<TenantId>,
    /// The client's id at Debitura.
    pub creditor: Option<CreditorId>,
    /// The client's name.
    pub customer: Option<String>,
    /// The case (`case.invoiceId`; question Q22).
    pub case: Option<CaseId>,
    /// Its reference, the check of the join.
    pub case_reference: Option<String>,
    /// The debtor's name.
    pub debtor: Option<String>,
    /// What was collected, in `collected_currency`.
    pub collected: Option<Micros>,
    /// Its currency.
    pub collected_currency: Option<Currency>,
    /// When it was paid.
    pub paid: Option<Instant>,
    /// The partner's fee in USD.
    pub fee_usd: Option<Micros>,
    /// The partner's share as a whole-number percentage, its scale settled on arrival (question Q3).
    pub fee_percent: Option<Micros>,
    /// `isEstimate` as sent; the app derives its own mark from the stage.
    pub api_estimate: Option<bool>,
    /// `isRecognized` as sent.
    pub recognized: Option<bool>,
    /// The statuses that the stage derives from.
    pub statuses: Statuses,
}
