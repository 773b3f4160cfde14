//! Keeps the data folder out of the computer's backups, where the system has a word for that: a stolen backup then holds not even
//! the encrypted file. What is in it can be had from Debitura again, but for the history of changes, which is not worth that.
//!
//! Windows knows no such mark that a user may set; its local application data is outside of what its own *File History* copies.

use std::path::Path;

/// Marks it for Time Machine, and whoever else asks Foundation. A disk that takes no marks is no reason not to work.
#[cfg(target_os = "macos")]
#[expect(unsafe_code, reason = "a static of Foundation, and a value whose type only its documentation says: a boolean")]
pub(crate) fn exclude(folder: &Path) {
    use objc2_foundation::{NSNumber, NSURL, NSURLIsExcludedFromBackupKey};

    let Some(url) = NSURL::from_directory_path(folder) else { return };
    let yes = NSNumber::new_bool(true);
    // SAFETY: the key is never null once Foundation is loaded, and takes a boolean in an NSNumber.
    let _ = unsafe { url.setResourceValue_forKey_error(Some((*yes).as_ref()), NSURLIsExcludedFromBackupKey) };
}

#[cfg(not(target_os = "macos"))]
pub(crate) fn exclude(_: &Path) {}
