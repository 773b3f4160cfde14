//! What is said without a window: on standard error, and where nobody would see that, in a message of the system's own.
//!
//! A program that was started by a click has no standard error on Windows and macOS; without a message it would just not open.

/// Set to anything, it keeps messages off the screen, where nobody is there to close them: tests and unattended installations.
const NO_MESSAGES: &str = "PARTNER_DESK_NO_MESSAGES";

/// Where Microsoft gives the part away that Windows draws pages with.
const WEBVIEW_PAGE: &str = "https://developer.microsoft.com/microsoft-edge/webview2/";

/// Says why the program does not open.
pub(crate) fn complain(sentence: &str) {
    print(sentence);
    if is_attended() {
        shown::complain(sentence);
    }
}

/// Whether the system cannot draw the window's page. Only Windows can be without: elsewhere the program would not have started.
pub(crate) fn is_webview_missing() -> bool {
    cfg!(windows) && tauri::webview_version().is_err()
}

/// Says so, and offers the page where it can be had.
pub(crate) fn complain_of_missing_webview() {
    let sentence = missing_webview();
    print(&sentence);
    if is_attended() && shown::offer_page(&sentence) {
        // Whoever has no browser either still has the address in the message.
        let _ = open::that(WEBVIEW_PAGE);
    }
}

fn missing_webview() -> String {
    format!(
        "Partner Desk needs Microsoft Edge WebView2 to draw its window, and this computer does not have it. Install the \
         Evergreen Runtime from {WEBVIEW_PAGE} and start Partner Desk again. Your data and your log-in are untouched."
    )
}

#[expect(clippy::print_stderr, reason = "without a window there is nowhere else to say it")]
fn print(sentence: &str) {
    eprintln!("{sentence}");
}

fn is_attended() -> bool {
    std::env::var_os(NO_MESSAGES).is_none()
}

#[cfg(any(windows, target_os = "macos"))]
mod shown {
    use rfd::{MessageButtons, MessageDialog, MessageDialogResult, MessageLevel};

    const TITLE: &str = "Partner Desk";
    const OPEN: &str = "Open Microsoft's page";
    const CLOSE: &str = "Close";

    fn message(sentence: &str) -> MessageDialog {
        MessageDialog::new().set_level(MessageLevel::Error).set_title(TITLE).set_description(sentence)
    }

    pub(super) fn complain(sentence: &str) {
        message(sentence).set_buttons(MessageButtons::OkCustom(CLOSE.to_owned())).show();
    }

    /// Whether the page is wanted.
    pub(super) fn offer_page(sentence: &str) -> bool {
        let buttons = MessageButtons::OkCancelCustom(OPEN.to_owned(), CLOSE.to_owned());
        match message(sentence).set_buttons(buttons).show() {
            MessageDialogResult::Ok => true,
            MessageDialogResult::Custom(label) => label == OPEN,
            _ => false,
        }
    }
}

/// On Linux a program is seen to fail by whoever started it; a dialog would need the very libraries that may be what fails.
#[cfg(not(any(windows, target_os = "macos")))]
mod shown {
    pub(super) fn complain(_: &str) {}

    pub(super) fn offer_page(_: &str) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_webview_is_told_with_its_remedy() {
        let sentence = missing_webview();
        assert!(sentence.starts_with("Partner Desk ") && sentence.contains("WebView2"), "{sentence}");
        assert!(sentence.contains(WEBVIEW_PAGE) && sentence.ends_with("are untouched."), "{sentence}");
        assert!(!is_webview_missing() || cfg!(windows));
    }
}
