//! Paging back, quotes, marking as read.

use loggia_protocol::{
    Failure, ids,
    timeline::{LoadOlder, LoadQuote, LoadedOlder, MarkAsRead},
};
use matrix_sdk::ruma::api::client::receipt::create_receipt::v3::ReceiptType;

use super::pool::OpenTimeline;
use crate::{Engine, convert::ids::event_id, failure::OrFailure, services::rooms::known_room};

/// How many pages in a row may bring nothing to show before the tab is asked again.
const MAX_EMPTY_PAGES: usize = 5;

/// Largest page: more keeps the engine from other work.
const MAX_PAGE: u16 = 200;

/// Loads older messages.
pub async fn handle_load_older(engine: Engine, call: LoadOlder) -> Result<LoadedOlder, Failure> {
    let timeline = open(&engine, &call.room).await?;
    let before = timeline.items().await.len();
    for _ in 0..MAX_EMPTY_PAGES {
        let is_start = timeline
            .paginate_backwards(call.count.clamp(1, MAX_PAGE))
            .await
            .or_failure("load older messages")?;
        if is_start || timeline.items().await.len() > before {
            return Ok(LoadedOlder { is_start });
        }
    }
    Ok(LoadedOlder { is_start: false })
}

/// Fetches the message that a reply quotes.
pub async fn handle_load_quote(engine: Engine, call: LoadQuote) -> Result<(), Failure> {
    let timeline = open(&engine, &call.room).await?;
    let event = event_id(&call.event)?;
    timeline
        .fetch_details_for_event(&event)
        .await
        .or_failure("load a quote")
}

/// Tells the server, and everybody in the room, that it was read up to its newest message.
pub async fn handle_mark_as_read(engine: Engine, call: MarkAsRead) -> Result<(), Failure> {
    let timeline = open(&engine, &call.room).await?;
    let room = timeline.room();
    timeline
        .mark_as_read(ReceiptType::Read)
        .await
        .or_failure("mark a room as read")?;
    if room.is_marked_unread() {
        room.set_unread_flag(false)
            .await
            .or_failure("clear the unread mark")?;
    }
    Ok(())
}

async fn open(engine: &Engine, room: &ids::RoomId) -> Result<OpenTimeline, Failure> {
    let session = engine.session()?;
    let room = known_room(engine, room)?;
    let timeline = session.timelines.open(&room).await;
    timeline.or_failure("open a timeline")
}
