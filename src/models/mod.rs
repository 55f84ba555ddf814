//! Plain snapshots made into what views show: no view, no browser.

pub mod grouping;
pub mod preview;
pub mod room;
