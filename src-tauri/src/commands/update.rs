//! A newer version: looked for once a day and when asked, fetched when wanted and never before, installed while nothing else
//! goes on. Which version may be offered, and when, is decided in `desk`; what is fetched is checked in `platform::updater`.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use desk::{Desk, Quiet};
use tauri::{AppHandle, Manager as _, Runtime, State};
use tauri_plugin_updater::Update;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::convert::invalid;
use super::export::{Exporting, Exports};
use super::types::{CommandError, UpdateOffer, UpdateStep, UpdateView};
use super::{Answer, blocking};
use crate::platform::{place, updater};

/// How often it is asked whether a day has gone by.
const LOOK_EVERY: Duration = Duration::from_secs(10 * 60);
/// How often a package that is here tries whether the sync or the export has ended.
const TRY_EVERY: Duration = Duration::from_millis(500);

/// What is known of newer versions, and what goes on about them.
#[derive(Default)]
pub struct Updates {
    now: Mutex<Now>,
    moved: watch::Sender<()>,
}

#[derive(Default)]
struct Now {
    found: Option<(Update, UpdateOffer)>,
    step: UpdateStep,
    percent: Option<u32>,
    stop: CancellationToken,
}

impl Updates {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Now)) {
        change(&mut self.now());
        self.moved.send_replace(());
    }

    /// Takes a step that only whoever rests can take; the rest is over when the answer is dropped.
    fn begin(&self, step: UpdateStep) -> Answer<Step<'_>> {
        {
            let mut now = self.now();
            if now.step != UpdateStep::Resting {
                return Err(CommandError::update_busy());
            }
            *now = Now { found: now.found.take(), step, percent: None, stop: CancellationToken::new() };
        }
        self.moved.send_replace(());
        Ok(Step(self))
    }

    /// Hears that something about it moved.
    pub(crate) fn moves(&self) -> watch::Receiver<()> {
        self.moved.subscribe()
    }

    fn view(&self, desk: &Desk) -> UpdateView {
        let now = self.now();
        let offer = now
            .found
            .as_ref()
            .map(|(_, offer)| UpdateOffer { put_off: desk.is_update_put_off(&offer.version), ..offer.clone() });
        UpdateView { offer, step: now.step, percent: now.percent }
    }
}

struct Step<'u>(&'u Updates);

impl Drop for Step<'_> {
    fn drop(&mut self) {
        self.0.change(|now| (now.step, now.percent) = (UpdateStep::Resting, None));
    }
}

/// What the page knows of newer versions; nothing where this build does not look for any.
pub(crate) fn view_for<R: Runtime>(app: &AppHandle<R>) -> Option<UpdateView> {
    let (updates, desk) = (app.try_state::<Updates>()?, app.try_state::<Desk>()?);
    updater::is_on(app).then(|| updates.view(&desk))
}

async fn look<R: Runtime>(app: &AppHandle<R>, desk: &Desk, updates: &Updates) -> Answer<()> {
    let _step = updates.begin(UpdateStep::Looking)?;
    blocking(desk, Desk::note_update_looked).await?;
    let found = updater::ask(app).await?;
    let present = app.package_info().version.to_string();
    let found = found.filter(|update| desk::is_newer(&present, &update.version)).map(|update| {
        let offer = UpdateOffer {
            version: update.version.clone(),
            notes: desk::readable_notes(update.body.as_deref().unwrap_or_default()),
            put_off: false,
        };
        (update, offer)
    });
    updates.change(|now| now.found = found);
    Ok(())
}

/// Looks once when a day has gone by. Whatever comes of it, nothing is fetched and nobody is kept from anything.
pub async fn look_if_due<R: Runtime>(app: &AppHandle<R>) {
    let (Some(desk), Some(updates)) = (app.try_state::<Desk>(), app.try_state::<Updates>()) else { return };
    if updater::is_on(app) && desk.is_update_due() {
        // Nobody asked, so nobody is told why not; the next day is another one.
        let _ = look(app, &desk, &updates).await;
    }
}

/// The same again and again. Ends at once in a build that does not look.
pub(crate) async fn keep_looking<R: Runtime>(app: AppHandle<R>) {
    while updater::is_on(&app) {
        tokio::time::sleep(LOOK_EVERY).await;
        look_if_due(&app).await;
    }
}

fn on<R: Runtime>(app: &AppHandle<R>) -> Answer<()> {
    if updater::is_on(app) {
        Ok(())
    } else {
        Err(invalid("This build of Partner Desk does not look for newer versions."))
    }
}

/// Looks now.
#[tauri::command]
pub(crate) async fn look_for_update<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    updates: State<'_, Updates>,
) -> Answer<UpdateView> {
    on(&app)?;
    look(&app, &desk, &updates).await?;
    Ok(updates.view(&desk))
}

/// Not now: what is on its way is stopped, and the version is not mentioned for a day.
#[tauri::command]
pub(crate) async fn put_update_off<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    updates: State<'_, Updates>,
) -> Answer<UpdateView> {
    on(&app)?;
    let version = {
        let now = updates.now();
        now.stop.cancel();
        now.found.as_ref().map(|(_, offer)| offer.version.clone())
    };
    if let Some(version) = version {
        blocking(&desk, move |desk| desk.put_update_off(&version)).await?;
        updates.change(|_| ());
    }
    Ok(updates.view(&desk))
}

/// Fetches what was offered, installs it and starts it. Answers when it was stopped; otherwise this program has ended.
#[tauri::command]
pub(crate) async fn install_update<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    exports: State<'_, Exports>,
    updates: State<'_, Updates>,
) -> Answer<()> {
    on(&app)?;
    // Nothing is fetched while something goes on that it would have to wait for.
    drop(nothing_else(&desk, &exports).await?);
    let _step = updates.begin(UpdateStep::Fetching)?;
    let (update, stop) = {
        let now = updates.now();
        (now.found.as_ref().map(|(update, _)| update.clone()), now.stop.clone())
    };
    let update = update.ok_or_else(|| invalid("There is no newer version to be installed."))?;
    let told = |percent| {
        if updates.now().percent != Some(percent) {
            updates.change(|now| now.percent = Some(percent));
        }
    };
    let Some(package) = updater::fetch(&update, &stop, told).await? else { return Ok(()) };
    updates.change(|now| (now.step, now.percent) = (UpdateStep::Waiting, None));
    let _alone = loop {
        match nothing_else(&desk, &exports).await {
            Ok(alone) => break alone,
            Err(_) => tokio::select! {
                biased;
                () = stop.cancelled() => return Ok(()),
                () = tokio::time::sleep(TRY_EVERY) => {}
            },
        }
    };
    updates.change(|now| now.step = UpdateStep::Installing);
    place::note(&app);
    updater::install(&app, update, package).await
}

/// No sync and no export runs, and none begins while the answer lives.
async fn nothing_else<'e>(desk: &Desk, exports: &'e Exports) -> Answer<(Quiet, Exporting<'e>)> {
    let exporting = exports.begin().ok_or_else(desk::DeskError::export_running)?;
    Ok((desk.quiet().await?, exporting))
}
