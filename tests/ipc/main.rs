#![expect(clippy::expect_used, reason = "a failed expectation is the test's verdict")]
//! What crosses between the shell and the webview.

mod lists;
mod types;
