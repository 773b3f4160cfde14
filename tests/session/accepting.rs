//! What each answer to `GET /me` means for a log-in.

use std::time::Duration;

use desk_core::remote::{BadBody, RemoteError};
use desk_core::rows::Partner;
use desk_session::{Accepted, Credential, LogInError};

use crate::fakes::{API_KEY, FakeClock, FakeDebitura, GUID, OTHER_GUID, ask, block_on, partner, start};

#[test]
fn refusals_of_the_credential_are_told_apart_from_trouble_on_the_way() {
    let on_the_way = [
        RemoteError::Unreachable,
        RemoteError::Tls,
        RemoteError::Timeout,
        RemoteError::RateLimited { retry_after: Some(Duration::from_secs(3)) },
        RemoteError::Rejected { status: 400 },
        RemoteError::Server { status: 500 },
        RemoteError::BadBody(BadBody::Cut),
        RemoteError::BadBody(BadBody::WebPage),
        RemoteError::Redirected,
        RemoteError::Cancelled,
    ];
    for error in on_the_way {
        let wanted = LogInError::Remote(error.clone());
        assert_eq!(wanted.to_string(), error.to_string(), "its sentence is passed on");
        assert_eq!(ask(GUID, None, Err(error), start()).unwrap_err(), wanted);
    }
    for (answer, without_key, with_key) in [
        (RemoteError::Unauthorized, LogInError::Refused, LogInError::ApiKeyRefused),
        (RemoteError::Forbidden, LogInError::Refused, LogInError::ApiKeyRefused),
        (RemoteError::NotFound, LogInError::NotActive, LogInError::NotActive),
    ] {
        assert_eq!(ask(GUID, None, Err(answer.clone()), start()).unwrap_err(), without_key);
        assert_eq!(ask(GUID, Some(API_KEY), Err(answer), start()).unwrap_err(), with_key);
    }
}

#[test]
fn an_inactive_account_is_not_logged_in() {
    let inactive = Partner { is_active: false, ..partner(Some(GUID)) };
    assert_eq!(ask(GUID, None, Ok(inactive), start()).unwrap_err(), LogInError::NotActive);
}

#[test]
fn with_an_api_key_the_guid_has_to_be_the_partners_id() {
    assert!(ask(GUID, Some(API_KEY), Ok(partner(Some(GUID))), start()).is_ok());
    assert_eq!(ask(GUID, Some(API_KEY), Ok(partner(Some(OTHER_GUID))), start()).unwrap_err(), LogInError::OtherPartner);
    // An answer that does not say whose key it is proves nothing.
    let silent = ask(GUID, Some(API_KEY), Ok(partner(None)), start()).unwrap_err();
    assert_eq!(silent, LogInError::Remote(RemoteError::BadBody(BadBody::Shape)));
    // Without one, the GUID is itself the key and need not be the id (reading A).
    assert!(ask(GUID, None, Ok(partner(Some(OTHER_GUID))), start()).is_ok());
    assert!(ask(GUID, None, Ok(partner(None)), start()).is_ok());
}

#[test]
fn one_question_with_the_right_key() {
    let debitura = FakeDebitura::new(Ok(partner(Some(GUID))));
    let clock = FakeClock::at(start());
    let with_key = Credential::parse(GUID, Some(API_KEY)).unwrap();
    let accepted = block_on(Accepted::ask(with_key.clone(), &debitura, &clock)).unwrap();
    assert_eq!(*debitura.keys.lock().unwrap(), [API_KEY]);
    assert_eq!((accepted.at(), accepted.credential()), (start(), &with_key));
    assert_eq!(accepted.partner().name(), Some("Nordlys"));
    block_on(Accepted::ask(Credential::parse(GUID, None).unwrap(), &debitura, &clock)).unwrap();
    assert_eq!(*debitura.keys.lock().unwrap(), [API_KEY, GUID]);
}
