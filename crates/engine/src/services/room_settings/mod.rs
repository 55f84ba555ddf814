//! A room's or space's settings: what they are, and the changes to them.

mod address;
mod change;
mod follow;

pub use address::handle_set_room_address;
pub use change::{
    handle_remove_room_picture, handle_set_access, handle_set_room_name, handle_set_room_picture,
    handle_set_room_topic, handle_set_world_readable,
};
pub use follow::open_room_settings;
