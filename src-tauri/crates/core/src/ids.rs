//! A type per id, so that a case id cannot be passed where a client's is meant.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Reads any usual spelling of a UUID.
            ///
            /// # Errors
            /// When the text is no UUID.
            pub fn parse(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

uuid_id!(
    /// A case (`cases[].id`, contract section 6).
    CaseId
);
uuid_id!(
    /// A client as Debitura knows it (`client.id`, contract section 8).
    CreditorId
);
uuid_id!(
    /// One payment with its fee (`transactionId`, contract section 11).
    TransactionId
);
uuid_id!(
    /// The partner itself (`/me.id`, contract section 5). Not a secret under reading B of question Q1, so kept apart
    /// from the credential.
    PartnerId
);

/// A client as the partner knows it (`externalTenantId`): free, case-sensitive text, and the join key of cases and
/// transactions to clients (contract sections 1 and 6).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TenantId(pub String);

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
