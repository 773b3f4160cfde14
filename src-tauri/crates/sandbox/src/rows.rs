//! The rows of the state: plain fields, whole facts, no wire JSON.
//!
//! Money and percentages are `i64` millionths (1.5 EUR and 1.5 % are both 1_500_000). What the
//! API derives (a client's name in a case, recognition, counts) is not stored here.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;

/// Text that is mostly one of a few words and may be anything.
pub type Text = Cow<'static, str>;

/// A case (contract section 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseRow {
    /// `id`.
    pub id: Uuid,
    /// Debitura's short reference; its form depends on Q18.
    pub reference: Option<String>,
    /// The client's own reference.
    pub creditor_reference: Option<String>,
    /// The client's `client.id`; name, tenant and contacts follow from it.
    pub creditor_id: Uuid,
    /// Whether `client` is sent as null all the same.
    pub client_hidden: bool,
    /// `debtor.name`; with `country` also absent the whole object is null.
    pub debtor_name: Option<String>,
    /// `debtor.country`, a full English name.
    pub country: Option<Text>,
    /// Claim, in millionths of `currency`.
    pub gross_amount: i64,
    /// Still open, in millionths of `currency`.
    pub remainder: i64,
    /// ISO 4217.
    pub currency: Option<Text>,
    /// The label (contract section 9).
    pub lifecycle: Option<Text>,
    /// The label (contract section 10); only of closed cases.
    pub close_code: Option<Text>,
    /// `currentEngagementPhase`.
    pub phase: Option<Text>,
    /// `dateCreated`.
    pub date_created: DateTime<Utc>,
    /// `dueDate`: a calendar date.
    pub due_date: NaiveDate,
    /// `dateCollectionStarted`.
    pub date_collection_started: Option<DateTime<Utc>>,
    /// `dateFinished`.
    pub date_finished: Option<DateTime<Utc>>,
    /// `validation`; absent is a null object.
    pub validation: Option<ValidationRow>,
    /// Display name of the collection partner.
    pub collection_partner: Option<Text>,
    /// `expectedReferralRatePercentage` in millionths of a percent.
    pub expected_rate: Option<i64>,
    /// Success fee in millionths of a percent, for the projection of the case detail.
    pub success_fee: i64,
    /// Debitura's share in millionths of a percent, for the same.
    pub platform_share: i64,
}

/// `validation` of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ValidationRow {
    /// The client must act.
    pub needs_info: bool,
    /// The client's last answer.
    pub creditor_responded_at: Option<DateTime<Utc>>,
    /// What to fix; absent is a null list.
    pub items: Option<Vec<ValidationItem>>,
}

/// One thing to fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValidationItem {
    /// `resolutionArea`.
    pub area: Option<Text>,
    /// `description`.
    pub description: Option<Text>,
}

/// A client's link (contract section 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClientRow {
    /// `client.id`.
    pub id: Uuid,
    /// `externalTenantId`, case-sensitive.
    pub tenant: Option<String>,
    /// Agreements signed.
    pub onboarding_done: bool,
    /// `onboardingLinks.url`; only sent while onboarding is open.
    pub link_url: Option<String>,
    /// Whether the object `client` is sent as null.
    pub company_hidden: bool,
    /// `client.companyName`.
    pub company_name: Option<String>,
    /// `client.officeEmail`.
    pub office_email: Option<String>,
    /// `client.country`.
    pub country: Option<Text>,
    /// `client.address`.
    pub address: Option<String>,
    /// `client.city`.
    pub city: Option<Text>,
    /// `client.zipCode`.
    pub zip_code: Option<String>,
    /// `client.companyRegistrationNumber`.
    pub registration_number: Option<String>,
    /// `users`; absent is a null list. The first is the onboarding user.
    pub users: Option<Vec<UserRow>>,
    /// `isAttributedClient`.
    pub is_attributed: bool,
    /// `dateLinked`.
    pub date_linked: DateTime<Utc>,
    /// `kycStatus` in the spelling of Q2=A.
    pub kyc_status: Option<Text>,
    /// `kycVerification`: the director's personal data.
    pub kyc: Option<KycRow>,
    /// The frozen referral rate of the link, in millionths of a percent. Never sent.
    pub rate: i64,
    /// Left out of both client reads; its cases follow Q14.
    pub archived: bool,
}

/// A user of a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UserRow {
    /// `id`.
    pub id: i32,
    /// `email`.
    pub email: Option<String>,
    /// `firstName`.
    pub first_name: Option<String>,
    /// `lastName`.
    pub last_name: Option<String>,
}

/// A client's director, personal data that a cache has to drop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KycRow {
    /// `directorFullName`.
    pub director_full_name: Option<String>,
    /// `directorHomeAddress`.
    pub director_home_address: Option<String>,
    /// `directorDateOfBirth`.
    pub director_date_of_birth: NaiveDate,
    /// `dateCreated`.
    pub date_created: DateTime<Utc>,
    /// `Processing`, `Completed` or null.
    pub verification_status: Option<Text>,
    /// `verificationStatusUpdatedAt`.
    pub verification_status_updated_at: Option<DateTime<Utc>>,
}

/// A payment with the fee that it earns (contract section 11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TransactionRow {
    /// `transactionId`.
    pub id: Uuid,
    /// `date`, the collection date that filters and sorts use.
    pub date: DateTime<Utc>,
    /// `payment.paymentDate`.
    pub payment_date: DateTime<Utc>,
    /// The case; reference, debtor and claim follow from it.
    pub case_id: Uuid,
    /// The client; tenant and name follow from it.
    pub creditor_id: Uuid,
    /// `payment.amount` in millionths of `currency`.
    pub amount: i64,
    /// `payment.currency` and `earnings.currency`.
    pub currency: Option<Text>,
    /// `earnings.debituraRevenue`, millionths.
    pub debitura_revenue: i64,
    /// `earnings.debituraRevenueUsd`, millionths.
    pub debitura_revenue_usd: i64,
    /// `earnings.referralFeePercentage`, millionths of a percent, whatever Q3 says.
    pub fee_percentage: i64,
    /// `earnings.referralFeeAmount`, millionths.
    pub fee: i64,
    /// `earnings.referralFeeAmountUsd`, millionths.
    pub fee_usd: i64,
    /// C: `Unpaid`, `Paid`, `Credited`, null or, through a mutation, anything.
    pub commission: Option<Text>,
    /// P: `NotInvoiced`, `InvoiceIssued`, `PaymentReceived`, `InvoiceCredited`, null.
    pub platform: Option<Text>,
    /// R: `Pending`, `Invoiced`, `Paid`, `Disputed`, null. All three null: a null `status`.
    pub referral: Option<Text>,
    /// Which object-valued properties are sent as null or left out.
    pub hidden: HiddenParts,
}

/// Objects of a transaction that are not sent although the state has the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct HiddenParts {
    /// `client`.
    pub client: bool,
    /// `case`.
    pub case: bool,
    /// `payment`.
    pub payment: bool,
    /// `earnings`; the generator zeroes the amounts of such a row.
    pub earnings: bool,
    /// `recognition`.
    pub recognition: bool,
}
