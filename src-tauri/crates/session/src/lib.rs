//! The session: who is logged in, with which credential, until when, and which cache belongs to it.
//!
//! A state machine over three things that others bring along: a [`Vault`] (the keyring of the operating system), a
//! [`Clock`](desk_core::time::Clock) and an [`Authenticator`] (`GET /me`). It opens no file and sends no request itself.
//!
//! Logging in takes two steps, because one waits for the network and the other blocks on the keyring, which may ask
//! its owner for a password: [`Accepted::ask`] is `async`, [`Session::log_in`] is not and belongs on a thread that may
//! block. The value between them can be made by no other means, so nothing that Debitura did not accept ever becomes a
//! session. Rejected: one `async` method for both, which would block an executor thread on a password prompt.

mod accepted;
mod credential;
mod guid;
mod outcome;
mod sealed;
mod session;
mod spelling;
mod state;
mod stored;
mod vault;

pub use accepted::{Accepted, Authenticator, LogInError};
pub use credential::{ApiKey, ApiKeyError, Credential};
pub use guid::{GuidError, PartnerGuid};
pub use outcome::{Checked, Leftovers, LogOutPlan, LoggedIn};
pub use sealed::{DamagedSeal, SEAL_BYTES_MAX, SEALED_DAYS, SealCost, SealedCache, Seals};
pub use session::{Reconciled, Reconciliation, Session};
pub use state::{Active, Held, LockReason, Persistence, SignOutReason, State};
pub use stored::{DamagedItem, Ended, ITEM_BYTES_MAX, PARTNER_NAME_CHARS_MAX, SESSION_DAYS, StoredSession};
pub use vault::{Vault, VaultError, VaultItem};
