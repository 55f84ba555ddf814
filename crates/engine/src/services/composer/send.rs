//! Sending messages.

use loggia_protocol::{
    Failure,
    composer::SendMessage,
    failure::{Field, Problem},
    ids::RoomId,
};
use matrix_sdk::{
    Room,
    ruma::events::{
        Mentions,
        room::message::{
            EmoteMessageEventContent, MessageType, RoomMessageEventContentWithoutRelation,
            TextMessageEventContent,
        },
    },
};
use serde::Serialize;

use super::{draft, find, markdown, mentions};
use crate::{Engine, convert::ids::event_id, failure::OrFailure, services::storage::Purpose};

/// Largest content in bytes of JSON. An event may have 65 536 bytes; encryption makes a third more of a content.
const MAX_PLAIN_BYTES: usize = 60_000;

/// Largest content in bytes of JSON where it is encrypted.
const MAX_ENCRYPTED_BYTES: usize = 45_000;

/// What begins a text that says what its sender does.
const EMOTE: &str = "/me ";

/// Puts a message into the room's send queue.
pub async fn handle_send_message(engine: Engine, call: SendMessage) -> Result<(), Failure> {
    let timeline = find::timeline(&engine, &call.room).await?;
    let content = content(timeline.room(), &call.text).await?;
    let reply_to = call.reply_to.as_ref().map(event_id).transpose()?;
    let session = engine.session()?;
    let send = async || match &reply_to {
        Some(event) => timeline
            .send_reply(content.clone(), event.clone())
            .await
            .map(drop),
        None => timeline
            .send(content.clone().with_relation(None).into())
            .await
            .map(drop),
    };
    session
        .storage
        .relief()
        .with_room(Purpose::Only, send)
        .await
        .or_failure("send a message")?;
    forget_draft(timeline.room(), &call.room).await;
    Ok(())
}

/// Forgets the draft of what is kept as a message now; one that stays would at worst be seen once more.
pub async fn forget_draft(room: &Room, id: &RoomId) {
    if let Err(failure) = draft::forget(&room.client(), id).await {
        tracing::warn!(?failure, "a draft that was sent stays");
    }
}

/// What is sent for a text in Markdown.
pub async fn content(
    room: &Room,
    text: &str,
) -> Result<RoomMessageEventContentWithoutRelation, Failure> {
    let (is_emote, text) = match text.strip_prefix(EMOTE) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (text, mentions) = marked_up(room, text).await?;
    let message = match is_emote {
        true => {
            let mut emote = EmoteMessageEventContent::plain(text.body);
            emote.formatted = text.formatted;
            MessageType::Emote(emote)
        }
        false => MessageType::Text(text),
    };
    let content = RoomMessageEventContentWithoutRelation::new(message).add_mentions(mentions);
    check_size(room, &content)?;
    Ok(content)
}

/// What is written to a file, for a text in Markdown, and whom it mentions.
pub async fn caption(
    room: &Room,
    text: &str,
) -> Result<(TextMessageEventContent, Mentions), Failure> {
    let (text, mentions) = marked_up(room, text).await?;
    check_size(room, &text)?;
    Ok((text, mentions))
}

async fn marked_up(
    room: &Room,
    text: &str,
) -> Result<(TextMessageEventContent, Mentions), Failure> {
    let text = text.trim_end();
    if text.trim().is_empty() {
        return Err(invalid(Problem::Empty));
    }
    let mentions = mentions::of(room, text).await;
    let mentioned: Vec<_> = mentions.user_ids.iter().cloned().collect();
    let content = match markdown::to_html(text, &mentioned) {
        Some(html) => TextMessageEventContent::html(text, html),
        None => TextMessageEventContent::plain(text),
    };
    Ok((content, mentions))
}

fn check_size(room: &Room, content: &impl Serialize) -> Result<(), Failure> {
    let max = match room.encryption_state().is_encrypted() {
        true => MAX_ENCRYPTED_BYTES,
        false => MAX_PLAIN_BYTES,
    };
    let json = serde_json::to_vec(content).expect("messages are plain JSON");
    match json.len() > max {
        true => Err(invalid(Problem::TooLong)),
        false => Ok(()),
    }
}

fn invalid(problem: Problem) -> Failure {
    Failure::invalid(Field::Message, problem, "a message that cannot be sent")
}
