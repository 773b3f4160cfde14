//! The window itself: when to show it, and how it hears what it did not ask for.

use desk::{Desk, DeskError, Event};
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State, WebviewWindow};
use tokio::sync::broadcast::error::RecvError;

use super::Picks;
use super::convert::{session_view, sync_table, sync_view};
use super::types::{HostEvent, SyncTable, ZoomStep};
use super::update::{Updates, view_for};
use super::{Answer, blocking};
use crate::platform;
use crate::timeline::{Moment, Timeline};

/// The page has painted: the window may be seen.
#[tauri::command]
pub(crate) async fn window_shown<R: Runtime>(window: WebviewWindow<R>, timeline: State<'_, Timeline>) -> Answer<()> {
    platform::window::show(&window);
    timeline.note(Moment::Shown);
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
        loop {
            let event = tokio::select! {
                event = events.recv() => event,
                Ok(action) = picks.recv() => {
                    if channel.send(HostEvent::Picked { action }).is_err() {
                        return;
                    }
                    continue;
                }
                Ok(()) = moves.changed() => {
                    if view_for(&app).is_some_and(|update| channel.send(HostEvent::Update { update }).is_err()) {
                        return;
                    }
                    continue;
                }
            };
            let event = match event {
                Ok(event) => event,
                // A slow window missed some: it is told to ask for everything again.
                Err(RecvError::Lagged(_)) => Event::Changed(desk::Table::ALL.to_vec()),
                Err(RecvError::Closed) => return,
            };
            let message = match event {
                Event::Session => HostEvent::Session { session: session_view(&desk, desk.session()) },
                Event::Sync => HostEvent::Sync { sync: sync_view(desk.sync_status().await) },
                Event::Changed(tables) => {
                    HostEvent::Changed { tables: tables.into_iter().map(sync_table).collect::<Vec<SyncTable>>() }
                }
                // For who is away from the window.
                Event::News(_) => continue,
                Event::Exported { rows, total } => HostEvent::ExportProgress {
                    rows: u32::try_from(rows).unwrap_or(u32::MAX),
                    total: u32::try_from(total).unwrap_or(u32::MAX),
                },
            };
            if channel.send(message).is_err() {
                return;
            }
        }
    });
    Ok(())
}
