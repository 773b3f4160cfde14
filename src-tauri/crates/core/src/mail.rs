//! An e-mail as an address (`mailto:`, RFC 6068) that the system's mail program opens. Nothing that a person typed can add a header,
//! another recipient or another address: everything but letters and digits is percent-encoded.
//!
//! Attachments and HTML are not part of the scheme, and programs differ in what else they take; subject and text are what all
//! of them do.

/// Longer addresses are cut off or refused somewhere between Windows and the mail program, without a word.
pub const MAILTO_CHARS_MAX: usize = 2_000;

/// The longest address that mail can be sent to (RFC 5321 with its erratum 1690).
const ADDRESS_CHARS_MAX: usize = 254;

/// An e-mail to be opened; nothing when it is longer than [`MAILTO_CHARS_MAX`]. A recipient that is none is left out, so
/// that the person fills it in.
#[must_use]
pub fn mailto(recipient: Option<&str>, subject: &str, text: Option<&str>) -> Option<String> {
    let mut url = "mailto:".to_owned();
    if let Some(recipient) = recipient.map(str::trim).filter(|recipient| is_address(recipient)) {
        encode(recipient, "@", &mut url);
    }
    url.push_str("?subject=");
    let one_line: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    encode(one_line.trim(), "", &mut url);
    if let Some(text) = text {
        url.push_str("&body=");
        // Line ends are CRLF there, however they were typed.
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        for (at, line) in lines.split('\n').enumerate() {
            if at > 0 {
                url.push_str("%0D%0A");
            }
            let line: String = line.chars().filter(|c| *c == '\t' || !c.is_control()).collect();
            encode(&line, "", &mut url);
        }
    }
    (url.len() <= MAILTO_CHARS_MAX).then_some(url)
}

/// Whether a text is one e-mail address and nothing else: no name beside it, no second one, nothing that a mail program would
/// take for a header. Letters of any alphabet, since there are such mailboxes; quoted names before the `@`, which nobody
/// uses, are refused.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((person, host)) = text.split_once('@') else { return false };
    let dotted =
        |text: &str, fits: fn(char) -> bool| text.split('.').all(|part| !part.is_empty() && part.chars().all(fits));
    text.chars().count() <= ADDRESS_CHARS_MAX
        && dotted(person, |c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
        && dotted(host, |c| c.is_alphanumeric() || c == '-')
        && host.contains('.')
}

fn encode(text: &str, kept: &str, into: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        let c = char::from(byte);
        if byte.is_ascii_alphanumeric() || "-._~".contains(c) || (byte.is_ascii() && kept.contains(c)) {
            into.push(c);
        } else {
            into.push('%');
            let digits = [byte >> 4, byte & 15].into_iter().filter_map(|digit| HEX.get(usize::from(digit)));
            into.extend(digits);
        }
    }
}
