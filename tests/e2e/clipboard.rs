//! The system's clipboard, read by another program.

use std::process::Command;

/// What it holds. The program that copied has to live: on X the owner hands the text over.
pub(crate) fn text() -> String {
    let read = Command::new("xclip").args(["-selection", "clipboard", "-out"]).output().expect("xclip runs");
    String::from_utf8(read.stdout).unwrap()
}
