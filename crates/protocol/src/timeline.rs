//! A room's timeline.

use serde::{Deserialize, Serialize};

use crate::ids::{EventId, ItemKey, Mxc, RoomId, UserId};
use crate::media::{File, Image};
use crate::members::Person;
use crate::message::Body;

/// Follows a room's timeline, oldest first, from what is kept locally on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineFeed {
    /// Which room.
    pub room: RoomId,
}

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineItem {
    /// Its key, which does not change while the timeline is open.
    pub key: ItemKey,
    /// What it is.
    pub kind: ItemKind,
}

/// What a timeline's entry is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemKind {
    /// A new day begins; any moment of it in milliseconds since 1970.
    Date(u64),
    /// Everything below is new.
    ReadMarker,
    /// The room's beginning.
    Start,
    /// A message, or something that happened in the room.
    Event(Box<Event>),
}

/// A message, or something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id, once the server gave it one.
    pub event: Option<EventId>,
    /// Who sent it.
    pub sender: Person,
    /// Whether that is the reader.
    pub is_own: bool,
    /// When, in milliseconds since 1970, as the sender's server claims.
    pub sent_at: u64,
    /// How far one's own message is.
    pub send_state: SendState,
    /// What it says.
    pub content: Content,
    /// The message that it answers.
    pub reply_to: Option<Quote>,
    /// Reactions, in the order of their first appearance.
    pub reactions: Vec<Reaction>,
    /// Who has read up to here, other than the reader; at most [`MAX_READERS`].
    pub readers: Vec<Person>,
    /// How many have read up to here.
    pub n_readers: u32,
    /// Whether it was edited.
    pub is_edited: bool,
    /// Whether it mentions the reader.
    pub is_mention: bool,
    /// What the reader may do with it.
    pub can: Permissions,
    /// What should be known about its authenticity; nothing if all is well.
    pub shield: Option<Shield>,
}

/// How many readers' names and pictures a message carries.
pub const MAX_READERS: usize = 5;

/// What the reader may do with a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permissions {
    /// React to it.
    pub react: bool,
    /// Reply to it.
    pub reply: bool,
    /// Edit it.
    pub edit: bool,
    /// Remove it.
    pub remove: bool,
}

/// How far a message is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SendState {
    /// It came from the server.
    Received,
    /// It waits or is under way.
    Sending,
    /// The server has it; its echo is still to come.
    Sent,
    /// It could not be sent.
    Failed(crate::Failure),
}

/// What a message says, or what happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// `m.text`
    Text(Body),
    /// `m.notice`: said by a machine.
    Notice(Body),
    /// `m.emote`: what the sender does.
    Emote(Body),
    /// `m.image`
    Image(Image),
    /// A sticker.
    Sticker(Image),
    /// `m.video`, `m.audio`, `m.file`: offered for download.
    File(File),
    /// A poll as it stands.
    Poll(Poll),
    /// A place, as text and `geo:` address.
    Location(String),
    /// A removed message.
    Removed,
    /// A message that cannot be decrypted (yet).
    Undecryptable(UndecryptableCause),
    /// Something that happened in the room.
    Change(Change),
    /// A kind of event that Loggia does not draw, by its type.
    Unsupported(String),
}

/// Why a message cannot be decrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UndecryptableCause {
    /// The key has not arrived (yet).
    Unknown,
    /// It was sent before the reader joined.
    SentBeforeJoined,
    /// The sender's identity changed after it was verified.
    VerificationViolation,
    /// It comes from a device that its owner has not signed.
    UnsignedDevice,
    /// It comes from a device that is not known (any more).
    UnknownDevice,
    /// It is from before this session, and there is no backup.
    HistoricalNoBackup,
    /// It is from before this session, and this session is not verified yet.
    HistoricalUnverified,
    /// The sender does not give keys to devices that are not verified.
    WithheldUnverified,
    /// The sender's client could not give the key to this session.
    WithheldBySender,
}

/// The message that another one answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Which message.
    pub event: EventId,
    /// What is known of it.
    pub state: QuoteState,
}

/// What is known of a quoted message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuoteState {
    /// Being fetched.
    Loading,
    /// Known.
    Ready {
        /// Who sent it.
        sender: Person,
        /// What it says in short.
        preview: crate::rooms::PreviewKind,
    },
    /// It cannot be had.
    Missing,
}

