//! What is one system's own. Each runs where it can be seen: `cargo xtask test` on that system.

/// The normal place of the data: local to this computer, this user's own.
#[test]
fn data_lies_in_the_local_application_data() {
    let folder = desk::default_folder().unwrap();
    let text = folder.to_str().unwrap().replace('\\', "/");
    assert!(text.ends_with("/app.partnerdesk.desktop"), "{text}");
    // What roams with the user would carry the cache to other computers; what may be cleaned would lose it.
    assert!(!text.contains("/Roaming/") && !text.contains("/Caches/") && !text.contains("/.cache/"), "{text}");
    if cfg!(windows) {
        assert!(text.contains("/AppData/Local/"), "{text}");
    } else if cfg!(target_os = "macos") {
        assert!(text.contains("/Library/Application Support/"), "{text}");
    } else {
        assert!(text.contains("/.local/share/") || std::env::var_os("XDG_DATA_HOME").is_some(), "{text}");
    }
}

/// An item of this test's own in the real keyring, and what the system says of it.
#[cfg(any(windows, target_os = "macos"))]
fn with_an_item(ask: impl FnOnce(&desk::VaultItem) -> String) -> String {
    use desk::Vault as _;
    let folder = tempfile::tempdir().unwrap();
    let item = desk::VaultItem::new("https://own-system.invalid", folder.path());
    let vault = desk::keyring::KeyringVault::new();
    vault.store(&item, &desk_core::secret::Secret::new("canary-of-own-system".to_owned())).unwrap();
    let said = ask(&item);
    vault.delete(&item).unwrap();
    assert!(vault.load(&item).unwrap().is_none());
    said
}

#[cfg(target_os = "macos")]
fn run(program: &str, arguments: &[&str]) -> String {
    let run = std::process::Command::new(program).args(arguments).output().unwrap();
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// The Credential Manager keeps the item on this computer and does not let it roam.
#[cfg(windows)]
#[test]
fn the_credential_stays_on_this_computer() {
    let said = with_an_item(|item| {
        // Of the item as it lies there; the persistence that this entry would be stored with does not matter.
        let entry = keyring_core::Entry::new(item.service(), item.user()).unwrap();
        format!("{:?}", entry.get_attributes().unwrap())
    });
    assert!(said.contains(r#""persistence": "Local""#) && !said.contains("canary"), "{said}");
}

/// To be run on macOS: Time Machine leaves the data folder out.
#[cfg(target_os = "macos")]
#[tokio::test]
async fn the_data_is_in_no_backup() {
    let computer = crate::computer::Computer::new(1).await;
    drop(computer.start().await);
    let folder = computer.folder();
    let said = run("tmutil", &["isexcluded", folder.to_str().unwrap()]);
    assert!(said.contains("[Excluded]"), "{said}");
}

/// To be run on macOS: the item is in the login keychain, under our service's name, and is not synchronised.
#[cfg(target_os = "macos")]
#[test]
fn the_credential_stays_on_this_computer() {
    let said =
        with_an_item(|item| run("security", &["find-generic-password", "-s", item.service(), "-a", item.user()]));
    assert!(said.contains("login.keychain") && !said.contains("canary"), "{said}");
}
