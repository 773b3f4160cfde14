//! What every room of Partner Desk agrees on: ids, money, times, statuses, revenue stages, rows, queries, search text,
//! sort keys, CSV cells, e-mails to be opened, and why there is no fee.
//!
//! Nothing here does I/O, reads a clock or spawns anything, so nothing here can fail for reasons outside its arguments.
//! Wire JSON is not known here (that is `desk-api`), SQL is not (that is `desk-store`), and neither is the UI.

pub mod cell;
pub mod close_code;
pub mod collate;
pub mod fee;
pub mod ids;
pub mod lifecycle;
pub mod link;
pub mod mail;
pub mod money;
pub mod query;
pub mod remote;
pub mod rows;
pub mod search;
pub mod secret;
pub mod stage;
pub mod standing;
pub mod tidings;
pub mod time;
