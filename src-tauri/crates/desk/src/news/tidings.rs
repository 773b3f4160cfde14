//! What one sync brought, counted, for a notification.

use desk_core::stage::Stage;
use desk_core::tidings::Tidings;
use desk_store::changes::{self, ChangedField, NetChange};
use desk_store::{Reader, StoreError, earnings};

use super::{NewsKind, sort};
use crate::open::{Desk, Event};
use crate::views::mode_of;

impl Desk {
    /// Where the log stands before a sync; nothing where nobody wants to be notified of what it brings.
    pub(crate) async fn before_tidings(&self) -> Option<i64> {
        if !self.preferences().notify {
            return None;
        }
        self.opened().ok()?.store.read(changes::newest).await.ok()
    }

    /// Tells whoever listens what came since. Not when the session has ended meanwhile: then nothing can be read, or said.
    pub(crate) async fn tell_tidings(&self, before: Option<i64>) {
        let (Some(before), Ok(open)) = (before, self.opened()) else { return };
        let found = open.store.read(move |reader| count(reader, before)).await;
        if let Ok(tidings) = found
            && tidings != Tidings::default()
            && self.preferences().notify
        {
            self.tell(Event::News(tidings));
        }
    }
}

fn count(reader: &Reader<'_>, before: i64) -> Result<Tidings, StoreError> {
    let mode = mode_of(reader)?;
    let mut told = Tidings::default();
    for net in changes::net_since(reader, before)? {
        let Some(kind) = sort::kind_of(reader, &net, mode)?.kind else { continue };
        let stage = match kind {
            NewsKind::Fees | NewsKind::Payments => {
                let statuses = net.transaction().map_or(Ok(None), |id| earnings::statuses(reader, id))?;
                statuses.and_then(|statuses| statuses.stage(mode))
            }
            _ => None,
        };
        *match (kind, stage) {
            (_, Some(Stage::ReadyToInvoice)) => &mut told.ready,
            (_, Some(Stage::Disputed)) => &mut told.disputed,
            (NewsKind::Closed, _) => &mut told.closed,
            (NewsKind::Moved | NewsKind::Other, _) if now_wants(&net) => &mut told.wanting,
            (NewsKind::Moved, _) => &mut told.moved,
            (NewsKind::NewCases, _) => &mut told.new_cases,
            (NewsKind::Onboarded, _) => &mut told.signed,
            (NewsKind::Fees, _) => &mut told.fees,
            (NewsKind::Payments, _) => &mut told.payments,
            (NewsKind::NewClients, _) => &mut told.new_clients,
            (NewsKind::Other, _) => &mut told.other,
        } += 1;
    }
    Ok(told)
}

/// The client has to supply something now.
fn now_wants(net: &NetChange) -> bool {
    matches!(net.field(ChangedField::NeedsInfo), Some((_, Some("1"))))
}
