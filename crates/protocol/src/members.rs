//! People in a room.

use serde::{Deserialize, Serialize};

use crate::ids::{Mxc, RoomId, UserId};

/// A person as a room knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Matrix ID.
    pub user: UserId,
    /// Name by the spec's rules: disambiguated with the Matrix ID where two people share one; the Matrix ID where there is none.
    pub name: String,
    /// Picture.
    pub avatar: Option<Mxc>,
}

/// Follows who types in a room, other than oneself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypingFeed {
    /// Which room.
    pub room: RoomId,
}

/// Who types, in a stable order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing(pub Vec<Person>);
