//! The two kinds of CSV: the one that the spreadsheet of this place opens with a double click, and the one for tools.

use desk_core::cell::DecimalMark;

/// How a file is written. Lines end with CR LF in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// For Excel: UTF-8 with a byte order mark, without which Excel takes it for an old code page.
    Excel {
        /// Between cells: the list separator of the region.
        separator: u8,
        /// In numbers.
        mark: DecimalMark,
    },
    /// For everything else: RFC 4180, comma between cells, point in numbers, no byte order mark.
    Plain,
}

/// Regions that write a decimal comma, whatever the language.
const COMMA_REGIONS: &[&str] = &[
    "AL", "AM", "AO", "AR", "AT", "AX", "AZ", "BA", "BE", "BG", "BO", "BR", "BY", "CL", "CO", "CR", "CZ", "DE", "DK",
    "EC", "EE", "ES", "FI", "FO", "FR", "GE", "GL", "GR", "HR", "HU", "ID", "IS", "IT", "KZ", "LT", "LU", "LV", "MD",
    "ME", "MK", "MZ", "NL", "NO", "PL", "PT", "PY", "RO", "RS", "RU", "SE", "SI", "SJ", "SK", "SM", "TR", "UA", "UY",
    "UZ", "VA", "VE", "VN", "XK", "ZA",
];

/// Regions that write a decimal point, whatever the language.
const POINT_REGIONS: &[&str] = &[
    "419", "AU", "CN", "CU", "DO", "GB", "GT", "HK", "HN", "IE", "IL", "IN", "JP", "KR", "MT", "MX", "MY", "NI", "NZ",
    "PA", "PE", "PH", "PR", "SG", "SV", "TH", "TW", "US",
];

/// Languages that write a decimal comma where the region does not say.
const COMMA_LANGUAGES: &[&str] = &[
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fo", "fr", "gl", "hr", "hu",
    "hy", "id", "is", "it", "ka", "kk", "kl", "lb", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru",
    "se", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
];

impl Profile {
    /// What the Excel of a locale, given as BCP 47 or Unix tag, opens without being asked: semicolon and decimal comma, or
    /// comma and decimal point. Switzerland writes a point (in French a comma), and a semicolon all the same.
    #[must_use]
    pub fn excel_for(locale: &str) -> Self {
        let (language, region) = language_and_region(locale);
        let mark = mark_of(&language, region.as_deref());
        let swiss = matches!(region.as_deref(), Some("CH" | "LI"));
        let separator = if mark == DecimalMark::Comma || swiss { b';' } else { b',' };
        Self::Excel { separator, mark }
    }

    /// Between cells.
    #[must_use]
    pub fn separator(self) -> u8 {
        match self {
            Self::Excel { separator, .. } => separator,
            Self::Plain => b',',
        }
    }

    /// In numbers.
    #[must_use]
    pub fn mark(self) -> DecimalMark {
        match self {
            Self::Excel { mark, .. } => mark,
            Self::Plain => DecimalMark::Point,
        }
    }

    /// What the file starts with.
    pub(crate) fn byte_order_mark(self) -> &'static [u8] {
        match self {
            Self::Excel { .. } => b"\xef\xbb\xbf",
            Self::Plain => b"",
        }
    }
}

fn mark_of(language: &str, region: Option<&str>) -> DecimalMark {
    let comma = match region {
        // Two regions where the language decides.
        Some("CH" | "LI" | "CA") => language == "fr",
        Some(region) if COMMA_REGIONS.contains(&region) => true,
        Some(region) if POINT_REGIONS.contains(&region) => false,
        _ => COMMA_LANGUAGES.contains(&language),
    };
    if comma { DecimalMark::Comma } else { DecimalMark::Point }
}

/// `zh-Hant-TW` is `zh` and `TW`; `es-419` is `es` and `419`; `da_DK.UTF-8` is `da` and `DK`.
fn language_and_region(locale: &str) -> (String, Option<String>) {
    let tag = locale.trim().split(['.', '@']).next().unwrap_or_default();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let region = parts
        // A single letter starts the extensions, where two letters mean other things.
        .take_while(|part| part.len() > 1)
        .find(|part| {
            let letters = part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
            letters || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
        })
        .map(str::to_ascii_uppercase);
    (language, region)
}
