//! The desktop's notification service, over the session bus.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use zbus::MatchRule;
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::zvariant::Value;

use super::Clicked;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// A service that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(5);

/// The line to the service, once there was something to say: it closes what it showed when the line is gone.
#[derive(Default)]
pub(super) struct Center(Mutex<Option<Line>>);

struct Line {
    connection: Connection,
    /// What is shown, which the next one takes the place of.
    shown: Arc<AtomicU32>,
}

impl Center {
    /// Whether there is anybody who would show it.
    pub(super) fn ask(&self, _: &str) -> bool {
        session().and_then(|bus| bus.call_method(Some(NAME), PATH, Some(NAME), "GetServerInformation", &())).is_ok()
    }

    pub(super) fn show(&self, _: &str, title: &str, text: &str, clicked: Clicked) -> bool {
        let mut line = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = match line.take() {
            Some(open) => Ok(open),
            None => Line::open(clicked),
        }
        .and_then(|open| open.send(title, text).map(|()| open));
        *line = sent.ok();
        line.is_some()
    }
}

fn session() -> zbus::Result<Connection> {
    Builder::session()?.method_timeout(PATIENCE).build()
}

impl Line {
    fn open(clicked: Clicked) -> zbus::Result<Self> {
        let connection = session()?;
        let rule =
            MatchRule::builder().msg_type(Type::Signal).interface(NAME)?.path(PATH)?.member("ActionInvoked")?.build();
        let signals = MessageIterator::for_match_rule(rule, &connection, Some(8))?;
        let shown = Arc::<AtomicU32>::default();
        let ours = Arc::clone(&shown);
        // It ends with the line.
        std::thread::Builder::new().name("notification clicks".to_owned()).spawn(move || {
            for signal in signals.flatten() {
                let of = signal.body().deserialize::<(u32, String)>();
                if of.is_ok_and(|(id, _)| id == ours.load(Ordering::Acquire)) {
                    clicked();
                }
            }
        })?;
        Ok(Self { connection, shown })
    }

    fn send(&self, title: &str, text: &str) -> zbus::Result<()> {
        let replaced = self.shown.load(Ordering::Acquire);
        let actions = ["default", "Open"];
        let hints = HashMap::<&str, Value<'_>>::new();
        let body = (title, replaced, "", title, text, actions.as_slice(), hints, -1_i32);
        let answer = self.connection.call_method(Some(NAME), PATH, Some(NAME), "Notify", &body)?;
        self.shown.store(answer.body().deserialize()?, Ordering::Release);
        Ok(())
    }
}
