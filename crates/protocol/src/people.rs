//! People, whether or not one shares a room with them: finding and inviting them.

use serde::{Deserialize, Serialize};

use crate::ids::{RoomId, UserId};

/// Finds people who share a room with the reader, by what is known on this device: those of direct chats first, the most recent first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindPeople {
    /// A part of their name or Matrix ID; without any, those whom the reader most likely means.
    pub text: String,
    /// Only people who are not in this room.
    pub outside: Option<RoomId>,
}

/// Asks the server's directory for people. The server is asked a moment later, so that a call that is dropped meanwhile costs nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchDirectory {
    /// A part of their name or Matrix ID.
    pub text: String,
    /// Only people who are not in this room.
    pub outside: Option<RoomId>,
}

/// Looks somebody up by their Matrix ID; nothing where no server has a profile of them.
///
/// Fails with `Invalid` at [`crate::failure::Field::Person`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookUpPerson {
    /// Their Matrix ID.
    pub user: UserId,
}

/// Ignores somebody on all devices: their messages and invitations are not shown any more; or no longer does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IgnorePerson {
    /// Whom.
    pub user: UserId,
    /// Whether they are ignored from now on.
    pub is_ignored: bool,
}

/// Invites somebody to a room.
///
/// Fails with `Invalid` at [`crate::failure::Field::Person`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitePerson {
    /// To which room.
    pub room: RoomId,
    /// Whom.
    pub user: UserId,
}
