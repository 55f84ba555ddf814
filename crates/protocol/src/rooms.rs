//! The room list and a room's head.

use serde::{Deserialize, Serialize};

use crate::ids::{Mxc, RoomId, UserId};
use crate::members::Person;

/// Follows the room list: sections in the order of [`Section`], within each the newest activity first. Spaces are not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomListFeed {
    /// Only rooms whose name matches what was typed; everything if empty.
    pub search: String,
}

/// Where a room stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Section {
    /// Invitations that wait for an answer.
    Invites,
    /// Tagged `m.favourite`.
    Favourites,
    /// Direct chats (`m.direct`).
    People,
    /// All others.
    Rooms,
    /// Tagged `m.lowpriority`.
    LowPriority,
}

/// One room in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomRow {
    /// Which room.
    pub room: RoomId,
    /// Its name by the spec's algorithm.
    pub name: RoomName,
    /// Its picture; for a direct chat without one, the other person's.
    pub avatar: Option<Mxc>,
    /// The section that it stands in.
    pub section: Section,
    /// What was not read yet.
    pub unread: Unread,
    /// The newest message.
    pub preview: Option<Preview>,
    /// When the newest message came, in milliseconds since 1970, as the server claims.
    pub active_at: Option<u64>,
    /// Whether messages are encrypted.
    pub is_encrypted: bool,
    /// Whether it is a direct chat, whatever section it stands in.
    pub is_direct: bool,
    /// Who invited, in the section of invitations.
    pub inviter: Option<Person>,
}

/// A room's name, computed by the spec's algorithm; the app words the cases without a name of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoomName {
    /// A name, an alias, or people's names.
    Named(String),
    /// Nobody else is left; who was there, if known.
    EmptyWas(String),
    /// Nobody else is there, and no name.
    Empty,
}

/// What was not read in a room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Messages that notify.
    pub messages: u32,
    /// Messages that mention the reader.
    pub mentions: u32,
    /// Whether the reader marked the room as unread.
    pub is_marked: bool,
    /// Whether there is activity that does not notify.
    pub has_activity: bool,
}

/// The newest message in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Who wrote it; `None` where the reader did.
    pub sender: Option<String>,
    /// What it says.
    pub kind: PreviewKind,
}

/// What a preview says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PreviewKind {
    /// Its first line, at most 200 characters.
    Text(String),
    /// A picture, with its file name or caption.
    Image(String),
    /// A video.
    Video(String),
    /// A sound or voice message.
    Audio(String),
    /// Another file.
    File(String),
    /// A sticker.
    Sticker(String),
    /// A poll, with its question.
    Poll(String),
    /// A removed message.
    Removed,
    /// A message that cannot be decrypted (yet).
    Undecryptable,
    /// Anything else.
    Other,
}

/// Follows a room's head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomFeed {
    /// Which room.
    pub room: RoomId,
}

/// What is above and below a room's timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomHead {
    /// Which room.
    pub room: RoomId,
    /// Its name.
    pub name: RoomName,
    /// Its topic, if it has one.
    pub topic: Option<String>,
    /// Its picture.
    pub avatar: Option<Mxc>,
    /// Whether messages are encrypted.
    pub is_encrypted: bool,
    /// Whether it is a direct chat.
    pub is_direct: bool,
    /// People who are in it.
    pub n_members: u32,
    /// The reader's place in it.
    pub membership: Membership,
    /// Whether the reader may write.
    pub can_send: bool,
    /// Whether the reader may invite people.
    pub can_invite: bool,
    /// The room's version, where nothing is known of its rules: it can be read, and nothing else.
    pub unknown_version: Option<String>,
}

/// The reader's place in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Membership {
    /// In it.
    Joined,
    /// Invited, by whom.
    Invited(Option<Person>),
    /// Out of it.
    Left,
    /// Asked to be let in.
    Knocked,
    /// Shut out.
    Banned,
}

/// Accepts an invitation, or enters a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRoom {
    /// Which room.
    pub room: RoomId,
}

/// Declines an invitation, or leaves a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveRoom {
    /// Which room.
    pub room: RoomId,
}

/// Finds the room that an address (`#alias:server`) or an id in a link stands for; nothing where no room has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindRoom {
    /// Room id or alias.
    pub address: String,
}

/// Somebody's direct chat with the reader, if there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindDirectChat {
    /// With whom.
    pub user: UserId,
}
