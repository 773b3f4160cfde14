//! Where a test's program lives, and the first steps that all of them take.

use std::path::PathBuf;

use crate::driver::Window;

/// A program, a data folder of its own, and the server that it talks to.
pub(crate) struct Place {
    program: PathBuf,
    data: tempfile::TempDir,
    url: String,
}

impl Place {
    /// Opens the window, as a start of the program does.
    pub(crate) async fn window(&self) -> Window {
        let data = self.data.path().to_str().unwrap();
        let window = Window::open(&self.program, &["--data-dir", data, "--api-url", &self.url]).await;
        window.until("the page is there", "return document.querySelector('#guid, #search') !== null").await;
        window
    }

    /// What lies in the data folder.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.data.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// A place for a server at this address.
pub(crate) fn place(url: String) -> Place {
    let program =
        std::env::var_os("PARTNER_DESK_BIN").expect("PARTNER_DESK_BIN names the program: use cargo xtask e2e");
    Place { program: program.into(), data: tempfile::tempdir().unwrap(), url }
}

/// Types a GUID and presses the button.
pub(crate) async fn log_in(window: &Window, guid: &str) {
    window.type_into("#guid", guid).await;
    window.click("#log-in").await;
}

/// Waits until the table shows rows and nothing is on its way.
pub(crate) async fn settled(window: &Window) {
    // The rows are there before the window is shown, and in a hidden one nothing can be clicked.
    let script = "return document.visibilityState === 'visible' && document.querySelector('[aria-busy=true]') === null && document.querySelectorAll('[data-row-id]').length > 0";
    window.until("the table has its rows", script).await;
}
