//! Rooms that the account is not in: finding them, looking at them from outside, going in.

mod address;
mod enter;
mod preview;
mod search;

pub use address::handle_read_address;
pub use enter::{handle_enter_room, handle_knock_room};
pub use preview::{access, bounded, handle_preview_room};
pub use search::handle_find_public_rooms;
