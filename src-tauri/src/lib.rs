//! The shell: the only place that knows Tauri.

pub mod commands;
