//! The Earnings view: one page of rows, the cards, and the comparison with Debitura's own sums.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Amount, Cell, EarningsFilters};

/// Where a fee stands: the fine stages 0 to 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RevenueStage {
    /// 0: the commission is not paid; the amount is an estimate.
    Pending,
    /// 1: confirmed, to be invoiced by Debitura.
    Confirmed,
    /// 2: Debitura waits for the collection partner's payment.
    AwaitingCollectionPartner,
    /// 3: the partner can send its invoice.
    ReadyToInvoice,
    /// 4: invoiced, waiting for Debitura's payment.
    AwaitingDebitura,
    /// 5: complete.
    Paid,
    /// 6: disputed, in no other total.
    Disputed,
}

/// A tab of the Earnings view: all, and the cards that hold every transaction exactly once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum EarningsTab {
    /// Every transaction.
    All,
    /// Stage 3.
    Ready,
    /// Stage 4.
    Awaiting,
    /// Stages 0 to 2.
    Pending,
    /// Stage 5.
    Paid,
    /// Stage 6.
    Disputed,
    /// The rows that meet no predicate.
    Unclassified,
}

/// A column of the Earnings table and of its export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum EarningsColumn {
    /// The case's reference.
    Reference,
    /// The client.
    Customer,
    /// The debtor.
    Debtor,
    /// Collected, in its own currency.
    Collected,
    /// Fee in USD.
    Fee,
    /// The partner's share.
    FeePercent,
    /// Revenue stage.
    Stage,
    /// Payment date.
    Paid,
}

/// The order of the rows. Missing values come last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EarningsSort {
    /// The column.
    pub column: EarningsColumn,
    /// Largest, newest or last in the alphabet first.
    pub descending: bool,
}

/// Asks for one page of the Earnings view.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EarningsRequest {
    /// Given back with the answer, so that a late one can be dropped.
    pub seq: u32,
    /// What was typed into the search box.
    pub search: String,
    /// The tab.
    pub tab: EarningsTab,
    /// The filters.
    pub filters: EarningsFilters,
    /// The order.
    pub sort: EarningsSort,
    /// Index of the first row wanted.
    pub offset: u32,
    /// Rows wanted, 200 at most.
    pub limit: u32,
}

/// One page of the Earnings view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarningsPage {
    /// The request's number.
    pub seq: u32,
    /// The rows from the asked offset.
    pub rows: Vec<EarningsRow>,
    /// Rows in this tab under this search and these filters.
    pub total: u32,
    /// Counts and sums per tab under this search and these filters.
    pub counts: EarningsSums,
}

/// The fees of one tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TabSum {
    /// Transactions.
    pub count: u32,
    /// Their confirmed fees in USD, a decimal string; null when the sum is too large to be held.
    pub confirmed_usd: Option<String>,
    /// Those of the transactions whose fee is an estimate.
    pub estimates: u32,
    /// Their fees in USD, a decimal string.
    pub estimate_usd: Option<String>,
}

/// Counts and sums per tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarningsSums {
    /// Every transaction.
    pub all: TabSum,
    /// Stage 3.
    pub ready: TabSum,
    /// Stage 4.
    pub awaiting: TabSum,
    /// Stages 0 to 2.
    pub pending: TabSum,
    /// Stage 5.
    pub paid: TabSum,
    /// Stage 6.
    pub disputed: TabSum,
    /// No predicate met.
    pub unclassified: TabSum,
    /// *Total Earned*: ready, awaiting Debitura and paid, in USD, a decimal string.
    pub earned_usd: Option<String>,
}

/// The rule by which fees become ready to invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum InvoicingMode {
    /// Once the collection partner has paid Debitura.
    PayWhenPaid,
    /// Once the commission is paid, whatever Debitura's own invoice does.
    ConfirmedPipeline,
}

/// A stage in which this computer's sum and Debitura's differ by more than a cent, or the counts differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StageDifference {
    /// The stage.
    pub stage: RevenueStage,
    /// Transactions here.
    pub here: u32,
    /// Fees here in USD, a decimal string; null when the sum is too large to be held.
    pub here_usd: Option<String>,
    /// Transactions at Debitura.
    pub there: Option<u32>,
    /// Fees at Debitura in USD, a decimal string.
    pub there_usd: Option<String>,
}

/// The sums on this computer beside those that Debitura sent with the last sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SummaryCheck {
    /// When Debitura's sums were read: UTC, ISO 8601. Null: it sent none yet, so that nothing can be compared.
    pub at: Option<String>,
    /// Where they differ; nothing when they agree.
    pub differences: Vec<StageDifference>,
}

/// What stands over the table: all transactions, whatever the search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarningsCards {
    /// Counts and sums.
    pub sums: EarningsSums,
    /// The mode that they were derived under.
    pub mode: InvoicingMode,
    /// The comparison with Debitura's own sums.
    pub check: SummaryCheck,
}

/// One row of the Earnings table: a payment and its fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarningsRow {
    /// The transaction's id, a UUID.
    pub id: String,
    /// The case on this computer that it belongs to, a UUID; null when there is none.
    pub case_id: Option<String>,
    /// The case's reference.
    pub reference: Option<Cell>,
    /// The client's name.
    pub customer: Option<Cell>,
    /// The debtor's name.
    pub debtor: Option<String>,
    /// What was collected, in its own currency.
    pub collected: Option<Amount>,
    /// The partner's fee, in USD.
    pub fee: Option<Amount>,
    /// The fee is an estimate.
    pub is_estimate: bool,
    /// The partner's share, per cent, as a decimal string.
    pub fee_percent: Option<String>,
    /// The fine stage; null when the row meets no predicate.
    pub stage: Option<RevenueStage>,
    /// The payment: UTC, ISO 8601.
    pub paid: Option<String>,
    /// It has changed since the person last said that all is seen. Told in lists alone.
    pub has_news: bool,
}
