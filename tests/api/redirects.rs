//! The key never follows a redirect to another server.

use desk_core::remote::RemoteError;

use crate::fake::{Answer, Fake, KEY, ME, http, ok};

fn to(location: &str) -> Vec<u8> {
    http("302 Found", &[&format!("location: {location}")], "")
}

#[tokio::test]
async fn another_server_never_hears_of_it() {
    let other = Fake::always(ok(ME));
    let ways = [
        format!("{}/me", other.url()),
        format!("//127.0.0.1:{}/me", other.port()),
        format!("http://localhost:{}/me", other.port()),
        format!("https://127.0.0.1:{}/me", other.port()),
    ];
    for location in ways {
        for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
            let fake = Fake::always(http(status, &[&format!("location: {location}")], ""));
            let api = fake.api();
            assert_eq!(api.me().await, Err(RemoteError::Redirected), "{status} {location}");
            assert_eq!(api.requests(), 1);
        }
    }
    assert_eq!(other.heads(), Vec::<String>::new());
}

#[tokio::test]
async fn a_redirect_that_brings_credentials_of_its_own_is_not_followed() {
    let fake = Fake::start(|_, head| {
        let port = head.lines().find_map(|line| line.strip_prefix("host: 127.0.0.1:")).unwrap().to_owned();
        Answer::Bytes(to(&format!("http://user:pass@127.0.0.1:{port}/me")))
    });
    assert_eq!(fake.api().me().await, Err(RemoteError::Redirected));
    assert_eq!(fake.heads().len(), 1);
}

#[tokio::test]
async fn within_the_server_a_few_are_followed() {
    let fake = Fake::start(|n, _| Answer::Bytes(if n < 3 { to("/me/") } else { ok(ME) }));
    assert!(fake.api().me().await.is_ok());
    assert_eq!(fake.heads().len(), 4);
    assert!(fake.heads()[3].contains(KEY));

    let endless = Fake::always(to("/me"));
    assert_eq!(endless.api().me().await, Err(RemoteError::Redirected));
    assert_eq!(endless.heads().len(), 4);
}

#[tokio::test]
async fn a_redirect_to_nowhere() {
    for answer in [http("302 Found", &[], ""), to("http://[oops"), to("javascript:alert(1)")] {
        let fake = Fake::always(answer);
        assert_eq!(fake.api().me().await, Err(RemoteError::Redirected));
    }
}
