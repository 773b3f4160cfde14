//! A Windows of our own under Wine: a fresh prefix in a temporary folder, without a screen, ended and removed when dropped.
//!
//! A prefix that is kept was rejected: two runs would meet in it, and *nothing is left behind* can only be seen in a clean one.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::temp::TempFolder;
use crate::{Outcome, cross, process};

const SERVER: &str = "/usr/lib/wine/wineserver";

/// How long the server stays without any program.
const SERVER_LINGERS_S: u32 = 600;

pub(crate) struct Wine {
    prefix: PathBuf,
    home: PathBuf,
    // Last: the server has to let go of it first.
    _folder: TempFolder,
}

impl Wine {
    pub(crate) fn fresh() -> Outcome<Self> {
        // Outside the repository: cargo would walk through its dosdevices/z: into the whole file system.
        let folder = TempFolder::new("wine")?;
        let wine = Self { prefix: folder.create("prefix")?, home: folder.create("home")?, _folder: folder };
        // Otherwise it ends some seconds after the last program, and one that starts in that moment fails without a word. A run
        // that is killed leaves none for ever.
        let mut server = process::command(SERVER);
        server.arg(format!("-p{SERVER_LINGERS_S}")).stdout(Stdio::null()).stderr(Stdio::null());
        process::run(wine.surround_all(&mut server))?;
        let mut boot = process::command("wineboot");
        process::run(wine.surround_all(boot.arg("-i").stdout(Stdio::null()).stderr(Stdio::null())))?;
        // Wine 8 lacks the DLL from which Rust's std takes random numbers.
        let system = wine.drive().join("windows/system32");
        let mut compiler = process::command("x86_64-w64-mingw32-gcc");
        compiler.args(["-shared", "-O2", "-o"]).arg(system.join("bcryptprimitives.dll"));
        process::run(compiler.arg(cross::support().join("bcryptprimitives.c")).arg("-ladvapi32"))?;
        Ok(wine)
    }

    /// Its drive `C:`.
    pub(crate) fn drive(&self) -> PathBuf {
        self.prefix.join("drive_c")
    }

    /// Its only user's folder.
    pub(crate) fn user(&self) -> Outcome<PathBuf> {
        let users = self.drive().join("users");
        let entries = std::fs::read_dir(&users).map_err(|e| format!("{}: {e}", users.display()))?;
        let mut folders = entries.flatten().filter(|entry| entry.file_name() != "Public").map(|entry| entry.path());
        folders.next().ok_or_else(|| format!("{}: nobody", users.display()))
    }

    /// What the user is called.
    pub(crate) fn user_name(&self) -> Outcome<String> {
        let user = self.user()?;
        user.file_name().map(|name| name.to_string_lossy().into_owned()).ok_or_else(|| "nobody".into())
    }

    /// A program in it.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = process::command("wine");
        self.surround(command.arg(program));
        command
    }

    pub(crate) fn surround<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("WINEPREFIX", &self.prefix)
            .env("WINEDEBUG", "-all")
            // Neither the questions about Mono and Gecko, nor menu entries for the desktop around it.
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=;winemenubuilder.exe=d")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
    }

    /// The same for a program that may write into its home folder.
    pub(crate) fn surround_all<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        self.surround(command).env("HOME", &self.home)
    }

    /// A key of the registry with all below it; empty when there is none.
    pub(crate) fn registry(&self, key: &str) -> String {
        let mut query = self.command(Path::new("reg"));
        process::output(query.args(["query", key, "/s"]).stderr(Stdio::null())).unwrap_or_default()
    }
}

/// A path of this computer as Wine names it.
pub(crate) fn windows_path(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}

impl Drop for Wine {
    fn drop(&mut self) {
        for end in ["-k", "-w"] {
            process::succeeds(self.surround(process::command(SERVER).arg(end)));
        }
    }
}
