//! A case's own page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Amount, CaseRow, ClientRow, EarningsRow, EarningsSums, FeeAnswer, SeenChange};

/// Something that the client still has to supply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MissingItem {
    /// Debitura's name of the area, for example `ProvideDocuments`; open-ended.
    pub area: Option<String>,
    /// What to fix, in words.
    pub description: Option<String>,
}

/// What the case would earn if the whole claim were collected (contract section 7): a projection, no earning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PotentialRevenue {
    /// When it was read: UTC, ISO 8601.
    pub read_at: String,
    /// The claim in USD, at a rate that Debitura does not state. All amounts and percentages here are decimal strings.
    pub gross_usd: Option<String>,
    /// The collection partner's success fee, per cent.
    pub success_fee_percent: Option<String>,
    /// The collection partner's revenue in USD.
    pub collection_partner_usd: Option<String>,
    /// Debitura's share of that, per cent.
    pub platform_share_percent: Option<String>,
    /// Debitura's revenue in USD.
    pub platform_usd: Option<String>,
    /// The partner's share of that, per cent.
    pub referral_percent: Option<String>,
    /// The partner's fee in USD.
    pub referral_usd: Option<String>,
}

/// A case's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseDetail {
    /// The facts of its row; nothing is highlighted.
    pub case: CaseRow,
    /// The claim less what is still open, in the case's currency.
    pub recovered: Option<Amount>,
    /// The client as this computer knows it; null when it is not listed, for example because its link was archived.
    pub client: Option<ClientRow>,
    /// What the client still has to supply.
    pub missing: Vec<MissingItem>,
    /// The client's last answer: UTC, ISO 8601.
    pub client_answered: Option<String>,
    /// Payments, newest first, 200 at most.
    pub transactions: Vec<EarningsRow>,
    /// Their fees by stage.
    pub earnings: EarningsSums,
    /// The projection; null before it was read, and where Debitura gave none.
    pub potential: Option<PotentialRevenue>,
    /// Why there is no fee, or where it stands.
    pub fee: FeeAnswer,
    /// What was seen to change in the case and its payments, newest first, 300 at most.
    pub history: Vec<SeenChange>,
    /// When the case was last confirmed: UTC, ISO 8601.
    pub confirmed_at: Option<String>,
}

/// What of a case is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CaseText {
    /// Debitura's reference.
    Reference,
    /// The client's own reference.
    CreditorReference,
    /// A plain-text summary fit for an e-mail.
    Summary,
}
