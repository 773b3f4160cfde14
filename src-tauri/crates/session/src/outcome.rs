//! What a transition of the session asks of those who hold the files and the window: plain values, so that this room
//! needs neither.

/// What a look at clock or keyring brought about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Checked {
    /// The state is another one now; [`Session::state`](crate::Session::state) has it. An open cache has to be closed unless it is
    /// [`State::SignedIn`](crate::State::SignedIn).
    pub changed: bool,
    /// [`Session::reconcile`](crate::Session::reconcile) should be called soon, on a thread that may block.
    pub save_due: bool,
}

/// What a log-in means for the files.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct LoggedIn {
    /// The cache is a new one; false: the one that this credential had before.
    pub new_cache: bool,
    /// That cache was sealed: the log-in before had ended.
    pub unsealed: bool,
    /// Cache files whose key is gone for good: delete them, with whatever belongs to them.
    pub obsolete_cache_files: Vec<String>,
}

/// What is left to do of a log-out: the secret and the key are gone, so what these files hold is already unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct LogOutPlan {
    /// Close, then delete them, with whatever belongs to them (write-ahead log and the like).
    pub cache_files: Vec<String>,
}

/// Which of the session's own cache files ([`Session::owns_cache`](crate::Session::owns_cache)) are still needed: with
/// it, a start finishes what a crash between two steps left undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leftovers {
    /// It cannot be told: touch nothing.
    KeepAll,
    /// All but these can go: the keys of the others are nowhere.
    KeepOnly(Vec<String>),
}
