//! Writing: sending, editing, reacting, removing, typing.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{EventId, ItemKey, RoomId},
    members::Person,
};

/// Puts a message into the room's send queue. The reply means that it is kept; its way on shows in the timeline.
///
/// Fails with `Invalid` at [`crate::failure::Field::Message`] where it is empty or too long for an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendMessage {
    /// Which room.
    pub room: RoomId,
    /// The text, in Markdown.
    pub text: String,
    /// The message that it answers.
    pub reply_to: Option<EventId>,
}

/// Puts a file into the room's send queue. The file itself travels beside the call, as its one blob. The reply means that it
/// is kept; its way on shows in the timeline, and in [`crate::media::UploadsFeed`].
///
/// Fails with `TooLarge` where neither the server nor this device takes that much, with `Invalid` at
/// [`crate::failure::Field::File`] where the file is empty or cannot be read, and at [`crate::failure::Field::Message`] where the caption is
/// too long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendFile {
    /// Which room.
    pub room: RoomId,
    /// The file's name, without a path.
    pub name: String,
    /// Its type as the browser tells it.
    pub mime: Option<String>,
    /// What is written to it, in Markdown; may be empty.
    pub caption: String,
    /// The message that it answers.
    pub reply_to: Option<EventId>,
}

/// Replaces the text of one's own message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditMessage {
    /// Which room.
    pub room: RoomId,
    /// Which entry of its timeline.
    pub item: ItemKey,
    /// The new text, in Markdown.
    pub text: String,
}

/// The text of one's own message as it was typed, to edit it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadMessageSource {
    /// Which room.
    pub room: RoomId,
    /// Which entry of its timeline.
    pub item: ItemKey,
}

/// Removes a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveMessage {
    /// Which room.
    pub room: RoomId,
    /// Which entry of its timeline.
    pub item: ItemKey,
    /// The reason to give.
    pub reason: Option<String>,
}

/// Gives a reaction, or takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToggleReaction {
    /// Which room.
    pub room: RoomId,
    /// Which entry of its timeline.
    pub item: ItemKey,
    /// The emoji or text.
    pub key: String,
}

/// Sends a failed message again, and those that wait behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetrySend {
    /// Which room.
    pub room: RoomId,
    /// Which entry of its timeline.
    pub item: ItemKey,
}

/// Takes a message that was not sent out of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscardMessage {
    /// Which room.
    pub room: RoomId,
    /// Which entry of its timeline.
    pub item: ItemKey,
}

/// Keeps what is being written, for the next time; nothing takes it away. Sending does that too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveDraft {
    /// Which room.
    pub room: RoomId,
    /// What is written there.
    pub draft: Option<Draft>,
}

/// What was being written when the room was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadDraft {
    /// Which room.
    pub room: RoomId,
}

/// A message that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text, in Markdown.
    pub text: String,
    /// The message that it answers, and whose that is.
    pub reply_to: Option<(EventId, Person)>,
}

/// Tells the others whether the reader types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTyping {
    /// Which room.
    pub room: RoomId,
    /// Whether.
    pub is_typing: bool,
}
