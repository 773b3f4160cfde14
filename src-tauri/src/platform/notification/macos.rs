//! The notification centre. A click on a notification brings the program to the front by itself.

use std::sync::mpsc;
use std::time::Duration;

use block2::RcBlock;
use objc2::runtime::Bool;
use objc2_foundation::{NSBundle, NSError, NSString};
use objc2_user_notifications::{
    UNAuthorizationOptions, UNMutableNotificationContent, UNNotificationRequest, UNUserNotificationCenter,
};

use super::Clicked;

/// Under which the next one takes the place of the last.
const NAME: &str = "news";
/// For the person to answer the system's question, which it asks once.
const PATIENCE: Duration = Duration::from_secs(300);

/// The system's own.
#[derive(Default)]
pub(super) struct Center;

/// Nothing for a program that runs from no bundle: the system ends one that asks all the same.
fn center() -> Option<objc2::rc::Retained<UNUserNotificationCenter>> {
    NSBundle::mainBundle().bundleIdentifier()?;
    Some(UNUserNotificationCenter::currentNotificationCenter())
}

impl Center {
    /// Asks the person, the first time; answers what they said then.
    pub(super) fn ask(&self, _: &str) -> bool {
        let Some(center) = center() else { return false };
        let (answer, answered) = mpsc::channel();
        let told = RcBlock::new(move |granted: Bool, _: *mut NSError| {
            // Whoever waited may have given up.
            let _ = answer.send(granted.as_bool());
        });
        center.requestAuthorizationWithOptions_completionHandler(UNAuthorizationOptions::Alert, &told);
        answered.recv_timeout(PATIENCE).unwrap_or(false)
    }

    pub(super) fn show(&self, _: &str, title: &str, text: &str, _: Clicked) -> bool {
        let Some(center) = center() else { return false };
        let content = UNMutableNotificationContent::new();
        content.setTitle(&NSString::from_str(title));
        content.setBody(&NSString::from_str(text));
        let name = NSString::from_str(NAME);
        let request = UNNotificationRequest::requestWithIdentifier_content_trigger(&name, &content, None);
        center.addNotificationRequest_withCompletionHandler(&request, None);
        true
    }
}
