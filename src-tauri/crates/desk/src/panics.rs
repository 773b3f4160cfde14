//! What a panic may say: where, and nothing else. Its message can repeat whatever was at hand, a name or a secret; the program
//! writes no log, and standard error is the one place where such a message would end up.

use std::panic;

/// From now on a panic tells its place alone. Call it first.
pub fn silence_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        // Nothing more can be done when that fails too.
        let _ = std::io::Write::write_all(
            &mut std::io::stderr(),
            format!("Something went wrong inside Partner Desk{place}.\n").as_bytes(),
        );
    }));
}
