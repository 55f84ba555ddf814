//! What is known of a room beyond its head: who is in it, how one gets in, and what leaving it means.

use serde::{Deserialize, Serialize};

use crate::ids::{RoomId, UserId};
use crate::members::Person;

/// Follows what is known of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomInfoFeed {
    /// Which room.
    pub room: RoomId,
}

/// What is known of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomInfo {
    /// Its main address (`m.room.canonical_alias`).
    pub address: Option<String>,
    /// Who may come in.
    pub access: Access,
    /// People who were invited and have not answered.
    pub n_invited: u32,
}

/// Who may come into a room (`m.room.join_rules`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Access {
    /// Anyone.
    Public,
    /// Who was invited.
    Invited,
    /// Who was invited, or asked and was let in.
    Knock,
    /// Members of certain spaces.
    SpaceMembers,
}

/// Follows the people of a room who are in it or invited: the mightiest first, then by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersFeed {
    /// Which room.
    pub room: RoomId,
    /// Only those whose name or Matrix ID contains this; everybody if empty.
    pub search: String,
}

/// People of a room, at most [`MAX_MEMBERS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members {
    /// The first of those that were found.
    pub shown: Vec<Member>,
    /// How many were found.
    pub n_found: u32,
}

/// How many people are told of at once: in larger rooms they are searched for.
pub const MAX_MEMBERS: usize = 200;

/// Somebody in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub role: Role,
    /// Whether they have not accepted yet.
    pub is_invited: bool,
}

/// Follows who asks to be let into a room; nobody, where the reader may let nobody in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnocksFeed {
    /// Which room.
    pub room: RoomId,
}

/// Who asks to be let into a room. [`crate::people::InvitePerson`] lets them in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knocks {
    /// By name.
    pub people: Vec<Knock>,
    /// Whether the reader may turn them down.
    pub can_turn_away: bool,
}

/// Somebody who asks to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knock {
    /// Who.
    pub person: Person,
    /// What they say; at most 500 characters.
    pub reason: Option<String>,
}

/// Turns somebody down who asks to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnAway {
    /// Which room.
    pub room: RoomId,
    /// Whom.
    pub user: UserId,
}

/// What somebody may do, by power level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Everything, for good (room version 12 and later).
    Creator,
    /// 100 or more.
    Admin,
    /// 50 or more.
    Moderator,
    /// Less.
    Member,
}

/// What leaving a room would mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckLeaving {
    /// Which room.
    pub room: RoomId,
}

/// What leaving a room would mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// Nobody else is in it: nobody could come in any more.
    pub is_last: bool,
    /// Coming back takes an invitation.
    pub needs_invitation: bool,
    /// The reader is the only one who can manage it; these could do so instead, the mightiest first.
    pub heirs: Option<Vec<Person>>,
}

/// Makes somebody an admin of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeAdmin {
    /// Which room.
    pub room: RoomId,
    /// Whom.
    pub user: UserId,
}

/// Tells the server's administrators of a room that breaks their rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRoom {
    /// Which room.
    pub room: RoomId,
    /// What is wrong with it.
    pub reason: String,
}

/// Takes a room that was left off the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetRoom {
    /// Which room.
    pub room: RoomId,
}
