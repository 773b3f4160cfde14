//! The rows of the last time are on screen before a script has run, as long as they are true.

use std::time::Duration;

use partner_desk_sandbox::{Mutation, SandboxConfig, Server};

use crate::driver::Window;
use crate::place::{Place, log_in, log_out, place, settled};

/// The window has rested so long that its picture is kept.
const REST: Duration = Duration::from_secs(4);

/// Whether the start began with the picture: what it has typed into it is asked for by the program alone.
async fn began_with_picture(window: &Window) -> bool {
    window.run("return typeof window.typedSoFar === 'function'").await.as_bool().unwrap()
}

async fn start(place: &Place) -> Window {
    let window = place.window().await;
    settled(&window).await;
    window
}

#[tokio::test]
async fn a_start_shows_what_is_true_and_nothing_else() {
    let server = Server::start(SandboxConfig::new(120, 3), 0).await;
    let place = place(server.url());
    let window = place.window().await;
    log_in(&window, &server.guid().to_string()).await;
    settled(&window).await;
    tokio::time::sleep(REST).await;
    assert!(!began_with_picture(&window).await);
    window.close().await;

    let window = start(&place).await;
    assert!(began_with_picture(&window).await, "nothing has changed since");
    let left =
        "return document.querySelector('#first-sight') === null && document.querySelectorAll('#search').length === 1";
    assert!(window.run(left).await.as_bool().unwrap(), "the program has taken its place");
    // Elsewhere, so that no picture of what changes now is made.
    window.click("[data-view=clients]").await;
    window
        .until("the clients are there", "return document.querySelector('[data-view=clients]').ariaCurrent === 'page'")
        .await;
    server.with_state(|state| state.apply(&Mutation::InsertCases { count: 3 }));
    window.click("#refresh").await;
    window.until("the sync is through", "return document.querySelector('#connectivity')?.dataset.state === 'online' && document.querySelector('#cancel-sync') === null && document.querySelector('#refresh').ariaBusy === 'false'").await;
    tokio::time::sleep(REST).await;
    window.close().await;

    let window = start(&place).await;
    assert!(!began_with_picture(&window).await, "the picture would have shown less than there is");
    tokio::time::sleep(REST).await;
    window.close().await;

    let window = start(&place).await;
    assert!(began_with_picture(&window).await, "and now there is a new one");
    log_out(&window).await;
    window.close().await;

    let window = place.window().await;
    assert!(!began_with_picture(&window).await, "after a log-out nothing is shown");
    window.close().await;
}
