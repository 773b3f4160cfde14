//! What copying adds around a text without anybody seeing it.

/// Characters that show nothing or only space: blanks of every width, line ends, zero-width marks, soft hyphens, text
/// direction marks and the byte order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Quotes, brackets and the punctuation of a sentence: what stands around a GUID in an e-mail, a table or source code.
pub(crate) fn is_wrapping(c: char) -> bool {
    is_invisible(c)
        || matches!(
            c,
            '{' | '}' | '(' | ')' | '[' | ']' | '<' | '>' | '"' | '\'' | '`' | '´' | ',' | ';' | '.' | '\u{2018}'
                ..='\u{201F}' | '\u{2039}' | '\u{203A}' | '«' | '»'
        )
}

/// The dashes that word processors and web pages put in place of the plain one.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}
