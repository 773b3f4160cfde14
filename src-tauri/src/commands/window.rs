//! The window itself: when to show it, and how it hears what it did not ask for.

use std::time::Duration;

use desk::{Desk, DeskError, Event};
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State, WebviewWindow};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::Instant;

use super::Picks;
use super::convert::{session_view, sync_table, sync_view};
use super::types::{HostEvent, SyncTable, ZoomStep};
use super::update::{Updates, view_for};
use super::{Answer, blocking};
use crate::platform;
use crate::timeline::{Moment, Timeline};

/// Between two reports of how far a sync is: it comes farther with each page, many times in a second, and each report is painted.
const SYNC_EVERY: Duration = Duration::from_millis(200);

/// The page is made: the window may be seen.
#[tauri::command]
pub(crate) async fn window_shown<R: Runtime>(window: WebviewWindow<R>, timeline: State<'_, Timeline>) -> Answer<()> {
    platform::window::show(&window);
    timeline.note(Moment::Shown);
    Ok(())
}

/// The page knows since when its first words can be seen: so many milliseconds.
#[tauri::command]
pub(crate) async fn window_painted<R: Runtime>(
    window: WebviewWindow<R>,
    timeline: State<'_, Timeline>,
    ago_ms: u32,
) -> Answer<()> {
    timeline.painted(Duration::from_millis(ago_ms.into()));
    platform::window::seen(&window);
    Ok(())
}

/// Draws everything a step larger or smaller, or as it was made; answers the size, per cent.
#[tauri::command]
pub(crate) async fn zoom<R: Runtime>(window: WebviewWindow<R>, desk: State<'_, Desk>, step: ZoomStep) -> Answer<u32> {
    let step = match step {
        ZoomStep::In => desk::Zoom::In,
        ZoomStep::Out => desk::Zoom::Out,
        ZoomStep::Plain => desk::Zoom::Plain,
    };
    let percent = blocking(&desk, move |desk| desk.zoom(step)).await?;
    platform::window::set_zoom(&window, percent).map_err(|_| DeskError::internal())?;
    Ok(percent)
}

/// Tells the window what changes from now on, until the window is gone.
#[tauri::command]
pub(crate) async fn subscribe<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    updates: State<'_, Updates>,
    picks: State<'_, Picks>,
    channel: Channel<HostEvent>,
) -> Answer<()> {
    let desk = desk.inner().clone();
    let mut events = desk.events();
    let mut moves = updates.moves();
    let mut picks = picks.listen();
    tauri::async_runtime::spawn(async move {
        let (mut next, mut is_untold) = (Instant::now(), false);
        loop {
            let message = tokio::select! {
                event = events.recv() => match event {
                    Ok(Event::Sync) => {
                        is_untold = true;
                        None
                    }
                    Ok(event) => heard(&desk, event),
                    // A slow window missed some: it is told to ask for everything again.
                    Err(RecvError::Lagged(_)) => {
                        is_untold = true;
                        heard(&desk, Event::Changed(desk::Table::ALL.to_vec()))
                    }
                    Err(RecvError::Closed) => return,
                },
                Ok(()) = moves.changed() => view_for(&app).map(|update| HostEvent::Update { update }),
                Ok(action) = picks.recv() => Some(HostEvent::Picked { action }),
                () = tokio::time::sleep_until(next), if is_untold => {
                    (next, is_untold) = (Instant::now() + SYNC_EVERY, false);
                    Some(HostEvent::Sync { sync: sync_view(desk.sync_status().await) })
                }
            };
            if message.is_some_and(|message| channel.send(message).is_err()) {
                return;
            }
        }
    });
    Ok(())
}

/// What the window is told of it; nothing where that is for others, or said at its own pace.
fn heard(desk: &Desk, event: Event) -> Option<HostEvent> {
    Some(match event {
        Event::Session => HostEvent::Session { session: session_view(desk, desk.session()) },
        Event::Changed(tables) => {
            HostEvent::Changed { tables: tables.into_iter().map(sync_table).collect::<Vec<SyncTable>>() }
        }
        Event::Exported { rows, total } => HostEvent::ExportProgress {
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            total: u32::try_from(total).unwrap_or(u32::MAX),
        },
        // News are for who is away from the window.
        Event::News(_) | Event::Sync => return None,
    })
}
