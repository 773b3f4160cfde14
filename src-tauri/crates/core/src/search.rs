//! Search text: what is stored to be searched, what a typed text asks for, and which parts of a shown text it hit.
//!
//! One definition of "found" for the cache, the highlights and the tests. It is not about SQL: the cache looks for the
//! alternatives of each term with whatever it has, in the one column that [`haystack`] filled. A full-text index with its
//! own tokens was rejected as the definition: it finds no part of a word shorter than its tokens.

mod fold;
mod rank;

use fold::{Folded, Spelling};
pub use rank::{Closeness, closeness};

use crate::query::SEARCH_CHARS_MAX;

/// Which folding made a haystack. Goes up with every change of what [`haystack`] returns, so that a cache can tell that
/// its column is of another version and fill it again.
pub const FOLDING_VERSION: u32 = 1;

/// The spelling under which texts are compared: lower case, NFKD, without marks, `ß` as `ss`, `ø` as `o`, `æ` as `ae`,
/// `ł` as `l` and so on; dashes, quotes and apostrophes of one kind each; blanks and control characters as single spaces;
/// characters without a shape left out. Folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    fold::plain(text, Spelling::Bare)
}

/// The other usual spelling without marks: `ä` as `ae`, `ö` and `ø` as `oe`, `ü` as `ue`, `å` as `aa`; else as [`fold`].
#[must_use]
pub fn fold_umlaut(text: &str) -> String {
    fold::plain(text, Spelling::Digraph)
}

/// What kind of text a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Names and the like.
    Text,
    /// A reference or a number, found with and without its punctuation.
    Reference,
}

/// One field of a row that is searched.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The text as shown; nothing when the row has none.
    pub text: Option<&'a str>,
    /// Its kind.
    pub kind: FieldKind,
}

impl<'a> Field<'a> {
    /// A field of plain text.
    #[must_use]
    pub fn text(text: Option<&'a str>) -> Self {
        Self { text, kind: FieldKind::Text }
    }

    /// A field with a reference.
    #[must_use]
    pub fn reference(text: Option<&'a str>) -> Self {
        Self { text, kind: FieldKind::Reference }
    }
}

/// What the cache stores of a row to be searched: every form of every field, one a line. No term holds a line break, so
/// none can match across two fields.
#[must_use]
pub fn haystack(fields: &[Field<'_>]) -> String {
    let mut lines = String::new();
    for field in fields {
        let Some(text) = field.text else { continue };
        let mut forms = vec![fold(text)];
        add(&mut forms, fold_umlaut(text));
        if field.kind == FieldKind::Reference {
            for spelled in forms.clone() {
                add(&mut forms, compact(&spelled));
            }
        }
        for form in forms.iter().filter(|form| !form.is_empty()) {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(form);
        }
    }
    lines
}

/// Adds a form that is not among the others yet.
fn add(forms: &mut Vec<String>, form: String) {
    if !forms.contains(&form) {
        forms.push(form);
    }
}

fn compact(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// One word of a typed text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    alternatives: Vec<String>,
}

impl Term {
    fn parse(word: &str) -> Option<Self> {
        let folded = fold(word);
        if folded.is_empty() {
            return None;
        }
        let mut alternatives = vec![folded];
        add(&mut alternatives, fold_umlaut(word));
        // A reference typed with its dash is also one that was stored without.
        for spelled in alternatives.clone() {
            let letters = compact(&spelled);
            if letters != spelled && letters.chars().any(char::is_numeric) {
                add(&mut alternatives, letters);
            }
        }
        Some(Self { alternatives })
    }

    /// The folded texts of which any one suffices: at least one, none of them empty, none with a line break. The first is
    /// the [`fold`] of the word.
    #[must_use]
    pub fn alternatives(&self) -> &[String] {
        &self.alternatives
    }
}

/// A typed text, cut into words that all have to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Terms {
    terms: Vec<Term>,
}

impl Terms {
    /// Reads at most the first [`SEARCH_CHARS_MAX`] characters. Words of which folding leaves nothing are ignored, and so
    /// are repeated ones.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let end = typed.char_indices().nth(SEARCH_CHARS_MAX).map_or(typed.len(), |(at, _)| at);
        let mut terms: Vec<Term> = Vec::new();
        let words = typed.get(..end).unwrap_or_default().split(|c: char| c.is_whitespace() || c.is_control());
        for term in words.filter_map(Term::parse) {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        Self { terms }
    }

    /// Whether nothing is asked for, which every row answers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The words.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether a row with this [`haystack`] holds every term, in any of its alternatives, as a part of any field.
    #[must_use]
    pub fn matches(&self, haystack: &str) -> bool {
        self.terms
            .iter()
            .all(|term| term.alternatives.iter().any(|alternative| haystack.contains(alternative.as_str())))
    }

    /// The parts of a shown text that any term hit, as UTF-16 `[start, end)`: sorted, apart from each other, and never
    /// between a character and the marks on it. The kind must be the one that the field has in the haystack.
    #[must_use]
    pub fn hits(&self, text: &str, kind: FieldKind) -> Vec<(u32, u32)> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut forms = vec![fold::with_origins(text, Spelling::Bare)];
        let digraph = fold::with_origins(text, Spelling::Digraph);
        if forms.iter().all(|form| form.text != digraph.text) {
            forms.push(digraph);
        }
        if kind == FieldKind::Reference {
            let compact: Vec<Folded> = forms.iter().map(Folded::compact).collect();
            forms.extend(compact);
        }
        let alternatives = self.terms.iter().flat_map(Term::alternatives);
        let found =
            alternatives.flat_map(|alternative| forms.iter().flat_map(|form| occurrences(form, alternative))).collect();
        merged(found)
    }
}

/// Where a needle occurs in a form, overlapping ones included, as parts of the original text.
fn occurrences<'a>(form: &'a Folded, needle: &'a str) -> impl Iterator<Item = (u32, u32)> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = from + form.text.get(from..)?.find(needle)?;
        let last = (first + needle.len()).checked_sub(1)?;
        from = first + form.text.get(first..)?.chars().next()?.len_utf8();
        Some((form.origins.get(first)?.start, form.origins.get(last)?.end))
    })
}

/// Sorts ranges and joins those that overlap or touch.
fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (start, end) in ranges {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}
