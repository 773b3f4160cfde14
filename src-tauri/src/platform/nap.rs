//! macOS puts a program that nobody looks at to sleep (App Nap): its timers then come late, and with them every refresh. A desk that
//! is left open all day is to be up to date when it is looked at.

/// Keeps the program awake for as long as it runs; the computer itself still falls asleep as usual.
#[cfg(target_os = "macos")]
pub(crate) fn prevent() {
    use objc2_foundation::{NSActivityOptions, NSProcessInfo, ns_string};

    let options = NSActivityOptions::UserInitiatedAllowingIdleSystemSleep;
    let reason = ns_string!("Keeps the data up to date");
    // The activity lasts until this is let go, which is never.
    std::mem::forget(NSProcessInfo::processInfo().beginActivityWithOptions_reason(options, reason));
}

#[cfg(not(target_os = "macos"))]
pub(crate) fn prevent() {}
