//! What a search finds, said a second time and as plainly as possible (PRODUCT: *Cases*, search box).

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// Small letters without marks. With `digraphs` a German or Nordic vowel becomes two letters instead.
pub(crate) fn fold(text: &str, digraphs: bool) -> String {
    if text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'`') {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::new();
    for c in text.nfc() {
        for small in c.to_lowercase() {
            let two = match small {
                'ä' | 'æ' => "ae",
                'ö' | 'ø' | 'œ' => "oe",
                'ü' => "ue",
                'å' => "aa",
                _ => "",
            };
            match small {
                _ if digraphs && !two.is_empty() => folded.push_str(two),
                'æ' | 'œ' => folded.push_str(two),
                'ø' => folded.push('o'),
                'ß' => folded.push_str("ss"),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'þ' => folded.push_str("th"),
                'ı' => folded.push('i'),
                '’' | '‘' | '´' | '`' => folded.push('\''),
                '“' | '”' | '«' | '»' => folded.push('"'),
                '–' | '—' => folded.push('-'),
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
                c if c.is_whitespace() || c.is_control() => folded.push(' '),
                c => folded.extend(std::iter::once(c).nfkd().filter(|part| canonical_combining_class(*part) == 0)),
            }
        }
    }
    folded.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The texts of a row that are searched, in every spelling that may be typed for them, one a line.
#[derive(Debug, Default)]
pub(crate) struct Searched(String);

impl Searched {
    fn add(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    pub(crate) fn name(mut self, text: Option<&str>) -> Self {
        let Some(text) = text else { return self };
        let (plain, digraphs) = (fold(text, false), fold(text, true));
        self.add(&plain);
        if plain != digraphs {
            self.add(&digraphs);
        }
        self
    }

    pub(crate) fn reference(mut self, text: Option<&str>) -> Self {
        self = self.name(text);
        let Some(text) = text else { return self };
        self.add(&letters(&fold(text, false)));
        self.add(&letters(&fold(text, true)));
        self
    }

    /// Every word in any field.
    pub(crate) fn answers(&self, wanted: &Wanted) -> bool {
        wanted.0.iter().all(|spellings| spellings.iter().any(|one| self.0.contains(one)))
    }
}

/// A typed text: its words, each in the spellings of which one has to be found.
pub(crate) struct Wanted(Vec<Vec<String>>);

impl Wanted {
    pub(crate) fn parse(typed: &str) -> Self {
        let typed: String = typed.chars().take(200).collect();
        let words = typed.split(|c: char| c.is_whitespace() || c.is_control());
        let spellings = words.map(|word| {
            let mut spellings = vec![fold(word, false), fold(word, true)];
            // A number may have been stored without its punctuation.
            let bare: Vec<String> = spellings.iter().map(|word| letters(word)).collect();
            spellings.extend(bare.into_iter().filter(|word| word.chars().any(char::is_numeric)));
            spellings.sort();
            spellings.dedup();
            spellings
        });
        Self(spellings.filter(|spellings| !spellings[0].is_empty()).collect())
    }
}
