//! Spaces: the bar beside the room list, what is in a space, and what its people do with it.

use serde::{Deserialize, Serialize};

use crate::{
    directory::PublicRoom,
    ids::{Mxc, RoomId},
    rooms::RoomName,
};

/// Which of the account's rooms the list is about: an entry of the space bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// All rooms.
    #[default]
    Home,
    /// Favourites.
    Favourites,
    /// Direct chats.
    People,
    /// Rooms that are in none of the account's spaces, and no direct chats.
    Others,
    /// What is in a space, and in the spaces within it.
    Space(RoomId),
}

/// Follows the space bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpacesFeed;

/// The space bar: what is new in each of its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spaces {
    /// In all rooms.
    pub home: News,
    /// In favourites.
    pub favourites: News,
    /// In direct chats.
    pub people: News,
    /// In rooms that are in no space.
    pub others: News,
    /// The account's spaces: each before what is in it, and once, where it comes first. Invitations come last.
    pub spaces: Vec<SpaceRow>,
}

/// What was not read in several rooms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// Messages that notify, and invitations.
    pub messages: u32,
    /// Messages that mention the reader.
    pub mentions: u32,
    /// Whether there is anything new, even what does not notify.
    pub is_unread: bool,
}

/// A space in the bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceRow {
    /// Which space.
    pub space: RoomId,
    /// Its name.
    pub name: RoomName,
    /// Its picture; none of a space that the reader is only invited to.
    pub avatar: Option<Mxc>,
    /// The space that it stands in, if it stands in one.
    pub parent: Option<RoomId>,
    /// How many spaces it stands in.
    pub depth: u32,
    /// Whether spaces of the account stand in it.
    pub has_spaces: bool,
    /// Whether the reader is invited, and not in it yet.
    pub is_invitation: bool,
    /// Whether the reader may put rooms in and take them out.
    pub can_arrange: bool,
    /// What is new in its rooms, and in those of the spaces within it.
    pub news: News,
}

/// Loads what is in a space, page by page. The account need not be in it, where servers show it to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadSpace {
    /// Which space.
    pub space: RoomId,
    /// Where the page before ended.
    pub since: Option<String>,
}

/// A page of what is in a space.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpacePage {
    /// Rooms and spaces, as the space orders them.
    pub children: Vec<SpaceChild>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// A room or a space in a space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceChild {
    /// How it looks from outside.
    pub room: PublicRoom,
    /// How many rooms and spaces are in it.
    pub n_children: u32,
    /// Whether the space recommends it to its people.
    pub is_suggested: bool,
    /// Servers that may know it.
    pub via: Vec<String>,
}

/// Makes a space; its picture travels beside the call, if it has one. The reply comes when the space is there.
///
/// Fails with `Invalid` at one of the room's fields or at [`crate::failure::Field::Picture`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateSpace {
    /// Its name.
    pub name: String,
    /// What it is about; may be empty.
    pub topic: String,
    /// Its address without `#` and server, if everybody may come in; if there is none, those who are invited.
    pub address: Option<String>,
    /// The space that it is in, whose people may come in then.
    pub parent: Option<RoomId>,
}

/// Puts a room into a space, at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddToSpace {
    /// Which space.
    pub space: RoomId,
    /// The room, or another space.
    pub room: RoomId,
}

/// Takes a room out of a space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveFromSpace {
    /// Which space.
    pub space: RoomId,
    /// The room, or another space.
    pub room: RoomId,
}

/// Recommends a room to a space's people, or no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestInSpace {
    /// Which space.
    pub space: RoomId,
    /// The room, or another space.
    pub room: RoomId,
    /// Whether it is recommended from now on.
    pub is_suggested: bool,
}

/// Moves a room within a space, for all its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveInSpace {
    /// Which space.
    pub space: RoomId,
    /// The room, or another space.
    pub room: RoomId,
    /// What it stands before from now on; at the end if nothing.
    pub before: Option<RoomId>,
}

/// Moves a space that stands in no other within the bar, on all devices of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveSpace {
    /// Which space.
    pub space: RoomId,
    /// The space that it stands before from now on; at the end if nothing.
    pub before: Option<RoomId>,
}

/// Asks which rooms can be put into a space: joined rooms and spaces that are not in it, no direct chats, not the spaces that it is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindRoomsToAdd {
    /// Which space.
    pub space: RoomId,
}

/// A room that can be put into a space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomToAdd {
    /// Which room.
    pub room: RoomId,
    /// Its name.
    pub name: RoomName,
    /// Its picture.
    pub avatar: Option<Mxc>,
    /// Whether it is a space.
    pub is_space: bool,
}

/// Asks which of the account's rooms leaving a space is about. What the space itself means is told by
/// [`crate::room_info::CheckLeaving`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLeavingSpace {
    /// Which space.
    pub space: RoomId,
}

/// A room or space within a space, as somebody leaves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpaceExit {
    /// Which room.
    pub room: RoomId,
    /// Its name.
    pub name: RoomName,
    /// Its picture.
    pub avatar: Option<Mxc>,
    /// Whether it is a space.
    pub is_space: bool,
    /// Whether it is in other spaces of the account as well.
    pub is_elsewhere: bool,
    /// Whether others are in it, of whom nobody is an admin.
    pub is_sole_admin: bool,
}
