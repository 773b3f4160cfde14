//! Which of the links that come from the server may be copied or opened. A bad record at the server must not turn this
//! program into one that passes phishing on, so the rule is strict and what breaks it is only shown as text.
//!
//! By hand and not with a URL library: those mend what they read (blanks, backslashes, missing slashes, look-alike
//! letters), and a browser may mend it differently.

use thiserror::Error;

/// Debitura's site. Onboarding and upgrade links are on `referral.`, approvals on `app.` (contract section 14); the test
/// environment's hosts are not documented, but are Debitura's to name.
const SITE: &str = "debitura.com";

/// Characters of a link at most: more fits no browser's address bar and no real link has as many.
pub const LINK_CHARS_MAX: usize = 2_048;

/// Why a link may be neither copied nor opened. `Display` is a sentence for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum LinkTrouble {
    /// There is none.
    #[error("Debitura sends no link for this customer, so there is nothing to copy or to open.")]
    Missing,
    /// No plain web address: a user name, a port, a backslash, a character that is hidden or not of the basic alphabet, or
    /// no address at all.
    #[error(
        "The link that Debitura sent is not a plain web address. It is shown, but neither copied nor opened. Ask Debitura for a new one."
    )]
    Malformed,
    /// Another scheme.
    #[error(
        "The link that Debitura sent does not begin with https. It is shown, but neither copied nor opened. Ask Debitura for a new one."
    )]
    NotHttps,
    /// Another site.
    #[error(
        "The link that Debitura sent leads to another site than Debitura's. It is shown, but neither copied nor opened. Ask Debitura about it before anybody uses it."
    )]
    ForeignHost,
}

/// The link, when it is a plain https address on Debitura's site.
///
/// # Errors
/// [`LinkTrouble`], the first that is found.
pub fn check(link: Option<&str>) -> Result<&str, LinkTrouble> {
    let link = link.filter(|link| !link.trim().is_empty()).ok_or(LinkTrouble::Missing)?;
    if link.len() > LINK_CHARS_MAX || !link.chars().all(is_plain) {
        return Err(LinkTrouble::Malformed);
    }
    let (scheme, rest) = link.split_once(':').ok_or(LinkTrouble::Malformed)?;
    if !scheme.eq_ignore_ascii_case("https") {
        let is_scheme = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        return Err(if is_scheme { LinkTrouble::NotHttps } else { LinkTrouble::Malformed });
    }
    let rest = rest.strip_prefix("//").ok_or(LinkTrouble::Malformed)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if !host.split('.').all(is_label) {
        return Err(LinkTrouble::Malformed);
    }
    let host = host.to_ascii_lowercase();
    let is_ours = host.strip_suffix(SITE).is_some_and(|below| below.is_empty() || below.ends_with('.'));
    if is_ours && !host.split('.').any(|label| label.starts_with("xn--")) {
        Ok(link)
    } else {
        Err(LinkTrouble::ForeignHost)
    }
}

/// What may stand in a link: printable, of the basic alphabet, and nothing that two programs read in two ways.
fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '\\' | '<' | '>' | '"' | '^' | '`' | '{' | '|' | '}')
}

/// A part of a host between dots. No `@`, `:` and `%` among its characters: that refuses user names, ports and disguises.
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}
