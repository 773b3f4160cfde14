//! Newer versions, over the real bridge and from a server of this computer: what is offered, what is refused, and that nothing
//! is fetched that nobody wanted. Up to the verified package: what installs it ends the program.

mod server;

use chrono::TimeDelta;
use partner_desk::commands::look_if_due;
#[cfg(not(any(windows, target_os = "macos")))]
use partner_desk_sandbox::Fault;
use serde_json::{Value, json};

use crate::window::Bench;
use server::{Keys, Releases};

const PACKAGE: &[u8] = b"not really an installer, and signed all the same";

fn code(answer: Result<Value, Value>) -> String {
    answer.expect_err("a refusal")["code"].as_str().unwrap_or_default().to_owned()
}

/// A window that looks for newer versions here, and asks nothing by itself.
async fn looking(releases: &Releases, keys: &Keys) -> Bench {
    let bench = Bench::start_with(20, Some(releases.configuration(keys))).await;
    bench.signed_in().await;
    bench
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_there_is_nothing_of_it() {
    let releases = Releases::start();
    let keys = Keys::new();
    releases.offer("9.0.0", &keys.sign(PACKAGE, "9.0.0"), PACKAGE);
    let mut keyless = releases.configuration(&keys);
    keyless["pubkey"] = json!("");
    let mut elsewhere = releases.configuration(&keys);
    elsewhere["endpoints"] = json!(["http://updates.example/latest.json"]);
    for configuration in [None, Some(keyless), Some(elsewhere)] {
        let bench = Bench::start_with(20, configuration).await;
        bench.signed_in().await;
        assert_eq!(bench.call("app_state", json!({})).await.expect("a state")["update"], Value::Null);
        for command in ["look_for_update", "put_update_off", "install_update"] {
            assert_eq!(code(bench.call(command, json!({})).await), "invalidRequest", "{command}");
        }
        look_if_due(bench.app()).await;
        assert!(bench.desk.is_update_due(), "nobody looked");
    }
    assert_eq!(releases.asked(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_is_shown_and_not_fetched() {
    let releases = Releases::start();
    let keys = Keys::new();
    let bench = looking(&releases, &keys).await;
    releases.tell(json!({ "notes": "Faster.\n<img src=x onerror=alert(1)>\u{202e}" }));
    releases.offer("0.2.0", &keys.sign(PACKAGE, "0.2.0"), PACKAGE);
    let offer = bench.call("look_for_update", json!({})).await.expect("an offer");
    let expected = json!({ "version": "0.2.0", "notes": "Faster.\n<img src=x onerror=alert(1)>", "putOff": false });
    assert_eq!(offer, json!({ "offer": expected, "step": "resting", "percent": null }));
    assert_eq!(bench.call("app_state", json!({})).await.expect("a state")["update"], offer);
    let put_off = bench.call("put_update_off", json!({})).await.expect("not now");
    assert_eq!(put_off["offer"]["putOff"], true);
    bench.clock.advance(TimeDelta::days(1));
    assert_eq!(bench.call("app_state", json!({})).await.expect("a state")["update"]["offer"]["putOff"], false);
    assert_eq!(releases.asked(), ["/latest.json"], "the package was not wanted");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_newer_is_not_offered() {
    let releases = Releases::start();
    let keys = Keys::new();
    let bench = looking(&releases, &keys).await;
    for version in ["0.1.0", "0.0.9", "0.1.0+2", "0.2.0-beta.1", "0.0.1-alpha"] {
        releases.offer(version, &keys.sign(PACKAGE, version), PACKAGE);
        let view = bench.call("look_for_update", json!({})).await.expect(version);
        assert_eq!(view["offer"], Value::Null, "{version}");
        assert_eq!(code(bench.call("install_update", json!({})).await), "invalidRequest", "{version}");
    }
    // A release for other systems alone is none for this one.
    releases.offer("9.0.0", &keys.sign(PACKAGE, "9.0.0"), PACKAGE);
    releases.tell(json!({ "platforms": { "amiga-m68k": { "url": "https://x.example/a", "signature": "x" } } }));
    assert_eq!(bench.call("look_for_update", json!({})).await.expect("nothing")["offer"], Value::Null);
    assert!(!releases.asked().contains(&"/package".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_looked_for_unasked_once_a_day() {
    let releases = Releases::start();
    let keys = Keys::new();
    let bench = looking(&releases, &keys).await;
    releases.offer("0.2.0", &keys.sign(PACKAGE, "0.2.0"), PACKAGE);
    for _ in 0..3 {
        look_if_due(bench.app()).await;
    }
    assert_eq!(releases.asked().len(), 1);
    bench.clock.advance(TimeDelta::days(1));
    // A server that is down is asked once, too.
    releases.tell(json!("nonsense"));
    for _ in 0..3 {
        look_if_due(bench.app()).await;
    }
    assert_eq!(releases.asked().len(), 2);
    let view = bench.call("app_state", json!({})).await.expect("a state");
    assert_eq!(view["update"]["offer"]["version"], "0.2.0", "what was found is not forgotten for that");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_signed_for_this_is_thrown_away() {
    let releases = Releases::start();
    let (keys, foreign) = (Keys::new(), Keys::new());
    let bench = looking(&releases, &keys).await;
    let mut tampered = PACKAGE.to_vec();
    tampered[3] ^= 1;
    let genuine = keys.sign(PACKAGE, "0.2.0");
    for (of, signature, package, expected) in [
        ("a changed package", genuine.clone(), tampered.as_slice(), "badAnswer"),
        ("another package", genuine.clone(), b"MZ evil".as_slice(), "badAnswer"),
        ("no package", genuine.clone(), b"".as_slice(), "badAnswer"),
        ("the key of somebody else", foreign.sign(PACKAGE, "0.2.0"), PACKAGE, "badAnswer"),
        // Genuine, and older: a server that lies about which version it is.
        ("an older package", keys.sign(PACKAGE, "0.1.0"), PACKAGE, "badAnswer"),
        ("a signature for no version", keys.sign_as(PACKAGE, "timestamp:1"), PACKAGE, "badAnswer"),
        ("no signature", String::new(), PACKAGE, "badAnswer"),
        ("a signature that is none", "bm8=".to_owned(), PACKAGE, "badAnswer"),
    ] {
        releases.offer("0.2.0", &signature, package);
        bench.call("look_for_update", json!({})).await.expect("an offer");
        let error = bench.call("install_update", json!({})).await.expect_err(of);
        assert_eq!(error["code"], expected, "{of}: {error}");
        assert!(error["message"].as_str().is_some_and(|text| text.contains("thrown away")), "{of}: {error}");
        let after = bench.call("app_state", json!({})).await.expect("a state");
        assert_eq!(after["update"]["step"], "resting", "{of}");
    }
    releases.offer("0.2.0", &genuine, PACKAGE);
    releases.cut();
    bench.call("look_for_update", json!({})).await.expect("an offer");
    let error = bench.call("install_update", json!({})).await.expect_err("half a package");
    assert_eq!(
        (error["code"].as_str(), error["message"].as_str()),
        (Some("offline"), Some("The newer version did not arrive whole, so nothing was installed."))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_fetched_that_does_not_travel_by_https() {
    let releases = Releases::start();
    let keys = Keys::new();
    let bench = looking(&releases, &keys).await;
    releases.offer("0.2.0", &keys.sign(PACKAGE, "0.2.0"), PACKAGE);
    for url in [
        "http://updates.example/package",
        "ftp://127.0.0.1/package",
        "http://localhost:1/package",
        "file:///etc/passwd",
    ] {
        releases.lead_to(url);
        let error = bench.call("look_for_update", json!({})).await.expect_err(url);
        assert_eq!(error["code"], "badAnswer", "{url}");
        assert!(error["message"].as_str().is_some_and(|text| text.contains("not safe")), "{url}: {error}");
        assert_eq!(code(bench.call("install_update", json!({})).await), "invalidRequest", "{url}");
    }
    for nonsense in [json!({ "version": "new" }), json!([]), json!({ "version": "9.0.0" })] {
        releases.answer(nonsense.clone());
        assert_eq!(code(bench.call("look_for_update", json!({})).await), "badAnswer", "{nonsense}");
    }
}

/// On the systems where it is installed, that would be done to the test.
#[cfg(not(any(windows, target_os = "macos")))]
#[tokio::test(flavor = "multi_thread")]
async fn what_was_signed_passes_once_the_sync_has_ended() {
    let releases = Releases::start();
    let keys = Keys::new();
    let bench = looking(&releases, &keys).await;
    releases.offer("0.2.0", &keys.sign(PACKAGE, "0.2.0"), PACKAGE);
    bench.call("look_for_update", json!({})).await.expect("an offer");

    // Not during a sync: nothing is even fetched.
    bench.server.faults().add("/cases", Fault::Hang, 1);
    bench.desk.start_sync();
    running(&bench, true).await;
    assert_eq!(code(bench.call("install_update", json!({})).await), "busy");
    assert_eq!(releases.asked(), ["/latest.json"]);
    bench.desk.cancel_sync();
    running(&bench, false).await;

    // One that begins while it is fetched is waited for, and who waits can say *not now*.
    for not_now in [true, false] {
        releases.hold();
        let (answer, ()) = tokio::join!(bench.call("install_update", json!({})), async {
            step(&bench, "fetching").await;
            bench.server.faults().add("/cases", Fault::Hang, 1);
            bench.desk.start_sync();
            running(&bench, true).await;
            releases.release();
            step(&bench, "waiting").await;
            if not_now {
                bench.call("put_update_off", json!({})).await.expect("not now");
                step(&bench, "resting").await;
            }
            bench.desk.cancel_sync();
            running(&bench, false).await;
        });
        if not_now {
            assert_eq!(answer.expect("stopped"), Value::Null);
        } else {
            // The bytes were whole and signed; a package manager has to do the rest here.
            let error = answer.expect_err("no installer of ours");
            assert!(
                error["message"].as_str().is_some_and(|text| text.starts_with("The newer version is whole")),
                "{error}"
            );
        }
    }
    bench.desk.sync().await.expect("a sync after it");
}

#[cfg(not(any(windows, target_os = "macos")))]
async fn running(bench: &Bench, wanted: bool) {
    while bench.desk.sync_status().await.running != wanted {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
async fn step(bench: &Bench, wanted: &str) {
    while bench.call("app_state", json!({})).await.expect("a state")["update"]["step"] != wanted {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}
