//! An e-mail as an address: whatever was typed, it is one e-mail with one subject and one text, and nothing else.

use desk_core::mail::{MAILTO_CHARS_MAX, is_address, mailto};
use proptest::prelude::*;

/// What a mail program reads out of the address: recipient, and the headers in order.
fn read(url: &str) -> (String, Vec<(String, String)>) {
    let rest = url.strip_prefix("mailto:").unwrap();
    let (to, query) = rest.split_once('?').unwrap();
    let headers = query.split('&').map(|header| {
        let (name, value) = header.split_once('=').unwrap();
        (name.to_owned(), decode(value))
    });
    (decode(to), headers.collect())
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn subject_and_text_arrive_as_they_are() {
    let url =
        mailto(Some("help@debitura.example"), "Case DEB-1: Müller & Søn", Some("Hello,\n50 % = half?\n#1")).unwrap();
    assert_eq!(
        url,
        "mailto:help@debitura.example?subject=Case%20DEB-1%3A%20M%C3%BCller%20%26%20S%C3%B8n\
         &body=Hello%2C%0D%0A50%20%25%20%3D%20half%3F%0D%0A%231"
    );
    let (to, headers) = read(&url);
    assert_eq!(to, "help@debitura.example");
    assert_eq!(headers[1], ("body".to_owned(), "Hello,\r\n50 % = half?\r\n#1".to_owned()));
}

#[test]
fn a_recipient_that_is_none_is_left_to_the_person() {
    for none in
        ["", " ", "debitura", "a@b@c", "a@b,c@d", "a@b?bcc=c@d", "a@b&cc=x", "a @b", "a@", "@b", "a@.b", "a@b%0Acc"]
    {
        assert!(!is_address(none), "{none}");
        assert!(mailto(Some(none), "x", None).unwrap().starts_with("mailto:?"), "{none}");
    }
    for one in ["help@debitura.com", "first.last+x@sub.example", "søren@example.dk"] {
        assert!(is_address(one), "{one}");
        assert_eq!(read(&mailto(Some(one), "x", None).unwrap()).0, one);
    }
    assert_eq!(mailto(Some(" help@debitura.com "), "x", None), mailto(Some("help@debitura.com"), "x", None));
}

#[test]
fn what_is_too_long_is_none() {
    let fits = "x".repeat(MAILTO_CHARS_MAX - "mailto:?subject=&body=".len());
    assert_eq!(mailto(None, "", Some(&fits)).map(|url| url.len()), Some(MAILTO_CHARS_MAX));
    assert_eq!(mailto(None, "", Some(&format!("{fits}x"))), None);
    // A letter of another script takes six characters, a line end too.
    assert_eq!(mailto(None, "", Some(&"ب".repeat(330))), None);
    assert_eq!(mailto(None, "", Some(&"\n".repeat(330))), None);
    assert!(mailto(None, "", Some(&"ب".repeat(320))).is_some());
}

proptest! {
    #[test]
    fn nothing_typed_becomes_a_header(to in any::<Option<String>>(), subject in ".{0,60}", text in "(.|\n|\r|\u{0}){0,80}") {
        if let Some(url) = mailto(to.as_deref(), &subject, Some(&text)) {
            prop_assert!(url.bytes().all(|byte| byte.is_ascii_graphic()));
            let (recipient, headers) = read(&url);
            prop_assert!(recipient.is_empty() || is_address(&recipient));
            let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
            prop_assert_eq!(names, ["subject", "body"]);
            prop_assert!(!headers[0].1.chars().any(char::is_control));
            let lines = text.replace("\r\n", "\n").replace('\r', "\n");
            let typed: String = lines.chars().filter(|c| "\n\t".contains(*c) || !c.is_control()).collect();
            prop_assert_eq!(headers[1].1.replace("\r\n", "\n"), typed);
        }
    }
}
