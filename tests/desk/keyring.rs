//! The real Secret Service. Each test starts itself again inside a D-Bus session of its own, with a home of its own, and
//! does its work there: no keyring of whoever runs the tests is ever touched.

#![cfg(target_os = "linux")]

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use desk::keyring::{KeyringVault, vault_error};
use desk_core::secret::Secret;
use desk_session::{Vault, VaultError, VaultItem};
use keyring_core::Error;

/// Set in the inner process; its value is what to do there.
const STAGE: &str = "PARTNER_DESK_KEYRING_STAGE";
const PACKAGES: &str =
    "This test needs the Debian packages dbus, dbus-x11 and gnome-keyring: apt-get install dbus dbus-x11 gnome-keyring";
const UNLOCKED: &str = r#"echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@""#;
const AS_IT_IS: &str = r#"exec "$@""#;

fn stage() -> Option<String> {
    std::env::var(STAGE).ok()
}

fn item() -> VaultItem {
    VaultItem::new("https://example.test", Path::new("/data"))
}

fn text() -> Secret {
    Secret::new(r#"{"v":1,"note":"nothing secret, only a text: äöü"}"#.to_owned())
}

fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// This test program again, with just the test `name`, in the given stage and home.
fn inside(mut command: Command, name: &str, stage: &str, home: &Path) {
    let output = command
        .arg(std::env::current_exe().unwrap_or_else(|error| panic!("this program cannot find itself: {error}")))
        .args(["--exact", &format!("keyring::{name}"), "--nocapture", "--test-threads=1"])
        .env(STAGE, stage)
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("GNOME_KEYRING_CONTROL", home.join("control"))
        // A locked keyring would open a window and wait for its password.
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error: io::Error| panic!("{error}. {PACKAGES}"));
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.contains("1 passed"), "stage {stage}: {}\n{out}\n{err}", output.status);
}

/// A D-Bus session that runs `script`, which gets the test as its arguments.
fn session(script: &str) -> Command {
    for program in ["dbus-run-session", "gnome-keyring-daemon", "bash"] {
        assert!(is_installed(program), "{program} is not installed. {PACKAGES}");
    }
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "bash", "-c", script, "_"]);
    command
}

#[test]
fn unlocked_keyring_keeps_replaces_and_forgets() {
    if stage().is_none() {
        let home = tempfile::tempdir().unwrap();
        return inside(session(UNLOCKED), "unlocked_keyring_keeps_replaces_and_forgets", "work", home.path());
    }
    let work = || {
        let (vault, item) = (KeyringVault, item());
        assert_eq!(vault.load(&item), Ok(None));
        assert_eq!(vault.delete(&item), Ok(()), "forgetting twice is no error");
        vault.store(&item, &Secret::new("first".to_owned())).unwrap();
        vault.store(&item, &text()).unwrap();
        assert_eq!(vault.load(&item), Ok(Some(text())));
        let other_folder = VaultItem::new("https://example.test", Path::new("/other"));
        assert_eq!(vault.load(&other_folder), Ok(None), "another data folder is another log-in");
        vault.delete(&item).unwrap();
        assert_eq!(vault.load(&item), Ok(None));
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    // As the program calls it, and as it should not: neither may dead-lock or panic.
    runtime.block_on(async { tokio::task::spawn_blocking(work).await }).unwrap();
    runtime.block_on(async { work() });
}

#[test]
fn locked_keyring_says_so_and_keeps_what_it_has() {
    let (vault, item) = (KeyringVault, item());
    let name = "locked_keyring_says_so_and_keeps_what_it_has";
    match stage().as_deref() {
        None => {
            let home = tempfile::tempdir().unwrap();
            inside(session(UNLOCKED), name, "store", home.path());
            // As after a reboot with automatic log-in: the service is there, its password was never given.
            inside(session(AS_IT_IS), name, "locked", home.path());
            inside(session(UNLOCKED), name, "unlocked again", home.path());
        }
        Some("store") => vault.store(&item, &text()).unwrap(),
        Some("locked") => {
            assert_eq!(vault.load(&item), Err(VaultError::Locked));
            assert_eq!(vault.store(&item, &Secret::new("second".to_owned())), Err(VaultError::Locked));
            assert_eq!(vault.delete(&item), Err(VaultError::Locked));
            let sentence = VaultError::Locked.to_string();
            assert_eq!(sentence, "The keyring of this computer is locked.");
        }
        Some(_) => assert_eq!(vault.load(&item), Ok(Some(text()))),
    }
}

#[test]
fn keyring_that_was_never_made_is_not_taken_for_an_empty_one() {
    if stage().is_none() {
        let home = tempfile::tempdir().unwrap();
        return inside(
            session(AS_IT_IS),
            "keyring_that_was_never_made_is_not_taken_for_an_empty_one",
            "work",
            home.path(),
        );
    }
    // Nothing can be in it, but nothing can be put into it either without somebody choosing its password.
    assert_eq!(KeyringVault.load(&item()), Ok(None));
    assert_eq!(KeyringVault.store(&item(), &text()), Err(VaultError::NoKeyring));
}

#[test]
fn without_session_bus_there_is_no_keyring() {
    if stage().is_none() {
        let home = tempfile::tempdir().unwrap();
        let mut command = Command::new("env");
        command.arg(format!("DBUS_SESSION_BUS_ADDRESS=unix:path={}", home.path().join("nobody").display()));
        return inside(command, "without_session_bus_there_is_no_keyring", "work", home.path());
    }
    assert_no_keyring();
}

#[test]
fn session_bus_without_secret_service_is_no_keyring() {
    if stage().is_none() {
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join("bus.conf");
        std::fs::write(&config, bus_without_services(home.path())).unwrap();
        let mut command = Command::new("dbus-run-session");
        command.arg(format!("--config-file={}", config.display())).arg("--");
        return inside(command, "session_bus_without_secret_service_is_no_keyring", "work", home.path());
    }
    assert_no_keyring();
}

fn assert_no_keyring() {
    let (vault, item) = (KeyringVault, item());
    assert_eq!(vault.load(&item), Err(VaultError::NoKeyring));
    assert_eq!(vault.store(&item, &text()), Err(VaultError::NoKeyring));
    assert_eq!(vault.delete(&item), Err(VaultError::NoKeyring));
    assert_eq!(VaultError::NoKeyring.to_string(), "This computer offers no keyring to keep your log-in in.");
}

fn bus_without_services(folder: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>"#,
        folder.display()
    )
}

