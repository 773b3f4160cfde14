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

/// What a client is held under: its tenant id, or, when the server sends none, its id at Debitura.
///
/// The tenant id comes first because cases, transactions and the single read all name the client by it; a client that was
/// archived and made anew under the same tenant id (contract section 14) is the same client to the partner.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientKey(String);

/// What rows of one client have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClientId<'k> {
    /// The partner's own id of it, as it is.
    Tenant(&'k str),
    /// Its id at Debitura, because the server sends no tenant id.
    Creditor(CreditorId),
}

impl ClientKey {
    /// The key of a client with these ids; nothing when it has neither, and so cannot be told from another one.
    #[must_use]
    pub fn of(tenant: Option<&TenantId>, creditor: Option<CreditorId>) -> Option<Self> {
        // The prefixes keep a tenant id that looks like a UUID apart from one.
        let by_tenant = tenant.map(|tenant| format!("t:{tenant}"));
        by_tenant.or_else(|| creditor.map(|id| format!("i:{id}"))).map(Self)
    }

    /// The id that the key was made of: rows of this client carry it. Nothing for a text that is no key.
    #[must_use]
    pub fn id(&self) -> Option<ClientId<'_>> {
        match self.0.split_once(':')? {
            ("t", tenant) => Some(ClientId::Tenant(tenant)),
            ("i", creditor) => CreditorId::parse(creditor).ok().map(ClientId::Creditor),
            _ => None,
        }
    }

    /// The key as the cache stores it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A key that the cache stored.
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for TenantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
