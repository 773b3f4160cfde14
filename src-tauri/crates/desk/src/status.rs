//! Where session and sync stand, as values that a view can show.

use desk_core::time::Instant;
use desk_session::{Active, LockReason, Persistence, Session, SignOutReason, State};
use desk_store::{Freshness, Table};
use desk_sync::{Kind, TableProgress};

use crate::budget;
use crate::error::{Code, DeskError};
use crate::open::Desk;

/// Where the session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Nobody is signed in.
    SignedOut,
    /// Signed in, data open.
    SignedIn,
    /// Locked by hand: the Partner GUID opens it, offline too.
    Locked,
    /// The 14 days are over, or the clock makes them impossible to tell.
    Expired,
    /// Debitura stopped accepting the credential.
    Refused,
    /// The credential store does not answer.
    KeyringUnavailable,
}

/// The session for a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionStatus {
    /// Where it stands.
    pub state: SessionState,
    /// The partner's name, while signed in.
    pub partner_name: Option<String>,
    /// When the 14 days end.
    pub expires: Option<Instant>,
    /// The session lives in this process alone: it does not outlast it.
    pub this_session_only: bool,
    /// What to say about it, when the person did not cause it.
    pub notice: Option<DeskError>,
}

/// The sync and the age of the data for a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// A pass runs.
    pub running: bool,
    /// It was told to stop.
    pub cancelling: bool,
    /// What the running pass is; nothing before it is planned.
    pub kind: Option<Kind>,
    /// How far it is, per table.
    pub progress: Vec<TableProgress>,
    /// The data is complete as of then: the oldest of the three tables' last complete passes.
    pub as_of: Option<Instant>,
    /// What is open or new is as of then, which may be later; what a refresh does not read is as of `as_of`.
    pub refreshed: Option<Instant>,
    /// When a pass was last begun.
    pub last_attempt: Option<Instant>,
    /// What is missing, when the last pass did not get everything.
    pub partial: Option<String>,
    /// Whether Debitura was reached at the last attempt.
    pub online: Option<bool>,
    /// Debitura asked to wait until then.
    pub wait_until: Option<Instant>,
    /// Why the last pass failed.
    pub problem: Option<DeskError>,
    /// Requests of the pass that runs or ran last.
    pub requests: u64,
    /// Requests of today (UTC), of at most 8,000.
    pub requests_today: u64,
}

fn standing_of(session: &Session) -> SessionState {
    match session.state() {
        State::SignedIn(_) => SessionState::SignedIn,
        State::SignedOut { .. } => SessionState::SignedOut,
        State::Locked { why: LockReason::Refused, .. } => SessionState::Refused,
        State::Locked { why: LockReason::ByHand, .. } => SessionState::Locked,
        State::Locked { why: LockReason::Expired | LockReason::ClockSetBack, .. } => SessionState::Expired,
        State::KeyringUnavailable { .. } => SessionState::KeyringUnavailable,
    }
}

impl Desk {
    /// Where the session stood when it was last looked at.
    pub(crate) fn standing(&self) -> SessionState {
        standing_of(&self.state().session)
    }

    /// Where the session stands at this moment.
    #[must_use]
    pub fn session(&self) -> SessionStatus {
        // Also ends a session whose time is over.
        let _ = self.opened();
        let state = self.state();
        let own_notice = state.notice.clone();
        let standing = standing_of(&state.session);
        let said = |sentence: String| Some(DeskError::new(Code::NotSignedIn, sentence, None));
        let notice = match state.session.state() {
            State::SignedIn(_) | State::SignedOut { reason: None | Some(SignOutReason::LoggedOut) } => None,
            State::SignedOut { reason: Some(reason) } => said(reason.to_string()),
            State::Locked { why, .. } => said(why.to_string()),
            State::KeyringUnavailable { error } => Some((*error).into()),
        };
        SessionStatus {
            state: standing,
            partner_name: state.session.active().and_then(Active::partner_name).map(str::to_owned),
            expires: state.session.active().map(Active::expires),
            this_session_only: state
                .session
                .active()
                .is_some_and(|active| active.persistence() == Persistence::ThisSessionOnly),
            notice: notice.or(own_notice),
        }
    }

    /// The sync and the age of the data.
    pub async fn sync_status(&self) -> SyncStatus {
        let (freshness, spent) = match self.opened() {
            Ok(open) => (
                open.store.read(|reader| reader.freshness()).await.unwrap_or_default(),
                budget::spent(&open.store, self.now()).await.unwrap_or_default(),
            ),
            Err(_) => (Freshness::default(), 0),
        };
        let tables = Table::ALL.map(|table| freshness.of(table));
        // `None` sorts first: one table without a complete pass means that there is no age to state.
        let as_of = tables.iter().map(|table| table.last_complete.map(|pass| pass.started)).min().flatten();
        let refreshed = tables.iter().map(|table| table.refreshed.max(table.last_complete.map(|pass| pass.started)));
        let refreshed = refreshed.min().flatten();
        let attempts = || tables.iter().filter_map(|table| table.last_attempt.as_ref());
        let partial = attempts().find_map(|attempt| attempt.problem.clone());
        let now = self.now();
        let sync = self.sync_state();
        let running = sync.running.as_ref();
        let wait_until = sync.history.not_before.or(running.and_then(|running| running.waits_until(now)));
        SyncStatus {
            running: running.is_some(),
            cancelling: running.is_some_and(|running| running.cancel.is_cancelled()),
            kind: running.and_then(|running| running.kind),
            progress: running.map(|running| running.progress.clone()).unwrap_or_default(),
            as_of,
            refreshed,
            last_attempt: sync.last_attempt.or(attempts().map(|attempt| attempt.started).max()),
            partial,
            online: sync.online,
            wait_until: wait_until.filter(|until| *until > now),
            problem: sync.problem.clone(),
            requests: sync.requests(),
            // What a pass has sent is added to the day's when it ends.
            requests_today: spent + if running.is_some() { sync.requests() } else { 0 },
        }
    }
}
