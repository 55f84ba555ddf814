//! What a room's or space's settings hold, and the changes to it.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{Mxc, RoomId},
    room_info::Access,
};

/// Follows a room's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomSettingsFeed {
    /// Which room.
    pub room: RoomId,
}

/// A room's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomSettings {
    /// Its name, if it has one of its own.
    pub name: String,
    /// What it is about.
    pub topic: String,
    /// Its own picture.
    pub avatar: Option<Mxc>,
    /// Who may come in.
    pub access: Access,
    /// Its main address.
    pub address: Option<String>,
    /// Whether those who are not in it can look into it.
    pub is_world_readable: bool,
    /// What the reader may change.
    pub rights: RoomRights,
}

/// What somebody may change of a room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomRights {
    /// The name.
    pub can_name: bool,
    /// The topic.
    pub can_describe: bool,
    /// The picture.
    pub can_picture: bool,
    /// Who may come in.
    pub can_open: bool,
    /// The main address.
    pub can_address: bool,
    /// Who can look into it.
    pub can_show: bool,
}

/// Gives a room a name.
///
/// Fails with `Invalid` at [`crate::failure::Field::RoomName`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRoomName {
    /// Which room.
    pub room: RoomId,
    /// What was typed.
    pub name: String,
}

/// Says what a room is about.
///
/// Fails with `Invalid` at [`crate::failure::Field::RoomTopic`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRoomTopic {
    /// Which room.
    pub room: RoomId,
    /// What was typed; may be empty.
    pub topic: String,
}

/// Gives a room the picture that travels beside the call.
///
/// Fails with `Invalid` at [`crate::failure::Field::Picture`], or with `TooLarge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRoomPicture {
    /// Which room.
    pub room: RoomId,
}

/// Takes a room's picture away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveRoomPicture {
    /// Which room.
    pub room: RoomId,
}

/// Says who may come into a room. `SpaceMembers` lets those in who are in one of the account's spaces that it is in; it is refused with
/// `NotFound` where it is in none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAccess {
    /// Which room.
    pub room: RoomId,
    /// Who.
    pub access: Access,
}

/// Gives a room an address on the account's server and makes it the main one, or leaves it without a main one.
///
/// Fails with `Invalid` at [`crate::failure::Field::RoomAddress`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetRoomAddress {
    /// Which room.
    pub room: RoomId,
    /// What was typed, without `#` and server.
    pub address: Option<String>,
}

/// Says whether those who are not in a room can look into it; those who are in it can always read what was written before they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetWorldReadable {
    /// Which room.
    pub room: RoomId,
    /// Whether they can.
    pub is_on: bool,
}
