//! Messages that could not be sent: again, or never.

use loggia_protocol::{
    Failure,
    composer::{DiscardMessage, RetrySend},
};
use matrix_sdk::{
    Room,
    ruma::{
        OwnedEventId,
        events::{AnyMessageLikeEventContent, room::message::Relation},
    },
    send_queue::{LocalEcho, LocalEchoContent, SendHandle},
};

use super::find;
use crate::{Engine, failure::OrFailure};

/// Sends a failed message again, and those that wait behind it.
pub async fn handle_retry_send(engine: Engine, call: RetrySend) -> Result<(), Failure> {
    let (timeline, item) = find::message(&engine, &call.room, &call.item).await?;
    let room = timeline.room();
    if let Some(handle) = item.local_echo_send_handle() {
        handle.unwedge().await.or_failure("retry a message")?;
    } else if let Some(event) = item.event_id() {
        for edit in edits_of(room, &event.to_owned()).await? {
            edit.unwedge().await.or_failure("retry an edit")?;
        }
    }
    room.send_queue().set_enabled(true);
    Ok(())
}

/// Takes a message that was not sent out of the queue, or an edit that was not; those behind it go on.
pub async fn handle_discard_message(engine: Engine, call: DiscardMessage) -> Result<(), Failure> {
    let (timeline, item) = find::message(&engine, &call.room, &call.item).await?;
    let room = timeline.room();
    if let Some(handle) = item.local_echo_send_handle() {
        handle.abort().await.or_failure("discard a message")?;
    } else if let Some(event) = item.event_id() {
        for edit in edits_of(room, &event.to_owned()).await? {
            edit.abort().await.or_failure("discard an edit")?;
        }
    }
    room.send_queue().set_enabled(true);
    Ok(())
}

/// The edits of a message that wait in the queue.
async fn edits_of(room: &Room, event: &OwnedEventId) -> Result<Vec<SendHandle>, Failure> {
    let (echoes, _) = room
        .send_queue()
        .subscribe()
        .await
        .or_failure("read the send queue")?;
    let edits = echoes.into_iter().filter_map(|echo| edit_of(echo, event));
    Ok(edits.collect())
}

fn edit_of(echo: LocalEcho, event: &OwnedEventId) -> Option<SendHandle> {
    let LocalEchoContent::Event {
        serialized_event,
        send_handle,
        ..
    } = echo.content
    else {
        return None;
    };
    let AnyMessageLikeEventContent::RoomMessage(message) = serialized_event.deserialize().ok()?
    else {
        return None;
    };
    match message.relates_to {
        Some(Relation::Replacement(edit)) if edit.event_id == *event => Some(send_handle),
        _ => None,
    }
}