/// Causes as macOS and Windows give them: same debug text, without those systems.
#[derive(Debug)]
#[expect(dead_code, reason = "read through Debug alone, as the real ones are")]
enum Cause {
    Error { code: i32, message: &'static str },
    PlatformError(u32),
    Words(&'static str),
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Error { .. } | Self::PlatformError(_) => f.write_str("the system's own text"),
        }
    }
}

impl std::error::Error for Cause {}

fn apple(code: i32) -> Box<Cause> {
    Box::new(Cause::Error { code, message: "…" })
}

#[test]
fn every_error_of_the_library_has_its_meaning() {
    let secret = || b"canary".to_vec();
    let cases = [
        (Error::NoDefaultStore, VaultError::NoKeyring),
        (Error::NotSupportedByStore(String::new()), VaultError::NoKeyring),
        (Error::TooLong("secret".to_owned(), 2_560), VaultError::TooLong),
        (Error::BadEncoding(secret()), VaultError::Damaged),
        (Error::BadDataFormat(secret(), apple(1)), VaultError::Damaged),
        (Error::BadStoreFormat(String::new()), VaultError::Damaged),
        (Error::Ambiguous(Vec::new()), VaultError::Damaged),
        (Error::Invalid(String::new(), String::new()), VaultError::Other),
        (Error::NoStorageAccess(apple(-25291)), VaultError::NoKeyring),
        (Error::NoStorageAccess(apple(-25292)), VaultError::Denied),
        (Error::NoStorageAccess(apple(-25295)), VaultError::Damaged),
        (Error::NoStorageAccess(apple(-99)), VaultError::Locked),
        (Error::NoStorageAccess(Box::new(Cause::PlatformError(1312))), VaultError::NoKeyring),
        (Error::NoStorageAccess(Box::new(Cause::Words("SS error: prompt dismissed"))), VaultError::Locked),
        (
            Error::NoStorageAccess(Box::new(Cause::Words("SS error: result not returned from SS API"))),
            VaultError::NoKeyring,
        ),
        (Error::PlatformFailure(apple(-128)), VaultError::Denied),
        (Error::PlatformFailure(apple(-25293)), VaultError::Denied),
        (Error::PlatformFailure(apple(-25308)), VaultError::Locked),
        (Error::PlatformFailure(apple(-99)), VaultError::Other),
        (Error::PlatformFailure(Box::new(Cause::PlatformError(5))), VaultError::Denied),
        (Error::PlatformFailure(Box::new(Cause::PlatformError(8))), VaultError::Other),
        (
            Error::PlatformFailure(Box::new(Cause::Words("org.freedesktop.Secret.Error.IsLocked: x"))),
            VaultError::Locked,
        ),
        (Error::PlatformFailure(Box::new(Cause::Words("something else"))), VaultError::Other),
    ];
    for (error, meaning) in cases {
        assert_eq!(vault_error(&error), meaning, "{error:?}");
    }
}
