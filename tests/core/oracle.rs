//! Folding and finding once more, as slowly and as plainly as the rules can be written: whole strings, one rule after the
//! other, windows instead of searches. And texts in which every rule has something to do.

use desk_core::search::FieldKind;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

const LETTERS: &[(&str, &str)] = &[
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ł", "l"),
    ("đ", "d"),
    ("ð", "d"),
    ("þ", "th"),
    ("ı", "i"),
    ("ħ", "h"),
    ("ŧ", "t"),
    ("ŋ", "n"),
    ("ς", "σ"),
    ("’", "'"),
    ("‘", "'"),
    ("´", "'"),
    ("`", "'"),
    ("“", "\""),
    ("”", "\""),
    ("«", "\""),
    ("–", "-"),
    ("—", "-"),
    ("‐", "-"),
    ("−", "-"),
];

const SHAPELESS: &[char] = &['\u{ad}', '\u{200b}', '\u{200d}', '\u{200e}', '\u{feff}', '\u{fe0f}', '\u{202e}'];

fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn is_mark(c: &char) -> bool {
    canonical_combining_class(*c) != 0
}

fn replace_letters(mut text: String, digraph: bool) -> String {
    text = text.replace('ø', if digraph { "oe" } else { "o" });
    for (from, to) in LETTERS {
        text = text.replace(from, to);
    }
    text
}

/// Lower case, replaced letters, NFKD, all that again, digraphs, no marks, single blanks.
pub(crate) fn fold(text: &str, digraph: bool) -> String {
    let visible: String = text.chars().filter(|c| !SHAPELESS.contains(c)).collect();
    let first = replace_letters(lower(&visible), digraph);
    let second = replace_letters(lower(&first.nfkd().collect::<String>()), digraph);
    let mut unmarked = String::new();
    let chars: Vec<char> = second.chars().collect();
    for (at, c) in chars.iter().enumerate().filter(|(_, c)| !is_mark(c)) {
        unmarked.push(*c);
        let mut marks = chars[at + 1..].iter().take_while(|c| is_mark(c));
        let substitute = marks.find_map(|mark| match (c, mark) {
            ('a' | 'o' | 'u', '\u{308}') => Some('e'),
            ('a', '\u{30a}') => Some('a'),
            _ => None,
        });
        unmarked.extend(substitute.filter(|_| digraph));
    }
    let blanked: String = unmarked.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    blanked.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every form under which a field can be found.
pub(crate) fn forms(text: &str, kind: FieldKind) -> Vec<String> {
    let mut forms = vec![fold(text, false), fold(text, true)];
    if kind == FieldKind::Reference {
        forms.extend([letters_and_digits(&forms[0]), letters_and_digits(&forms[1])]);
    }
    forms
}

/// What any one of which finds a word; nothing for a word that folds to nothing.
pub(crate) fn alternatives(word: &str) -> Vec<String> {
    let spelled = [fold(word, false), fold(word, true)];
    let mut all: Vec<String> = spelled.to_vec();
    all.extend(spelled.iter().map(|s| letters_and_digits(s)).filter(|s| s.contains(char::is_numeric)));
    all.retain(|alternative| !alternative.is_empty());
    all
}

/// Whether a row with these fields answers a typed text.
pub(crate) fn row_matches(fields: &[(String, FieldKind)], typed: &str) -> bool {
    let head: String = typed.chars().take(200).collect();
    let mut words =
        head.split(|c: char| c.is_whitespace() || c.is_control()).map(alternatives).filter(|a| !a.is_empty());
    words.all(|word| {
        fields.iter().any(|(text, kind)| forms(text, *kind).iter().any(|form| word.iter().any(|w| holds(form, w))))
    })
}

/// Whether a text holds a part, window by window.
pub(crate) fn holds(text: &str, part: &str) -> bool {
    let (text, part): (Vec<char>, Vec<char>) = (text.chars().collect(), part.chars().collect());
    text.windows(part.len()).any(|window| window == part)
}

/// Characters that meet every rule of folding, and plain ones to meet each other among them.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let characters = prop::sample::select(
        "aaabbeellmmnnoorrssuu  --11220ABDEÄäÖöÜüåÅøØæÆßẞœłŁđıİIſςΣσﬁĳ™½²ｱＡが한ḋǖǿé’´`“–—−/._#%\t\n\u{0}\u{a0}\u{308}\u{308}\u{30a}\u{301}\u{323}\u{200b}\u{200d}\u{ad}\u{fe0f}\u{feff}😀👩🏽ที่कि"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop::collection::vec(characters, 0..24).prop_map(String::from_iter)
}

/// Typed texts that have a chance: parts of a text, in another spelling.
pub(crate) fn typed_for(text: String) -> impl Strategy<Value = (String, String)> {
    let count = text.chars().count();
    (0..=count, 0..=count, 0_usize..6, texts()).prop_map(move |(a, b, way, other)| {
        let part: String = text.chars().skip(a.min(b)).take(a.abs_diff(b)).collect();
        let typed = match way {
            0 => part,
            1 => part.to_uppercase(),
            2 => fold(&part, false),
            3 => fold(&part, true),
            4 => letters_and_digits(&fold(&part, false)),
            _ => format!("{part} {other}"),
        };
        (text.clone(), typed)
    })
}

/// Either kind of field.
pub(crate) fn kinds() -> impl Strategy<Value = FieldKind> {
    prop_oneof![Just(FieldKind::Text), Just(FieldKind::Reference)]
}
