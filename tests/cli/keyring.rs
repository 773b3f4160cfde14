//! A Secret Service for the whole of this test program: a D-Bus session and an unlocked keyring of its own, with a home that
//! goes with it. No keyring of whoever runs the tests is ever touched.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;

const PACKAGES: &str =
    "The Debian packages dbus and gnome-keyring are needed: apt-get install dbus dbus-x11 gnome-keyring";

/// Says where the bus is, then lives for as long as its input: that ends with the test program, however it ends.
const SCRIPT: &str = r#"
printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 1
echo "$DBUS_SESSION_BUS_ADDRESS"
cat >/dev/null
rm -rf -- "$HOME"
"#;

pub(crate) struct Session {
    bus: String,
    home: PathBuf,
    /// Its input is held open: the end of that is the session's.
    _service: Child,
}

/// The one session.
pub(crate) fn session() -> &'static Session {
    static SESSION: OnceLock<Session> = OnceLock::new();
    SESSION.get_or_init(|| {
        let home = tempfile::tempdir().unwrap().keep();
        let mut command = Command::new("dbus-run-session");
        command.args(["--", "sh", "-c", SCRIPT]);
        place(&mut command, &home);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{error}. {PACKAGES}"));
        let mut bus = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut bus).unwrap();
        assert!(!bus.trim().is_empty(), "no keyring could be started. {PACKAGES}");
        Session { bus: bus.trim().to_owned(), home, _service: child }
    })
}

fn place(command: &mut Command, home: &Path) {
    command
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("GNOME_KEYRING_CONTROL", home.join("control"))
        // A prompt would wait for somebody.
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
}

impl Session {
    /// Puts a program into the session.
    pub(crate) fn surround<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        place(command, &self.home);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
    }

    /// How many log-ins the keyring holds for an address and a folder, asked over the bus.
    pub(crate) fn items(&self, url: &str, folder: &Path) -> usize {
        let item = desk::VaultItem::new(url, &folder.canonicalize().unwrap());
        let attributes = format!("dict:string:string:service,{},username,{}", item.service(), item.user());
        let mut command = Command::new("dbus-send");
        command.args(["--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"]);
        command.args(["org.freedesktop.Secret.Service.SearchItems", &attributes]);
        let found = self.surround(&mut command).output().unwrap();
        assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
        String::from_utf8(found.stdout).unwrap().matches("object path").count()
    }
}

/// Writes a line to a program that waits for it.
pub(crate) fn feed(input: Option<ChildStdin>, text: &str) {
    // A program that ended without reading has said why.
    let _ = input.map(|mut input| input.write_all(text.as_bytes()));
}
