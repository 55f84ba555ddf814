//! Paging back, quotes, marking as read.

use std::time::Duration;

use loggia_protocol::{
    Failure, ids,
    timeline::{LinkToMessage, LoadOlder, LoadQuote, LoadedOlder, MarkAsRead},
};
use matrix_sdk::ruma::api::client::receipt::create_receipt::v3::ReceiptType;
use matrix_sdk_ui::Timeline;

use super::pool::OpenTimeline;
use crate::{
    Engine, convert::ids::event_id, failure::OrFailure, platform::sleep,
    services::rooms::known_room,
};

/// How many pages in a row may bring nothing to show before the tab is asked again.
const MAX_EMPTY_PAGES: usize = 5;

/// How long a timeline may take to hear of a page that was loaded.
const PAGE_PAUSE: Duration = Duration::from_millis(30);

/// What is being done.
const DOING: &str = "load older messages";

/// Largest page: more keeps the engine from other work.
const MAX_PAGE: u16 = 200;

/// Loads older messages: first those that the timeline holds back, then a page from the local store or the server.
///
/// The SDK's own way to load a page goes on for as long as pages are empty, which a server may answer for ever.
pub async fn handle_load_older(engine: Engine, call: LoadOlder) -> Result<LoadedOlder, Failure> {
    let timeline = open(&engine, &call.room).await?;
    let count = call.count.clamp(1, MAX_PAGE);
    let n_hidden = n_hidden(&timeline).await;
    if n_hidden > 0 {
        return show(&timeline, count.min(n_hidden)).await;
    }
    let (cache, _guard) = timeline.room().event_cache().await.or_failure(DOING)?;
    let n_before = timeline.items().await.len();
    for _ in 0..MAX_EMPTY_PAGES {
        let page = cache.pagination().run_backwards_once(count).await;
        if page.or_failure(DOING)?.reached_start {
            return show(&timeline, count).await;
        }
        sleep(PAGE_PAUSE).await;
        if timeline.items().await.len() > n_before {
            break;
        }
    }
    Ok(LoadedOlder { is_start: false })
}

/// Has the timeline show what is loaded, and its beginning if that is reached.
async fn show(timeline: &Timeline, count: u16) -> Result<LoadedOlder, Failure> {
    let is_start = timeline.paginate_backwards(count).await.or_failure(DOING)?;
    Ok(LoadedOlder { is_start })
}

/// How many entries the timeline has but does not show yet.
async fn n_hidden(timeline: &Timeline) -> u16 {
    let (shown, _) = timeline.subscribe().await;
    let n_hidden = timeline.items().await.len().saturating_sub(shown.len());
    u16::try_from(n_hidden).unwrap_or(u16::MAX)
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

/// Makes a link to a message.
pub async fn handle_link_to_message(
    engine: Engine,
    call: LinkToMessage,
) -> Result<String, Failure> {
    let room = known_room(&engine, &call.room)?;
    let link = room.matrix_to_event_permalink(event_id(&call.event)?).await;
    link.or_failure("link to a message")
        .map(|link| link.to_string())
}

/// Tells the server, and everybody in the room unless it is private, that it was read up to its newest message.
pub async fn handle_mark_as_read(engine: Engine, call: MarkAsRead) -> Result<(), Failure> {
    let timeline = open(&engine, &call.room).await?;
    let room = timeline.room();
    let receipt = match call.is_private {
        true => ReceiptType::ReadPrivate,
        false => ReceiptType::Read,
    };
    timeline
        .mark_as_read(receipt)
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