/// One reaction with those who gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    /// The emoji or text.
    pub key: String,
    /// Who gave it, at most 20 names.
    pub people: Vec<String>,
    /// How many gave it.
    pub count: u32,
    /// Whether the reader did.
    pub is_own: bool,
}

/// What should be known about a message's authenticity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shield {
    /// Not encrypted in an encrypted room.
    SentInClear,
    /// Sent by a session that its owner has not verified.
    UnverifiedSession,
    /// Sent by a session that is unknown or was deleted.
    UnknownSession,
    /// The sender's identity is not the one that was verified.
    IdentityChanged,
    /// The key came by a way that does not prove the sender.
    AuthenticityNotGuaranteed,
    /// The sender does not own the session that encrypted it.
    MismatchedSender,
}

/// A poll as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// What is asked.
    pub question: String,
    /// The answers to choose from.
    pub answers: Vec<PollAnswer>,
    /// People who voted.
    pub n_voters: u32,
    /// Whether it is over.
    pub is_over: bool,
    /// Whether results are shown only at its end.
    pub is_closed_kind: bool,
}

/// An answer of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollAnswer {
    /// Its text.
    pub text: String,
    /// Votes for it.
    pub n_votes: u32,
    /// Whether the reader chose it.
    pub is_own: bool,
}

/// Something that happened in a room; the app words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Somebody's membership changed.
    Membership {
        /// Whose.
        user: UserId,
        /// Their name.
        name: String,
        /// How.
        change: MembershipChange,
        /// The reason that was given.
        reason: Option<String>,
    },
    /// Somebody changed their display name: from, to.
    DisplayName(Option<String>, Option<String>),
    /// Somebody changed their picture.
    ProfilePicture,
    /// The room was created.
    Created,
    /// The room has a new name, or none.
    RoomName(Option<String>),
    /// The room has a new topic, or none.
    Topic(Option<String>),
    /// The room has a new picture, or none.
    RoomPicture(Option<Mxc>),
    /// Encryption was turned on.
    Encryption,
    /// Who may join changed: the rule's name in the spec.
    JoinRule(String),
    /// Who may read history changed: the visibility's name in the spec.
    HistoryVisibility(String),
    /// Whether guests may join changed.
    GuestAccess(String),
    /// The main address changed.
    MainAddress(Option<String>),
    /// Permissions changed.
    Permissions,
    /// Pinned messages changed.
    PinnedMessages,
    /// The room was replaced.
    Replaced,
    /// Somebody calls.
    Call,
    /// Another state event, by its type.
    Other(String),
}

/// How somebody's membership changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MembershipChange {
    /// Came in.
    Joined,
    /// Went out.
    Left,
    /// Was invited.
    Invited,
    /// Accepted the invitation.
    InvitationAccepted,
    /// Declined the invitation.
    InvitationDeclined,
    /// The invitation was taken back.
    InvitationRevoked,
    /// Was removed.
    Removed,
    /// Was banned.
    Banned,
    /// Was removed and banned.
    RemovedAndBanned,
    /// The ban was lifted.
    Unbanned,
    /// Asked to be let in.
    Knocked,
    /// Was let in after asking.
    KnockAccepted,
    /// Took the question back.
    KnockRetracted,
    /// Was not let in.
    KnockDenied,
    /// None of the above.
    Other,
}

/// Loads older messages, first from what is kept locally, then from the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadOlder {
    /// Which room; its timeline must be open.
    pub room: RoomId,
    /// About how many events.
    pub count: u16,
}

/// What loading older messages came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadedOlder {
    /// Whether the beginning of the room is reached.
    pub is_start: bool,
}

/// Fetches the message that a reply quotes. The result arrives in the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadQuote {
    /// Which room.
    pub room: RoomId,
    /// The message that holds the quote.
    pub event: EventId,
}

/// Makes a link to a message, `https://matrix.to/#/…`, that leads there from any server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkToMessage {
    /// Which room.
    pub room: RoomId,
    /// Which message.
    pub event: EventId,
}

/// Tells the server that the room was read up to its newest message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkAsRead {
    /// Which room.
    pub room: RoomId,
    /// Whether the others are not to see it (`m.read.private`).
    pub is_private: bool,
}
