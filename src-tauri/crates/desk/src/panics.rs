//! What a panic may say: where, and nothing else. Its message can repeat whatever was at hand, a name or a secret.

use std::panic;

use crate::journal;

/// From now on a panic tells its place alone. Call it first.
pub fn silence_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        journal::note_panic(&place);
        // Nothing more can be done when that fails too.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            format!("Something went wrong inside Partner Desk{place}.\n").as_bytes(),
        );
    }));
}
