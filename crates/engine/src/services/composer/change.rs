//! What can be done with a message that is there: edit, remove, react.

use loggia_protocol::{
    Failure, FailureKind,
    composer::{EditMessage, ReadMessageSource, RemoveMessage, ToggleReaction},
};
use matrix_sdk::{room::edit::EditedContent, ruma::events::room::message::MessageType};

use super::{find, send};
use crate::{Engine, convert::timeline::before_undone_edit, failure::OrFailure};

/// Replaces the text of one's own message.
pub async fn handle_edit_message(engine: Engine, call: EditMessage) -> Result<(), Failure> {
    let (timeline, item) = find::message(&engine, &call.room, &call.item).await?;
    let content = send::content(timeline.room(), &call.text).await?;
    timeline
        .edit(&item.identifier(), EditedContent::RoomMessage(content))
        .await
        .or_failure("edit a message")
}

/// The text of one's own message as it was typed.
pub async fn handle_read_message_source(
    engine: Engine,
    call: ReadMessageSource,
) -> Result<String, Failure> {
    let (_, item) = find::message(&engine, &call.room, &call.item).await?;
    let undone = before_undone_edit(&item);
    let message = item.content().as_message().map(|message| message.msgtype());
    match undone.as_ref().or(message) {
        Some(MessageType::Text(text)) => Ok(text.body.clone()),
        Some(MessageType::Emote(emote)) => Ok(format!("/me {}", emote.body)),
        _ => Err(Failure::new(FailureKind::NotFound, "not a text message")),
    }
}

/// Removes a message; one that was not sent leaves the queue.
pub async fn handle_remove_message(engine: Engine, call: RemoveMessage) -> Result<(), Failure> {
    let (timeline, item) = find::message(&engine, &call.room, &call.item).await?;
    timeline
        .redact(&item.identifier(), call.reason.as_deref())
        .await
        .or_failure("remove a message")
}

/// Gives a reaction, or takes it back.
pub async fn handle_toggle_reaction(engine: Engine, call: ToggleReaction) -> Result<(), Failure> {
    let (timeline, item) = find::message(&engine, &call.room, &call.item).await?;
    timeline
        .toggle_reaction(&item.identifier(), &call.key)
        .await
        .or_failure("react to a message")
        .map(drop)
}
