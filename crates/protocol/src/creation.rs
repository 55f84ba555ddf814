//! New rooms and new direct chats.

use serde::{Deserialize, Serialize};

use crate::ids::{RoomId, UserId};

/// Asks what the server lays down for new rooms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadCreationRules;

/// What the server lays down for new rooms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreationRules {
    /// The account's server, with which the addresses of its rooms end.
    pub server: String,
    /// Encryption of rooms that are not public.
    pub encryption: EncryptionRule,
    /// Whether people can ask to be let in.
    pub can_knock: bool,
}

/// Whether rooms that are not public are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EncryptionRule {
    /// Unless somebody does not want it.
    On,
    /// If somebody wants it.
    Off,
    /// The server encrypts them all.
    Forced,
    /// The server's operator does not want it.
    Forbidden,
}

/// Asks whether a room can have an address.
///
/// Fails with `Invalid` at [`crate::failure::Field::RoomAddress`]. What has the wrong form is said at once; the server is asked a moment
/// later, so that a call that is dropped meanwhile costs nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAddress {
    /// The address without `#` and server.
    pub address: String,
}

/// Makes a room; its picture travels beside the call, if it has one. The reply comes when the room is there.
///
/// Fails with `Invalid` at one of the room's fields or at [`crate::failure::Field::Picture`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateRoom {
    /// Its name.
    pub name: String,
    /// What it is about; may be empty.
    pub topic: String,
    /// Who gets in.
    pub access: NewRoomAccess,
    /// Whether nobody of another server can ever join.
    pub is_local: bool,
    /// The space that it belongs to; [`crate::spaces::AddToSpace`] puts it there.
    pub space: Option<RoomId>,
}

/// Who gets into a new room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewRoomAccess {
    /// Who is invited.
    Private {
        /// Whether messages are encrypted.
        is_encrypted: bool,
    },
    /// Everybody who finds it.
    Public {
        /// Its address without `#` and server.
        address: String,
    },
    /// Who is in the space that it belongs to, or is invited.
    SpaceMembers {
        /// Whether messages are encrypted.
        is_encrypted: bool,
    },
    /// Who asks, and is let in.
    AskToJoin {
        /// Whether messages are encrypted.
        is_encrypted: bool,
        /// Whether it is in the public directory.
        is_listed: bool,
    },
}

/// Makes a direct chat and invites everybody to it. With one person, the chat that there is already is as good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartDirectChat {
    /// With whom.
    pub people: Vec<UserId>,
}
