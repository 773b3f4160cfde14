//! Sort keys of a locale: texts sort as people of that place sort them, with numbers in them by value.
//!
//! SQLite stores the keys beside the texts and compares bytes. A collation function registered with SQLite was rejected:
//! an index made with it is damaged by any connection, or any later version, that sorts otherwise.

use std::cmp::Ordering;
use std::sync::Arc;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

/// The data that keys are made from. Keys of another version must not be compared with these.
const KEY_DATA: &str = "icu_collator_data 2.4.0, numeric, 200";

/// Characters of a text that its place depends on: keys of names, not of novels.
pub const KEY_CHARS_MAX: usize = 200;

/// How the texts of one locale are ordered. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Collation {
    /// Nothing only if the order of Unicode itself were missing from the program.
    collator: Option<Arc<CollatorBorrowed<'static>>>,
    locale: String,
}

impl Collation {
    /// The order of a locale given as a BCP 47 tag, or as Unix writes it (`da_DK.UTF-8`). A tag that cannot be read is
    /// taken as `und`, and a language without an order of its own has Unicode's.
    #[must_use]
    pub fn new(locale: &str) -> Self {
        let locale = read_tag(locale);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut root = CollatorPreferences::default();
        root.numeric_ordering = preferences.numeric_ordering;
        let collator = CollatorBorrowed::try_new(preferences, CollatorOptions::default())
            .or_else(|_| CollatorBorrowed::try_new(root, CollatorOptions::default()))
            .ok();
        Self { collator: collator.map(Arc::new), locale: locale.to_string() }
    }

    /// The tag that the order belongs to; `und` for one that could not be read.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// Names the locale and the data behind the keys. Stored keys with another stamp have to be made again.
    #[must_use]
    pub fn stamp(&self) -> String {
        format!("{} {KEY_DATA}", self.locale)
    }

    /// The key of a text: bytes that compare as [`Collation::compare`] compares the texts.
    #[must_use]
    pub fn key(&self, text: &str) -> Vec<u8> {
        let text = head(text);
        let mut key = Vec::new();
        if let Some(collator) = &self.collator {
            let Ok(()) = collator.write_sort_key_to(text, &mut key);
        } else {
            key.extend_from_slice(text.as_bytes());
        }
        key
    }

    /// Which of two texts comes first, by their first [`KEY_CHARS_MAX`] characters. Missing texts are the caller's affair.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let (a, b) = (head(a), head(b));
        self.collator.as_ref().map_or_else(|| a.cmp(b), |collator| collator.compare(a, b))
    }
}

/// The part of a text that counts.
fn head(text: &str) -> &str {
    let end = text.char_indices().nth(KEY_CHARS_MAX).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn read_tag(text: &str) -> Locale {
    let tag = text.trim().split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    match tag.as_str() {
        // What Unix calls no locale at all would otherwise pass for a language.
        "C" | "POSIX" => Locale::UNKNOWN,
        tag => tag.parse().unwrap_or(Locale::UNKNOWN),
    }
}
