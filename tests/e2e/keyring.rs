//! What the Secret Service holds of ours, asked over the bus and not through the program's own code.

use std::process::Command;

/// How many items carry our service's name.
pub(crate) fn items() -> usize {
    let found = Command::new("dbus-send")
        .args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.SearchItems",
            "dict:string:string:service,app.partnerdesk.desktop",
        ])
        .output()
        .expect("dbus-send runs");
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
    String::from_utf8(found.stdout).unwrap().matches("object path").count()
}
