//! The room list, a room's head, and the reader's coming and going.

mod calls;
mod ear;
mod head;
mod keeper;
mod list;
mod matching;
mod order;

pub use calls::{
    awaited_room, handle_find_direct_chat, handle_find_room, handle_join_room, handle_leave_room,
    known_room,
};
pub use head::open_room;
pub use list::{RoomList, open_room_list};
