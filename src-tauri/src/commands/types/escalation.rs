//! *Escalate*: an e-mail to Debitura.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an e-mail is about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum EscalationOn {
    /// A case.
    Case {
        /// Its id.
        id: String,
    },
    /// A client.
    Client {
        /// What it is held under.
        id: String,
    },
    /// A payment with its fee.
    Transaction {
        /// Its id.
        id: String,
    },
}

/// The e-mail before anybody has described the matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Escalation {
    /// Reference and customer.
    pub subject: String,
    /// With the place of the description in it.
    pub text: String,
    /// The part of the text that the description takes the place of.
    pub place: String,
    /// Who it goes to; null until an address is set.
    pub recipient: Option<String>,
    /// Characters that an address may have before the mail program is opened without the text.
    pub address_max: u32,
}

/// What came of *Open in mail*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MailOutcome {
    /// The mail program has the text.
    Opened,
    /// The text is too long for that: it is on the clipboard, and the mail program has the subject.
    OpenedAndCopied,
}
