//! What the webview may ask of the shell.

pub mod types;
