//! One small adapter per thing that the operating system does for the shell.

pub(crate) mod browser;
pub(crate) mod clipboard;
pub(crate) mod mail;
pub(crate) mod menu;
pub(crate) mod message;
pub(crate) mod nap;
pub(crate) mod notification;
pub(crate) mod pages;
pub(crate) mod place;
pub(crate) mod save_dialog;
pub(crate) mod updater;
pub(crate) mod window;
