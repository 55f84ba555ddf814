//! Plain snapshots made into what views show: no view, no browser.

pub mod change;
pub mod grouping;
pub mod message;
pub mod preview;
pub mod room;
pub mod unread;
