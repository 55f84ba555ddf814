//! Timelines: opening, paging, quotes, marking as read.

mod calls;
mod feed;
mod filter;
mod nearby;
mod pool;

pub use calls::{
    handle_link_to_message, handle_load_older, handle_load_quote, handle_mark_as_read,
};
pub use feed::open_timeline;
pub use pool::{OpenTimeline, Timelines};
