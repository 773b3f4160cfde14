//! Sort keys of a locale.
