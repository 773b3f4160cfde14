//! What a list should be, said in the plainest way: filter all rows, sort all rows, take the window.

use std::cmp::Ordering;

use desk_core::collate::Collation;
use desk_core::search::{Field, Terms, haystack};

/// What people type, and what they should not be able to break anything with.
pub(crate) const SEARCHES: &[&str] = &[
    "",
    " ",
    "m",
    "mül",
    "muller",
    "mueller g",
    "deb 1230",
    "DEB12305",
    "12310",
    "oster strasse",
    "sohne",
    "%",
    "_",
    "'",
    "\"",
    "\\",
    "zzz nothing",
    "🦊",
    "شركة",
    "株式",
    "k/3",
    "item 2",
    "a b c d e f g h",
    "' OR 1=1 --",
    "\0",
    "nul",
];

/// Every search with one column of its own, and the first few with all: each column meets hits, few hits and none.
pub(crate) fn columns<C: Copy>(search: &str, all: &[C]) -> Vec<C> {
    match SEARCHES.iter().position(|one| *one == search) {
        Some(_) if ["", "mül", "deb 1230"].contains(&search) => all.to_vec(),
        Some(number) => vec![all[number % all.len()]],
        None => vec![all[search.len() % all.len()]],
    }
}

/// A value in its order.
pub(crate) enum Place<'a> {
    Text(Option<&'a str>),
    Number(Option<i64>),
}

/// Missing and blank last in both directions; equal ones stay equal, for the id to decide.
pub(crate) fn compare(collation: &Collation, descending: bool, a: &Place<'_>, b: &Place<'_>) -> Ordering {
    fn last<T>(a: Option<T>, b: Option<T>, descending: bool, compare: impl Fn(T, T) -> Ordering) -> Ordering {
        match (a, b) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) => {
                if descending {
                    compare(b, a)
                } else {
                    compare(a, b)
                }
            }
        }
    }
    let filled = |text: &Option<&'_ str>| text.is_some_and(|text| !text.trim().is_empty());
    match (a, b) {
        (Place::Text(a), Place::Text(b)) => {
            last((*a).filter(|_| filled(a)), (*b).filter(|_| filled(b)), descending, |a, b| collation.compare(a, b))
        }
        (Place::Number(a), Place::Number(b)) => last(*a, *b, descending, |a, b| a.cmp(&b)),
        _ => unreachable!("one column has one kind"),
    }
}

pub(crate) fn finds(search: &str, fields: &[Field<'_>]) -> bool {
    let filled: Vec<Field<'_>> =
        fields.iter().copied().filter(|field| field.text.is_some_and(|text| !text.trim().is_empty())).collect();
    Terms::parse(search).matches(&haystack(&filled))
}
