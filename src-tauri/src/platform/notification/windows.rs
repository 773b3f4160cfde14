//! A toast. The installer gave the program the name under which the system shows it.

use std::sync::{Mutex, PoisonError};

use windows::Data::Xml::Dom::XmlDocument;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{NotificationSetting, ToastNotification, ToastNotificationManager, ToastNotifier};
use windows::core::{HSTRING, Result};

use super::Clicked;

/// Under which the next one takes the place of the last.
const TAG: &str = "news";

/// What is shown, held so that a click on it is heard.
#[derive(Default)]
pub(super) struct Center(Mutex<Option<ToastNotification>>);

impl Center {
    /// Whether the person has not forbidden it in the system's settings.
    pub(super) fn ask(&self, identifier: &str) -> bool {
        // A program that never showed one may not be known yet: it is not forbidden.
        let setting = notifier(identifier).and_then(|notifier| notifier.Setting());
        setting.map_or(true, |setting| setting == NotificationSetting::Enabled)
    }

    pub(super) fn show(&self, identifier: &str, title: &str, text: &str, clicked: Clicked) -> bool {
        let shown = toast(title, text, clicked).and_then(|toast| {
            notifier(identifier)?.Show(&toast)?;
            Ok(toast)
        });
        let is_shown = shown.is_ok();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = shown.ok();
        is_shown
    }
}

fn notifier(identifier: &str) -> Result<ToastNotifier> {
    ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(identifier))
}

fn toast(title: &str, text: &str, clicked: Clicked) -> Result<ToastNotification> {
    // Our own words and numbers: there is nothing to be escaped in them.
    let xml = format!(
        "<toast><visual><binding template=\"ToastGeneric\"><text>{title}</text><text>{text}</text></binding></visual></toast>"
    );
    let document = XmlDocument::new()?;
    document.LoadXml(&HSTRING::from(xml))?;
    let toast = ToastNotification::CreateToastNotification(&document)?;
    toast.SetTag(&HSTRING::from(TAG))?;
    toast.Activated(&TypedEventHandler::new(move |_, _| {
        clicked();
        Ok(())
    }))?;
    Ok(toast)
}
