//! The name that a save dialog proposes, and the extension that a person left out.

use std::path::{Path, PathBuf};

use desk_core::cell::date_text;
use desk_core::time::CivilDate;

/// A name such as `Partner Desk cases pending 2026-11-22.csv`: the view, its tab unless that is `all`, `search` when only
/// the rows found by one are in it, and the day. What was searched for stays out of it: it would put a debtor's name into
/// folder listings and backups. Only letters, digits, blanks and dashes are taken over, so that every disk takes the name.
#[must_use]
pub fn file_name(view: &str, tab: &str, search_active: bool, date: CivilDate) -> String {
    let mut words = vec!["Partner Desk".to_owned(), plain(view)];
    if tab != "all" {
        words.push(plain(tab));
    }
    if search_active {
        words.push("search".to_owned());
    }
    words.push(date_text(date));
    words.retain(|word| !word.is_empty());
    format!("{}.csv", words.join(" "))
}

fn plain(word: &str) -> String {
    let kept: String = word.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect();
    kept.trim().to_owned()
}

/// Adds an extension (`csv`) unless the name ends with it in any case. Nothing is replaced: `Q3.2` becomes `Q3.2.csv`. Whether
/// a file of the longer name is there has to be asked again: the dialog asked about the shorter one.
#[must_use]
pub fn with_extension(path: &Path, extension: &str) -> PathBuf {
    let name = path.as_os_str().to_string_lossy();
    if name.to_ascii_lowercase().ends_with(&format!(".{extension}")) {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// Whether Windows takes a file's name as that. It gives some names to devices, whatever their extension (`con.csv` would be
/// written onto the console), reads a colon as a stream within another file, and drops dots and blanks at the end.
#[must_use]
pub fn is_name_on_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = ["COM", "LPT"].into_iter().any(|device| {
        // Also by the superscript digits.
        stem.strip_prefix(device).is_some_and(|rest| {
            let mut digits = rest.chars();
            matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
        })
    });
    let device = numbered || matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$");
    let refused = |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*');
    !name.is_empty() && !device && !name.contains(refused) && !name.ends_with(['.', ' '])
}
