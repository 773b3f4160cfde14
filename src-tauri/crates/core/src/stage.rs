//! Revenue stages: derived from three statuses and the invoicing mode each time a row is read, never stored, because the
//! mode belongs to the partner and can change (contract section 11, *Stages*).

use serde::{Deserialize, Serialize};

use crate::query::UnknownName;

/// When the partner may invoice its fees (`/me.invoicingTriggerMode`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum InvoicingMode {
    /// Once the collection partner has paid Debitura.
    #[default]
    PayWhenPaid,
    /// Once the commission is paid, whatever Debitura's own invoice does.
    ConfirmedPipeline,
}

impl InvoicingMode {
    /// Reads the name that `/me` sends; nothing for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().as_str() {
            "paywhenpaid" => Some(Self::PayWhenPaid),
            "confirmedpipeline" => Some(Self::ConfirmedPipeline),
            _ => None,
        }
    }

    /// The name as `/me` sends it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PayWhenPaid => "PayWhenPaid",
            Self::ConfirmedPipeline => "ConfirmedPipeline",
        }
    }
}

/// Where a fee stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// 0: the collection partner has not paid the commission; the amount is an estimate.
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
    /// 6: shown apart, in no other total.
    Disputed,
}

impl Stage {
    /// Every stage in order.
    pub const ALL: [Self; 7] = [
        Self::Pending,
        Self::Confirmed,
        Self::AwaitingCollectionPartner,
        Self::ReadyToInvoice,
        Self::AwaitingDebitura,
        Self::Paid,
        Self::Disputed,
    ];

    /// The number of the stage, 0 to 6, as the API's filter takes it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Pending => 0,
            Self::Confirmed => 1,
            Self::AwaitingCollectionPartner => 2,
            Self::ReadyToInvoice => 3,
            Self::AwaitingDebitura => 4,
            Self::Paid => 5,
            Self::Disputed => 6,
        }
    }

    /// The stage's name for a person.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Confirmed => "Confirmed, to be invoiced",
            Self::AwaitingCollectionPartner => "Awaiting collection partner",
            Self::ReadyToInvoice => "Ready to invoice",
            Self::AwaitingDebitura => "Awaiting Debitura payment",
            Self::Paid => "Paid",
            Self::Disputed => "Disputed",
        }
    }
}

/// The three statuses of a transaction as sent; the names are compared without regard to case, unknown ones are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Statuses {
    /// `commissionPaymentStatus`: `Unpaid`, `Paid`, `Credited`.
    pub commission: Option<String>,
    /// `platformInvoicingStatus`: `NotInvoiced`, `InvoiceIssued`, `PaymentReceived`, `InvoiceCredited`.
    pub platform: Option<String>,
    /// `referralInvoicingStatus`: `Pending`, `Invoiced`, `Paid`, `Disputed`.
    pub referral: Option<String>,
}

impl Statuses {
    /// The stage under a mode, or nothing when the row meets no predicate (P = InvoiceCredited, a null or unknown status).
    #[must_use]
    pub fn stage(&self, mode: InvoicingMode) -> Option<Stage> {
        if is(&self.referral, "Invoiced") {
            return Some(Stage::AwaitingDebitura);
        } else if is(&self.referral, "Paid") {
            return Some(Stage::Paid);
        } else if is(&self.referral, "Disputed") {
            return Some(Stage::Disputed);
        } else if !self.is_open() {
            return None;
        }
        // A null commission status meets none of the predicates 0 to 3, not even those that do not name it.
        self.commission.as_ref()?;
        let (paid, credited, unpaid) =
            (is(&self.commission, "Paid"), is(&self.commission, "Credited"), is(&self.commission, "Unpaid"));
        let confirmed_now = mode == InvoicingMode::ConfirmedPipeline && paid;
        if is(&self.platform, "PaymentReceived") {
            Some(Stage::ReadyToInvoice)
        } else if is(&self.platform, "InvoiceIssued") {
            Some(if confirmed_now { Stage::ReadyToInvoice } else { Stage::AwaitingCollectionPartner })
        } else if is(&self.platform, "NotInvoiced") {
            match (paid, credited || unpaid) {
                (true, _) if confirmed_now => Some(Stage::ReadyToInvoice),
                (true, _) => Some(Stage::Confirmed),
                (false, true) => Some(Stage::Pending),
                (false, false) => None,
            }
        } else {
            None
        }
    }

    /// Whether the fee is still an estimate: stage 0, and, where the stage leaves it open, a commission that is not paid.
    #[must_use]
    pub fn is_estimate(&self, mode: InvoicingMode) -> bool {
        match self.stage(mode) {
            Some(Stage::Pending) => true,
            Some(Stage::AwaitingCollectionPartner) | None => !is(&self.commission, "Paid"),
            Some(_) => false,
        }
    }

    /// Whether the partner has not invoiced and nothing is disputed: "R open" of contract section 11.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.referral.is_none() || is(&self.referral, "Pending")
    }

    /// Whether the commission, or Debitura's invoice for it, was taken back.
    #[must_use]
    pub fn is_credited(&self) -> bool {
        is(&self.commission, "Credited") || is(&self.platform, "InvoiceCredited")
    }
}

/// Whether a status has this name: the one place that says how names are compared.
fn is(status: &Option<String>, name: &str) -> bool {
    status.as_deref().is_some_and(|status| status.trim().eq_ignore_ascii_case(name))
}

/// A tab of the Earnings view: the cards' partition of all transactions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EarningsTab {
    /// Every transaction.
    #[default]
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

impl EarningsTab {
    /// Every tab in order.
    pub const ALL: [Self; 7] =
        [Self::All, Self::Ready, Self::Awaiting, Self::Pending, Self::Paid, Self::Disputed, Self::Unclassified];

    /// The one tab, other than *all*, that holds a stage.
    #[must_use]
    pub fn of(stage: Option<Stage>) -> Self {
        match stage {
            Some(Stage::Pending | Stage::Confirmed | Stage::AwaitingCollectionPartner) => Self::Pending,
            Some(Stage::ReadyToInvoice) => Self::Ready,
            Some(Stage::AwaitingDebitura) => Self::Awaiting,
            Some(Stage::Paid) => Self::Paid,
            Some(Stage::Disputed) => Self::Disputed,
            None => Self::Unclassified,
        }
    }

    /// The lower-case name that the command line uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ready => "ready",
            Self::Awaiting => "awaiting",
            Self::Pending => "pending",
            Self::Paid => "paid",
            Self::Disputed => "disputed",
            Self::Unclassified => "unclassified",
        }
    }
}

impl std::str::FromStr for EarningsTab {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|tab| tab.name() == name).ok_or_else(|| UnknownName::new("tab", name))
    }
}
