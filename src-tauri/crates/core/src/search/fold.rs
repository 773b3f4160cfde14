//! Folding: the one spelling under which texts are compared, with the way back to the characters that it came from.
//!
//! Case folding by `unicode-casefold` and NFKD by itself were both rejected: neither turns `ø`, `ł` or `đ` into the letter
//! that people type instead, and neither remembers which character of the text a folded one stands for.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible, is_combining_mark};

/// Which of the two usual spellings without marks is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// The letter without its mark: `ü` is `u`, `ø` is `o`, `å` is `a`.
    Bare,
    /// The letter with its substitute: `ü` is `ue`, `ø` is `oe`, `å` is `aa`.
    Digraph,
}

/// A part of a text that is shown as one: a base character with the marks on it. UTF-16 units, `[start, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cluster {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A folded text and, for every byte of it, the cluster of the original that it came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// As long as `text` has bytes; never falls.
    pub(super) origins: Vec<Cluster>,
}

impl Folded {
    /// Letters and digits alone: what is left of `deb-12345` when somebody types `deb12345`.
    pub(super) fn compact(&self) -> Self {
        let mut compact = Self::default();
        for (at, c) in self.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            compact.text.push(c);
            compact.origins.extend(self.origins.get(at..at + c.len_utf8()).unwrap_or_default());
        }
        compact
    }
}

/// Folds a text and keeps the way back.
pub(super) fn with_origins(text: &str, spelling: Spelling) -> Folded {
    let mut folder = Folder::new(spelling, Some(Vec::with_capacity(text.len())));
    for (cluster, c) in clusters(text) {
        folder.cluster = cluster;
        folder.take(c);
    }
    Folded { text: folder.out, origins: folder.origins.unwrap_or_default() }
}

/// Folds a text.
pub(super) fn plain(text: &str, spelling: Spelling) -> String {
    let mut folder = Folder::new(spelling, None);
    text.chars().for_each(|c| folder.take(c));
    folder.out
}

struct Folder {
    spelling: Spelling,
    out: String,
    origins: Option<Vec<Cluster>>,
    cluster: Cluster,
    /// A blank is written only once something follows it: none leads, trails or repeats.
    blank_due: bool,
    /// The letter that a following diaeresis or ring would turn into a digraph.
    marked: Option<char>,
}

impl Folder {
    fn new(spelling: Spelling, origins: Option<Vec<Cluster>>) -> Self {
        Self {
            spelling,
            out: String::new(),
            origins,
            cluster: Cluster { start: 0, end: 0 },
            blank_due: false,
            marked: None,
        }
    }

    /// One character of the text. Lower case comes before and after decomposition: `İ` has to lose its dot as a mark, and
    /// compatibility characters such as `™` decompose into capitals.
    fn take(&mut self, c: char) {
        if c.is_ascii() {
            self.leaf(c.to_ascii_lowercase());
            return;
        }
        for lower in c.to_lowercase() {
            if let Some(letters) = special(lower, self.spelling) {
                letters.chars().for_each(|letter| self.emit(letter));
                continue;
            }
            decompose_compatible(lower, |part| part.to_lowercase().for_each(|part| self.leaf(part)));
        }
    }

    fn leaf(&mut self, c: char) {
        if c.is_whitespace() || c.is_control() {
            self.blank_due = !self.out.is_empty();
            self.marked = None;
        } else if canonical_combining_class(c) != 0 {
            self.mark(c);
        } else if is_invisible(c) {
            // Not even the end of a word.
        } else if let Some(letters) = special(c, self.spelling) {
            letters.chars().for_each(|letter| self.emit(letter));
        } else {
            self.emit(c);
            self.marked = Some(c);
        }
    }

    fn mark(&mut self, mark: char) {
        let substitute = match (self.marked, mark) {
            _ if self.spelling == Spelling::Bare => return,
            (Some('a' | 'o' | 'u'), '\u{308}') => 'e',
            (Some('a'), '\u{30a}') => 'a',
            _ => return,
        };
        self.emit(substitute);
    }

    fn emit(&mut self, c: char) {
        if std::mem::take(&mut self.blank_due) {
            self.write(' ');
        }
        self.write(c);
        self.marked = None;
    }

    fn write(&mut self, c: char) {
        self.out.push(c);
        if let Some(origins) = &mut self.origins {
            origins.extend(std::iter::repeat_n(self.cluster, c.len_utf8()));
        }
    }
}

/// Letters that no decomposition touches, and punctuation that people type in many ways.
fn special(c: char, spelling: Spelling) -> Option<&'static str> {
    Some(match c {
        'ø' if spelling == Spelling::Digraph => "oe",
        'ø' => "o",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ł' | 'ƚ' => "l",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ƀ' | 'ɓ' => "b",
        'ƒ' => "f",
        'ǥ' => "g",
        'ɨ' => "i",
        'ƶ' => "z",
        // The sigma at the end of a word is no other letter.
        'ς' => "σ",
        // Spacing accents stand for apostrophes in names that were typed in a hurry: O´Brien.
        '\u{b4}' | '`' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{2b9}' => "'",
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        _ => return None,
    })
}

/// Characters that have no shape of their own: joiners, direction marks, soft hyphens, variation selectors, enclosing rings.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{20dd}'..='\u{20e0}' | '\u{20e2}'..='\u{20e4}' | '\u{488}' | '\u{489}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is shown as a part of the one before it: marks, shapeless ones, the later parts of a Korean
/// syllable, skin colours.
fn continues(c: char) -> bool {
    is_combining_mark(c)
        || is_invisible(c)
        || matches!(c, '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Every character with its cluster.
fn clusters(text: &str) -> impl Iterator<Item = (Cluster, char)> {
    let mut chars = text.chars().peekable();
    let mut at = 0_u32;
    let mut cluster = Cluster { start: 0, end: 0 };
    std::iter::from_fn(move || {
        let c = chars.next()?;
        if at >= cluster.end {
            // A new one: look ahead as far as it reaches.
            cluster = Cluster { start: at, end: at.saturating_add(units(c)) };
            let mut ahead = chars.clone();
            let mut last = c;
            while let Some(next) = ahead.next_if(|next| continues(*next) || last == '\u{200d}') {
                cluster.end = cluster.end.saturating_add(units(next));
                last = next;
            }
        }
        at = at.saturating_add(units(c));
        Some((cluster, c))
    })
}

/// UTF-16 units of a character.
fn units(c: char) -> u32 {
    if u32::from(c) > 0xffff { 2 } else { 1 }
}
