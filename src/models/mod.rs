//! Plain snapshots made into what views show: no view, no browser.

pub mod address;
pub mod change;
pub mod grouping;
pub mod message;
pub mod preview;
pub mod room;
pub mod space;
pub mod unread;
