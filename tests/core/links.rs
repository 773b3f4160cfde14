//! Links from the server: what is let through, and everything that is not.

use desk_core::link::{LINK_CHARS_MAX, LinkTrouble, check};
use proptest::prelude::*;

#[test]
fn debituras_links_pass_as_they_are() {
    for link in [
        "https://referral.debitura.com/companydetails/5b0f1a43",
        "https://referral.debitura.com/ContractUpgrade/Sign/5b0f1a43",
        "https://app.debitura.com/ReferralPartner/Approve?token=a.b-c_d~e",
        "https://referral.debitura.com/companydetails/1?returnUrl=https%3A%2F%2Fpartner.example%2F",
        "https://testreferral.debitura.com/companydetails/1",
        "https://debitura.com",
        "HTTPS://Referral.Debitura.COM/companydetails/1",
        "https://referral.debitura.com#top",
    ] {
        assert_eq!(check(Some(link)), Ok(link));
    }
}

#[test]
fn everything_else_is_refused_with_its_reason() {
    use LinkTrouble::{ForeignHost, Malformed, Missing, NotHttps};
    let long = format!("https://referral.debitura.com/{}", "x".repeat(LINK_CHARS_MAX));
    for (link, trouble) in [
        ("", Missing),
        (" \t\n", Missing),
        ("referral.debitura.com/companydetails/1", Malformed),
        ("https:referral.debitura.com", Malformed),
        ("https:/referral.debitura.com", Malformed),
        ("https:///referral.debitura.com", Malformed),
        ("https://", Malformed),
        ("https://?x=referral.debitura.com", Malformed),
        ("https://referral.debitura.com./x", Malformed),
        ("https://.debitura.com/x", Malformed),
        ("https://-.debitura.com/x", Malformed),
        ("https://referral.debitura.com:443/x", Malformed),
        ("https://referral.debitura.com:8443/x", Malformed),
        ("https://somebody@referral.debitura.com/x", Malformed),
        ("https://referral.debitura.com@evil.com/x", Malformed),
        ("https://referral.debitura.com:x@evil.com/x", Malformed),
        ("https://referral.debitura.com\\@evil.com/x", Malformed),
        ("https:\\\\referral.debitura.com/x", Malformed),
        ("https://evil.com\\.debitura.com/x", Malformed),
        ("https://evil.com%2f.debitura.com/x", Malformed),
        ("https://evil.com%00.debitura.com/x", Malformed),
        (" https://referral.debitura.com/x", Malformed),
        ("https://referral.debitura.com/x ", Malformed),
        ("https://referral.debitura.com/a\tb", Malformed),
        ("https://referral.debitura.com/a\nb", Malformed),
        ("ht\ntps://referral.debitura.com/x", Malformed),
        ("https://referral.debitura.com/\0", Malformed),
        ("https://referral.debitura.com/\u{202e}moc", Malformed),
        ("https://referral.debitura.com/\u{200b}x", Malformed),
        ("https://referral.debitura\u{3002}com/x", Malformed),
        ("https://referral.debitur\u{430}.com/x", Malformed),
        ("https://\u{ff44}ebitura.com/x", Malformed),
        ("https://[::1]/x", Malformed),
        ("https://referral.debitura.com/<script>", Malformed),
        (&long, Malformed),
        ("http://referral.debitura.com/x", NotHttps),
        ("javascript:alert(1)", NotHttps),
        ("data:text/html,x", NotHttps),
        ("file:///etc/passwd", NotHttps),
        ("ms-msdt:/id", NotHttps),
        ("search-ms:query=x", NotHttps),
        ("mailto:somebody@debitura.com", NotHttps),
        ("view-source:https://referral.debitura.com", NotHttps),
        ("https://debitura.com.evil.com/x", ForeignHost),
        ("https://evildebitura.com/x", ForeignHost),
        ("https://evil.com/referral.debitura.com", ForeignHost),
        ("https://evil.com?referral.debitura.com", ForeignHost),
        ("https://evil.com#.debitura.com", ForeignHost),
        ("https://127.0.0.1/x", ForeignHost),
        ("https://localhost/x", ForeignHost),
        ("https://xn--debitur-8nf.com/x", ForeignHost),
        ("https://xn--80ak6aa92e.debitura.com/x", ForeignHost),
        ("https://com/x", ForeignHost),
    ] {
        assert_eq!(check(Some(link)), Err(trouble), "{link:?}");
    }
    assert_eq!(check(None), Err(Missing));
}

#[test]
fn each_reason_is_a_sentence_of_its_own() {
    let troubles = [LinkTrouble::Missing, LinkTrouble::Malformed, LinkTrouble::NotHttps, LinkTrouble::ForeignHost];
    let words: std::collections::BTreeSet<String> = troubles.iter().map(ToString::to_string).collect();
    assert_eq!(words.len(), troubles.len());
    assert!(words.iter().all(|sentence| sentence.ends_with('.') && sentence.contains("cop")));
}

proptest! {
    /// Whatever passes is what a browser, too, takes for an address on Debitura's site.
    #[test]
    fn what_passes_begins_with_https_and_debituras_host(link in "(https://)?[a-z.@:/\\\\%#?-]{0,12}(debitura\\.com)?[\\PC]{0,8}") {
        if let Ok(passed) = check(Some(&link)) {
            let rest = passed.strip_prefix("https://").unwrap();
            let host = rest.split(['/', '?', '#']).next().unwrap();
            prop_assert!(host == "debitura.com" || host.ends_with(".debitura.com"));
            prop_assert!(passed.is_ascii());
        }
    }
}
