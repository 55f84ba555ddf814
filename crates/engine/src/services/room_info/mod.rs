//! What is known of a room beyond its head: who is in it, how one gets in, and what leaving it means.

mod info;
mod leaving;
mod members;

pub use info::open_room_info;
pub use leaving::{handle_check_leaving, handle_forget_room, handle_make_admin};
pub use members::open_members;
