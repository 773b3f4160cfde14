//! A second start brings the first window to the front and ends before it has touched anything.

use std::process::{Command, Stdio};

use partner_desk_sandbox::{SandboxConfig, Server};

use crate::driver::{patiently, picture};
use crate::place::{log_in, place, settled};

/// Windows of this title that the window manager shows.
pub(crate) fn visible() -> Vec<String> {
    let found = Command::new("xdotool").args(["search", "--onlyvisible", "--name", "^Partner Desk$"]).output().unwrap();
    String::from_utf8(found.stdout).unwrap().lines().map(str::to_owned).collect()
}

pub(crate) fn active() -> String {
    let found = Command::new("xdotool").arg("getactivewindow").output().unwrap();
    String::from_utf8(found.stdout).unwrap().trim().to_owned()
}

#[tokio::test]
async fn a_second_start_wakes_the_first_and_ends() {
    let server = Server::start(SandboxConfig::new(120, 3), 0).await;
    // Only a normal installation, without a folder of its own, is one program.
    let place = place(server.url()).at_home().installed();
    let window = place.window().await;
    log_in(&window, &server.guid().to_string()).await;
    settled(&window).await;
    let [first] = visible().try_into().expect("one window");
    let minimized = Command::new("xdotool").args(["windowminimize", "--sync", &first]).status().unwrap();
    assert!(minimized.success() && visible().is_empty());

    server.forget_requests();
    let mut second = place.start_again().stdout(Stdio::null()).spawn().unwrap();
    patiently("the second start ends", || second.try_wait().unwrap().is_some()).await;
    assert!(second.wait().unwrap().success());
    patiently("the first is in front again", || visible() == [first.clone()] && active() == first).await;
    picture("second-start");
    assert_eq!(server.requests(), 0, "the second start asked nothing");
    assert!(window.run("return document.querySelectorAll('[data-row-id]').length > 0").await.as_bool().unwrap());
    window.close().await;
}
