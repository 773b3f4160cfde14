//! Where a test's program lives, and the first steps that all of them take.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::driver::{Window, XDG};

/// A program, a data folder of its own, and the server that it talks to.
pub(crate) struct Place {
    program: PathBuf,
    data: tempfile::TempDir,
    /// A browser that notes what it is told to open.
    browser: tempfile::TempDir,
    url: String,
    /// A home of the program's own, where the test looks at what it leaves there.
    home: Option<tempfile::TempDir>,
    /// The data lies where a normal installation has it, below the home.
    installed: bool,
    theme: Option<&'static str>,
}

impl Place {
    /// The same on a dark desktop.
    pub(crate) fn dark(self) -> Self {
        Self { theme: Some("Adwaita:dark"), ..self }
    }

    /// The same with a home of its own.
    pub(crate) fn at_home(self) -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir(home.path().join("tmp")).unwrap();
        Self { home: Some(home), ..self }
    }

    /// The same with its data where a normal installation has it.
    pub(crate) fn installed(self) -> Self {
        assert!(self.home.is_some(), "nobody's real data is touched");
        Self { installed: true, ..self }
    }

    fn arguments(&self) -> Vec<&str> {
        let address = ["--api-url", &self.url];
        let folder = ["--data-dir", self.data.path().to_str().unwrap()];
        if self.installed { address.to_vec() } else { [folder, address].concat() }
    }

    /// The program as a second start would run it.
    pub(crate) fn start_again(&self) -> Command {
        let home = self.home.as_ref().unwrap().path();
        let mut command = Command::new(&self.program);
        command.args(self.arguments()).env("HOME", home).env("TMPDIR", home.join("tmp"));
        for name in XDG {
            command.env_remove(name);
        }
        command
    }

    /// The data folder, and the home.
    pub(crate) fn folders(&self) -> Vec<&Path> {
        std::iter::once(self.data.path()).chain(self.home.as_ref().map(tempfile::TempDir::path)).collect()
    }

    /// Ends the program at once, wherever it is.
    pub(crate) fn kill(&self) {
        let data = self.data.path().to_str().unwrap();
        let status = Command::new("pkill").args(["-KILL", "-f", "--", &format!("--data-dir {data}")]).status().unwrap();
        assert!(status.success(), "there was a program to kill");
    }

    /// Opens the window, as a start of the program does.
    pub(crate) async fn window(&self) -> Window {
        let window = Window::open(
            &self.program,
            &self.arguments(),
            self.browser.path(),
            self.home.as_ref().map(tempfile::TempDir::path),
            self.theme,
        )
        .await;
        window.until("the page is there", "return document.querySelector('#app :is(#guid, #search)') !== null").await;
        window
    }

    /// The addresses that the browser was told to open.
    pub(crate) fn opened(&self) -> Vec<String> {
        let noted = std::fs::read_to_string(self.browser.path().join("opened")).unwrap_or_default();
        noted.lines().map(str::to_owned).collect()
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
    Place {
        program: program.into(),
        data: tempfile::tempdir().unwrap(),
        browser: browser(),
        url,
        home: None,
        installed: false,
        theme: None,
    }
}

/// A folder with an `xdg-open` that writes its argument down beside it.
fn browser() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("xdg-open");
    std::fs::write(&program, "#!/bin/sh\necho \"$1\" >> \"$(dirname \"$0\")/opened\"\n").unwrap();
    // Windows has neither this right nor an xdg-open; the tests have to compile there all the same.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    folder
}

/// Types a GUID and presses the button.
pub(crate) async fn log_in(window: &Window, guid: &str) {
    window.type_into("#guid", guid).await;
    window.click("#log-in").await;
}

/// Erases everything, by the account menu.
pub(crate) async fn log_out(window: &Window) {
    window.click("#account").await;
    window.click("#log-out").await;
    window.click("#confirm-log-out").await;
    window.until("the log-in page is back", "return document.querySelector('#guid') !== null").await;
}

/// Waits until the table shows rows and nothing is on its way.
pub(crate) async fn settled(window: &Window) {
    // The rows are there before the window is shown, and in a hidden one nothing can be clicked.
    let script = "return document.visibilityState === 'visible' && document.querySelector('[aria-busy=true]') === null && document.querySelectorAll('[data-row-id]').length > 0";
    window.until("the table has its rows", script).await;
}

/// Waits until the table shows rows, whether or not a pass is still reading at the pace of what nobody waits for.
pub(crate) async fn listed(window: &Window) {
    let script = "return document.visibilityState === 'visible' && document.querySelector('[role=grid][aria-busy=false]') !== null && document.querySelectorAll('[data-row-id]:not([aria-busy])').length > 0";
    window.until("the table has its rows", script).await;
}

/// Goes to one of the views.
pub(crate) async fn show(window: &Window, view: &str) {
    window.click(&format!("[data-view={view}]")).await;
    let there = format!("return document.querySelector('[data-view={view}]').getAttribute('aria-current') === 'page'");
    window.until(view, &there).await;
    settled(window).await;
}

/// Puts a text into the search box, whatever has the focus: a dialog that just closed may be giving it back.
pub(crate) async fn search(window: &Window, text: &str) {
    let script = format!(
        "const box = document.querySelector('#search'); box.value = {text:?}; box.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    );
    window.run(&script).await;
}
