//! What is known of a room beyond its head: who is in it, how one gets in, and what leaving it means.

mod info;
mod knocks;
mod leaving;
mod members;

pub use info::{access, open_room_info};
pub use knocks::{handle_turn_away, open_knocks};
pub use leaving::{
    handle_check_leaving, handle_forget_room, handle_make_admin, handle_report_room, is_sole_admin,
};
pub use members::open_members;
