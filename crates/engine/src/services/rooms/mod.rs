//! The room list, a room's head, and the reader's coming and going.

mod calls;
mod deeds;
mod ear;
mod gaps;
mod head;
mod keeper;
mod list;
mod matching;
mod order;
mod rules;
mod scope;
mod sorted;
mod suggest;
mod words;

pub use calls::{
    awaited_room, handle_find_direct_chat, handle_find_room, handle_join_room, handle_leave_room,
    known_room, servers_of,
};
pub use deeds::{
    handle_link_to_room, handle_mark_as_unread, handle_set_notifications, handle_tag_room,
};
pub use head::open_room;
pub use list::{RoomList, open_room_list};
pub use suggest::handle_suggest_rooms;
