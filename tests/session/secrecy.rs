//! No secret in anything that can be printed.

use desk_session::{Credential, LogInError, PartnerGuid, Persistence, StoredSession};

use crate::fakes::{API_KEY, Computer, GUID, ask, cache_of, item, partner, start};

/// The forms in which a canary could hide.
fn assert_silent(printed: &str, secrets: &[&str]) {
    let printed = printed.to_lowercase();
    for secret in secrets {
        let bytes: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        for form in [secret.to_lowercase(), secret.replace('-', "").to_lowercase(), bytes] {
            assert!(!printed.contains(&form), "{printed}");
        }
        assert!(!printed.contains(&format!("{:?}", secret.as_bytes())), "{printed}");
    }
}

#[test]
fn debug_output_holds_no_secret() {
    let computer = Computer::new();
    let mut session = computer.start(start());
    // The id is the GUID here, as with reading B: it is told apart below.
    let accepted = ask(GUID, Some(API_KEY), Ok(partner(Some(GUID))), start()).unwrap();
    let _ = session.log_in(&accepted, &computer.vault, &computer.seals, Persistence::Keyring).unwrap();
    let (_, key) = cache_of(&session);
    let secrets = [API_KEY, key.as_str()];
    let stored = StoredSession::decode(&desk_core::secret::Secret::new(computer.vault.text().unwrap())).unwrap();
    for printed in [
        format!("{session:?} {session:#?}"),
        format!("{:?} {:#?}", session.state(), session.active()),
        format!("{accepted:?} {accepted:#?}"),
        format!("{stored:?} {stored:#?} {:?}", stored.encode()),
        format!("{:?}", session.begin_reconcile(start())),
        format!("{:?}", session.begin_reconcile(start()).map(|step| step.run(&computer.vault, &computer.seals))),
        format!("{:?}", item()),
    ] {
        assert_silent(&printed, &secrets);
    }
    let _ = session.refuse(start());
    assert_silent(&format!("{session:?} {session:#?}"), &secrets);
    assert_silent(&format!("{:?}", session.log_out(&computer.vault, &computer.seals)), &secrets);
}

#[test]
fn a_guid_that_is_the_key_is_printed_nowhere() {
    let computer = Computer::new();
    let mut session = computer.start(start());
    let accepted = ask(GUID, None, Ok(partner(None)), start()).unwrap();
    let logged_in = session.log_in(&accepted, &computer.vault, &computer.seals, Persistence::Keyring).unwrap();
    let printed = format!(
        "{session:?} {accepted:?} {logged_in:?} {:?} {:?} {:?}",
        PartnerGuid::parse(GUID),
        Credential::parse(GUID, Some(GUID)),
        session.active().map(|active| active.credential().key()),
    );
    assert_silent(&printed, &[GUID]);
}

#[test]
fn malformed_secrets_are_not_repeated_by_their_errors() {
    let nearly = &GUID[..30];
    for (guid, key) in
        [(nearly, API_KEY), (&format!("{GUID}!"), API_KEY), (GUID, "canary key 73f1c9"), (GUID, "canary")]
    {
        let error: LogInError = Credential::parse(guid, Some(key)).unwrap_err();
        assert_silent(&format!("{error} {error:?}"), &[nearly, "canary", "73f1c9"]);
    }
}
