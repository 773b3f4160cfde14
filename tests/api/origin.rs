//! Which addresses may be given a secret.

use desk_api::{Origin, OriginError};

#[test]
fn the_known_environments() {
    assert_eq!(Origin::production().as_str(), "https://referral-api.debitura.com");
    assert_eq!(Origin::test().as_str(), "https://testreferral-api.debitura.com");
}

#[test]
fn accepted_and_in_one_spelling() {
    for (typed, text) in [
        ("https://referral-api.debitura.com", "https://referral-api.debitura.com"),
        (" HTTPS://Referral-API.debitura.com:443/ ", "https://referral-api.debitura.com"),
        ("https://proxy.example:8443/", "https://proxy.example:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.9.9.9:1", "http://127.9.9.9:1"),
        ("http://LOCALHOST:8080/", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ] {
        assert_eq!(Origin::parse(typed).as_ref().map(Origin::as_str), Ok(text), "{typed}");
    }
}

#[test]
fn refused() {
    use OriginError::{Credentials, MoreThanAnOrigin, NotAnAddress, NotHttps};
    for (typed, error) in [
        ("", NotAnAddress),
        ("referral-api.debitura.com", NotAnAddress),
        ("https://", NotAnAddress),
        ("data:text/plain,x", NotAnAddress),
        ("http://referral-api.debitura.com", NotHttps),
        ("http://192.168.1.2", NotHttps),
        ("http://localhost.evil.example", NotHttps),
        ("http://127.0.0.1.evil.example", NotHttps),
        ("http://[::2]", NotHttps),
        ("ftp://127.0.0.1", NotHttps),
        ("https://me@host.example", Credentials),
        ("https://:secret@host.example", Credentials),
        ("https://referral-api.debitura.com@evil.example", Credentials),
        ("https://host.example/v1", MoreThanAnOrigin),
        ("https://host.example/?a=1", MoreThanAnOrigin),
        ("https://host.example/#a", MoreThanAnOrigin),
    ] {
        assert_eq!(Origin::parse(typed), Err(error), "{typed}");
    }
}
