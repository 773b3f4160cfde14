//! How closely a found text answers what was typed: for lists that show a few of many rows and have to begin with the one meant.

use super::{FieldKind, compact, fold, fold_umlaut};

/// How closely. The closest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// It is what was typed.
    Same,
    /// It begins with it.
    Begins,
    /// One of its words begins with it.
    BeginsWord,
    /// It holds it somewhere, or in parts, or not at all.
    Other,
}

/// How closely a text answers what was typed. A reference is the same whatever its punctuation, and where only digits were
/// typed, also without the letters that it begins with: `12345` is DEB-12345, and 1DEB-2345 is not.
#[must_use]
pub fn closeness(typed: &str, text: Option<&str>, kind: FieldKind) -> Closeness {
    let Some(text) = text else { return Closeness::Other };
    let (typed, text) = (typed.trim(), text.trim());
    let pairs = [(fold(typed), fold(text)), (fold_umlaut(typed), fold_umlaut(text))];
    pairs.into_iter().map(|(typed, text)| of_folded(&typed, &text, kind)).min().unwrap_or(Closeness::Other)
}

fn of_folded(typed: &str, text: &str, kind: FieldKind) -> Closeness {
    match kind {
        FieldKind::Reference => of_reference(&compact(typed), &compact(text)),
        FieldKind::Text => of_text(typed, text),
    }
}

fn of_reference(typed: &str, reference: &str) -> Closeness {
    if typed.is_empty() {
        return Closeness::Other;
    }
    let number = reference.trim_start_matches(|c: char| !c.is_numeric());
    if typed == reference || (typed == number && typed.chars().all(char::is_numeric)) {
        Closeness::Same
    } else if reference.starts_with(typed) || number.starts_with(typed) {
        Closeness::Begins
    } else {
        Closeness::Other
    }
}

fn of_text(typed: &str, text: &str) -> Closeness {
    if typed.is_empty() {
        Closeness::Other
    } else if typed == text {
        Closeness::Same
    } else if text.starts_with(typed) {
        Closeness::Begins
    } else if text.split(|c: char| !c.is_alphanumeric()).any(|word| !word.is_empty() && word.starts_with(typed)) {
        Closeness::BeginsWord
    } else {
        Closeness::Other
    }
}
