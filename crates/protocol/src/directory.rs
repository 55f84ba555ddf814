//! Rooms that the account is not in: finding them, looking at them from outside, going in.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{EventId, Mxc, RoomId},
    room_info::Access,
};

/// Looks for rooms in a server's public directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindPublicRooms {
    /// Whose directory; the own server's if none.
    pub server: Option<String>,
    /// What names, topics and addresses shall contain; everything if empty.
    pub search: String,
    /// Whether spaces are wanted, or rooms.
    pub is_spaces: bool,
    /// Where the page before ended.
    pub since: Option<String>,
}

/// A page of a public directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryPage {
    /// The rooms, the largest first as servers order them.
    pub rooms: Vec<PublicRoom>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// A room as it looks from outside. Texts are bounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicRoom {
    /// Which room.
    pub room: RoomId,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its main address.
    pub address: Option<String>,
    /// Its topic.
    pub topic: Option<String>,
    /// Its picture.
    pub avatar: Option<Mxc>,
    /// How many people are in it.
    pub n_members: u32,
    /// Whether it is a space.
    pub is_space: bool,
    /// Who may come in.
    pub access: Access,
    /// Whether its messages can be read from outside.
    pub is_world_readable: bool,
    /// Whether the account is in it.
    pub is_joined: bool,
}

/// Looks at a room from outside; fails with `NotFound` where the servers show nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRoom {
    /// Id or alias.
    pub address: String,
    /// Servers that may know it.
    pub via: Vec<String>,
}

/// Enters a room that the account may not know yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterRoom {
    /// Id or alias.
    pub address: String,
    /// Servers that may know it.
    pub via: Vec<String>,
}

/// Asks to be let into a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnockRoom {
    /// Id or alias.
    pub address: String,
    /// Servers that may know it.
    pub via: Vec<String>,
    /// What those in the room read.
    pub reason: String,
}

/// Reads what somebody typed or pasted where a room is asked for: an address, an id, a link of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadAddress {
    /// What was typed.
    pub text: String,
}

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomPlace {
    /// Id or alias.
    pub address: String,
    /// The event, if one is named.
    pub event: Option<EventId>,
    /// Servers that may know the room.
    pub via: Vec<String>,
}
