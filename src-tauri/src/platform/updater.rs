//! The way to newer versions of the program, through Tauri's updater. There is one where the bundle was configured with a public
//! key and an address (`cargo xtask bundle`); in any other build the plugin is not even there.
//!
//! What the plugin does not look at itself is looked at here: that everything travels by https, also what the answer leads to,
//! and that no answer goes on without end. What a signature is, whose, and for which version, the plugin checks.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;
use tauri::plugin::TauriPlugin;
use tauri::utils::config::PluginConfig;
use tauri::{AppHandle, Runtime, Url};
use tauri_plugin_updater::{Config, Error, Update, UpdaterExt as _};
use tokio_util::sync::CancellationToken;

use crate::commands::types::CommandError;

/// The plugin's part of the configuration.
const NAME: &str = "updater";

/// For the answer to whether there is something newer.
const ASKING: Duration = Duration::from_secs(30);
/// Without a byte, while the package comes.
const SILENCE: Duration = Duration::from_secs(60);
/// No package of ours is larger.
const PACKAGE_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// The plugin, where this build was told where to look and whose signature counts.
#[must_use]
pub fn updater<R: Runtime>(plugins: &PluginConfig) -> Option<TauriPlugin<R, Config>> {
    plugins.0.get(NAME).is_some_and(is_usable).then(|| tauri_plugin_updater::Builder::new().build())
}

/// A key, an address to ask, signatures that name their version, and nothing that weakens any of it.
fn is_usable(config: &Value) -> bool {
    let key = config.get("pubkey").and_then(Value::as_str).unwrap_or_default();
    let endpoints = config.get("endpoints").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let weakened = config
        .as_object()
        .is_none_or(|fields| fields.keys().any(|name| name.to_ascii_lowercase().starts_with("dangerous")));
    let is_address =
        |value: &Value| value.as_str().and_then(|url| url.parse().ok()).is_some_and(|url| is_private(&url));
    !weakened
        && !key.trim().is_empty()
        && !endpoints.is_empty()
        && endpoints.iter().all(is_address)
        && config.get("requireSignedVersion") == Some(&Value::Bool(true))
        && config.get("allowDowngrades").is_none()
}

/// https; what never leaves this computer too, in builds for tests.
fn is_private(url: &Url) -> bool {
    url.scheme() == "https" || (cfg!(debug_assertions) && is_here(url))
}

fn is_here(url: &Url) -> bool {
    url.scheme() == "http" && url.host_str() == Some("127.0.0.1")
}

/// Whether this program may look for newer ones at all.
pub(crate) fn is_on<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.config().plugins.0.get(NAME).is_some_and(is_usable)
}

/// Asks whether there is something newer for this system. Whether it may be offered is not decided here.
pub(crate) async fn ask<R: Runtime>(app: &AppHandle<R>) -> Result<Option<Update>, CommandError> {
    let endpoints = app.config().plugins.0.get(NAME).and_then(|config| config.get("endpoints").cloned());
    let here = endpoints
        .and_then(|urls| serde_json::from_value::<Vec<Url>>(urls).ok())
        .is_some_and(|urls| urls.iter().any(is_here));
    let updater = app
        .updater_builder()
        .timeout(ASKING)
        // Nor where an answer sends the question on to. Only what is asked on this computer may be answered from it.
        .configure_client(move |client| client.https_only(!here).read_timeout(SILENCE))
        .build()
        .map_err(|_| CommandError::no_update_answer())?;
    match updater.check().await {
        Ok(Some(update)) if update.download_url.scheme() == "https" || (here && is_here(&update.download_url)) => {
            Ok(Some(update))
        }
        Ok(Some(_)) => Err(CommandError::update_not_private()),
        // A release for other systems alone is none for this one.
        Ok(None) | Err(Error::TargetNotFound(_) | Error::TargetsNotFound(_)) => Ok(None),
        Err(Error::Reqwest(error)) if !error.is_decode() => Err(CommandError::no_way_to_updates()),
        Err(_) => Err(CommandError::no_update_answer()),
    }
}

/// Fetches the package and checks its signature; nothing when it was stopped. Tells how far it is, per cent.
pub(crate) async fn fetch(
    update: &Update,
    stop: &CancellationToken,
    mut tell: impl FnMut(u32),
) -> Result<Option<Vec<u8>>, CommandError> {
    let come = AtomicU64::new(0);
    let too_large = CancellationToken::new();
    let count = |bytes: usize, total: Option<u64>| {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let come = come.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if come > PACKAGE_BYTES_MAX || total.is_some_and(|total| total > PACKAGE_BYTES_MAX) {
            too_large.cancel();
        }
        if let Some(total) = total.filter(|total| *total > 0) {
            tell(u32::try_from((come.saturating_mul(100) / total).min(100)).unwrap_or(100));
        }
    };
    tokio::select! {
        biased;
        () = stop.cancelled() => Ok(None),
        () = too_large.cancelled() => Err(CommandError::update_forged()),
        package = update.download(count, || ()) => match package {
            Ok(package) => Ok(Some(package)),
            Err(Error::Reqwest(_) | Error::Network(_) | Error::Io(_)) => Err(CommandError::update_broke_off()),
            Err(_) => Err(CommandError::update_forged()),
        },
    }
}

/// Puts the package in the place of this program and starts it. On Windows the program ends in here.
#[cfg(any(windows, target_os = "macos"))]
pub(crate) async fn install<R: Runtime>(
    app: &AppHandle<R>,
    update: Update,
    package: Vec<u8>,
) -> Result<(), CommandError> {
    // With an administrator's password it may take its time.
    let installed = tauri::async_runtime::spawn_blocking(move || update.install(package)).await;
    if !matches!(installed, Ok(Ok(()))) {
        return Err(CommandError::update_not_installed());
    }
    app.restart()
}

/// Elsewhere a package manager put the program where it is, and replaces it.
#[cfg(not(any(windows, target_os = "macos")))]
pub(crate) async fn install<R: Runtime>(_: &AppHandle<R>, _: Update, _: Vec<u8>) -> Result<(), CommandError> {
    Err(CommandError::update_not_installed())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_whole_and_safe_configuration_turns_it_on() {
        let whole = json!({
            "pubkey": "key", "endpoints": ["https://updates.example/latest.json"], "requireSignedVersion": true,
        });
        assert!(is_usable(&whole));
        let with = |name: &str, value: Value| {
            let mut config = whole.clone();
            config[name] = value;
            config
        };
        for bad in [
            json!(null),
            json!([]),
            json!({}),
            with("pubkey", json!("")),
            with("pubkey", json!(" \n")),
            with("pubkey", json!(7)),
            with("endpoints", json!([])),
            with("endpoints", json!(null)),
            with("endpoints", json!(["http://updates.example/latest.json"])),
            with("endpoints", json!(["https://updates.example/latest.json", "http://updates.example/latest.json"])),
            with("endpoints", json!(["http://localhost.evil.example/latest.json"])),
            with("endpoints", json!(["file:///tmp/latest.json"])),
            with("endpoints", json!(["latest.json"])),
            with("requireSignedVersion", json!(false)),
            with("requireSignedVersion", json!(null)),
            with("allowDowngrades", json!(true)),
            with("dangerousInsecureTransportProtocol", json!(true)),
            with("dangerous-insecure-transport-protocol", json!(true)),
            with("dangerousAcceptInvalidCerts", json!(true)),
        ] {
            assert!(!is_usable(&bad), "{bad}");
        }
    }
}
