//! The room list and a room's head.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{Mxc, RoomId, UserId},
    members::Person,
    spaces::Scope,
};

/// Follows the room list: sections in the order of [`Section`], within each in the order that is asked for. Spaces are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomListFeed {
    /// Only rooms of this entry of the space bar.
    pub scope: Scope,
    /// Only rooms whose name matches what was typed; everything if empty.
    pub search: String,
    /// Only rooms of this kind.
    pub filter: RoomFilter,
    /// What comes first in a section.
    pub order: RoomOrder,
}

/// Which rooms the list is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoomFilter {
    /// All of them.
    #[default]
    All,
    /// With something new: see [`RoomRow::is_unread`].
    Unread,
    /// Direct chats, whatever section they stand in.
    People,
    /// What is no direct chat, and no invitation.
    Rooms,
    /// With messages that mention the reader.
    Mentions,
    /// Invitations.
    Invites,
    /// Favourites.
    Favourites,
}

/// What comes first in a section of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoomOrder {
    /// The newest activity.
    #[default]
    Activity,
    /// By name.
    Name,
    /// What has something new, then the newest activity.
    UnreadFirst,
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
    /// Whether everybody may enter.
    pub is_public: bool,
    /// Whether the reader's last message there could not be sent.
    pub has_unsent: bool,
    /// What the reader wants to be told of.
    pub notifications: Notifications,
    /// Who invited, in the section of invitations.
    pub inviter: Option<Person>,
}

impl RoomRow {
    /// Whether there is something new for the reader; an invitation always is.
    pub fn is_unread(&self) -> bool {
        let Unread {
            messages,
            mentions,
            is_marked,
            has_activity,
        } = self.unread;
        let is_muted = self.notifications == Notifications::Mute;
        let is_news = messages > 0 || mentions > 0 || is_marked;
        is_news || (has_activity && !is_muted) || self.section == Section::Invites
    }
}

/// What the reader wants to be told of in a room; kept as push rules, and so on all devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notifications {
    /// What the account's settings say for such rooms.
    #[default]
    Default,
    /// Every message.
    All,
    /// Mentions of the reader, and keywords.
    Mentions,
    /// Nothing.
    Mute,
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
    /// Who took the reader out of it, where somebody else did.
    pub removal: Option<Removal>,
    /// Whether the reader may write.
    pub can_send: bool,
    /// Whether the reader may invite people.
    pub can_invite: bool,
    /// The room's version, where nothing is known of its rules: it can be read, and nothing else.
    pub unknown_version: Option<String>,
}

/// How somebody was taken out of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// By whom.
    pub by: Person,
    /// Why, as they say; at most 500 characters.
    pub reason: Option<String>,
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

/// The rooms that the reader most likely means: those whose name begins with it first, then the newest activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestRooms {
    /// What was typed: a part of a name, an address (`#`), somebody's id (`@`). Every room matches nothing.
    pub search: String,
    /// How many at most.
    pub limit: u32,
}

/// Tags that have a section of the list; a room has one of them at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoomTag {
    /// `m.favourite`
    Favourite,
    /// `m.lowpriority`
    LowPriority,
}

/// Tags a room, or takes the tag away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagRoom {
    /// Which room.
    pub room: RoomId,
    /// Which tag.
    pub tag: RoomTag,
    /// Whether the room has it from now on.
    pub is_on: bool,
}

/// Marks a room as unread, on all devices. [`crate::timeline::MarkAsRead`] takes the mark away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkAsUnread {
    /// Which room.
    pub room: RoomId,
}

/// Chooses what the reader is told of in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetNotifications {
    /// Which room.
    pub room: RoomId,
    /// What of.
    pub notifications: Notifications,
}

/// Makes a link to a room: by its address if it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkToRoom {
    /// Which room.
    pub room: RoomId,
}
