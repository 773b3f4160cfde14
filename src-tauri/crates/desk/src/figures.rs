//! Amounts in a letter: grouped and with the decimal mark of the place where it is written. Files and cells of a spreadsheet
//! stay without groups, which a program would not read.

use desk_core::cell::{DecimalMark, amount_text, decimal_text};
use desk_core::money::{Currency, Micros};
use desk_export::Profile;

/// Digits in a group, everywhere that such letters go.
const GROUP: usize = 3;

/// Languages that put a blank between groups; beside a decimal comma, the others have a point.
const BLANK_LANGUAGES: &[&str] =
    &["bg", "cs", "et", "fi", "fr", "hu", "lt", "lv", "nb", "nn", "no", "pl", "ru", "sk", "sv", "uk"];

/// How a place writes amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    mark: DecimalMark,
    /// Between groups; a blank is one that no line breaks at.
    group: char,
}

impl Figures {
    /// Those of a locale, given as BCP 47 or Unix tag.
    pub(crate) fn of(locale: &str) -> Self {
        let mark = Profile::excel_for(locale).mark();
        let tag = locale.split(['.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        let region = tag.rsplit(['-', '_']).next().unwrap_or_default();
        let group = match mark {
            _ if matches!(region, "ch" | "li") => '\u{2019}',
            DecimalMark::Point => ',',
            DecimalMark::Comma if BLANK_LANGUAGES.contains(&language) => '\u{a0}',
            DecimalMark::Comma => '.',
        };
        Self { mark, group }
    }

    /// An amount with its currency, where it has one.
    pub(crate) fn amount(self, amount: Micros, currency: Option<&Currency>) -> String {
        match currency {
            Some(currency) => {
                format!("{} {}", self.grouped(&amount_text(amount, currency, self.mark)), currency.as_str())
            }
            None => self.grouped(&decimal_text(amount, self.mark)),
        }
    }

    fn grouped(self, digits: &str) -> String {
        let whole = digits.chars().position(|c| c == self.mark.as_char()).unwrap_or_else(|| digits.chars().count());
        let mut text = String::with_capacity(digits.len() + digits.len() / GROUP);
        for (at, c) in digits.chars().enumerate() {
            let left = whole.saturating_sub(at);
            let opens =
                at > 0 && left > 0 && left.is_multiple_of(GROUP) && text.ends_with(|c: char| c.is_ascii_digit());
            if opens {
                text.push(self.group);
            }
            text.push(c);
        }
        text
    }
}
