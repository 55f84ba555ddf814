//! Has what is unread counted where the server has left messages out.
//!
//! The SDK counts from the last message that was read. Where that is still at hand when an answer leaves messages out, it
//! counts those on both sides of the gap, and does not ask for those in between: of ten new messages it would see one.

use std::collections::HashMap;

use matrix_sdk::{
    Client,
    event_cache::{EventCacheError, RoomEventCache},
    ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId},
    sync::RoomUpdates,
};
use tokio::sync::broadcast::error::RecvError;

/// Messages to ask for: as many as the SDK asks for when it counts. It goes on by itself where that is not enough.
const PAGE: u16 = 30;

/// Asks for what is missing, for as long as it is polled.
pub(super) async fn run(client: Client) {
    let mut news = client.subscribe_to_all_room_updates();
    let mut written = client.event_cache().subscribe_to_room_generic_updates();
    let mut gaps = Gaps::default();
    loop {
        tokio::select! {
            // What comes is told before it is written.
            biased;
            update = news.recv() => match update {
                Ok(update) => gaps.note(&update),
                // Counted too low, until the room has news again.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
            update = written.recv() => match update {
                Ok(update) => gaps.close(&client, &update.room_id).await,
                Err(RecvError::Lagged(_)) => gaps.close_all(&client).await,
                Err(RecvError::Closed) => return,
            },
        }
    }
}

/// Rooms of which an answer left messages out, with the last one that it brought.
#[derive(Default)]
struct Gaps(HashMap<OwnedRoomId, OwnedEventId>);

impl Gaps {
    fn note(&mut self, updates: &RoomUpdates) {
        for (room, update) in &updates.joined {
            let mut events = update.timeline.events.iter().rev();
            let last = events.find_map(|event| event.event_id());
            if let Some(last) = last.filter(|_| update.timeline.limited) {
                self.0.insert(room.clone(), last.to_owned());
            }
        }
    }

    async fn close_all(&mut self, client: &Client) {
        for room in self.0.keys().cloned().collect::<Vec<_>>() {
            self.close(client, &room).await;
        }
    }

    async fn close(&mut self, client: &Client, room: &RoomId) {
        if let Err(error) = self.try_close(client, room).await {
            tracing::warn!(%error, %room, "what is unread is counted without what was left out");
        }
    }

    async fn try_close(&mut self, client: &Client, id: &RoomId) -> Result<(), EventCacheError> {
        let (Some(last), Some(room)) = (self.0.get(id), client.get_room(id)) else {
            return Ok(());
        };
        let (cache, _guard) = room.event_cache().await?;
        // Something else was written: this is still to come.
        if !is_at_hand(&cache, last).await? {
            return Ok(());
        }
        self.0.remove(id);
        let Some(read) = room.read_receipts().latest_active else {
            return Ok(());
        };
        if !is_at_hand(&cache, &read.event_id).await? {
            cache.pagination().run_backwards_once(PAGE).await?;
        }
        Ok(())
    }
}

/// Whether an event is among those from the newest one to the last gap.
async fn is_at_hand(cache: &RoomEventCache, id: &EventId) -> Result<bool, EventCacheError> {
    let is_it = |event: &matrix_sdk_base::event_cache::Event| {
        event.event_id().is_some_and(|it| *it == *id).then_some(())
    };
    let found = cache.rfind_map_event_in_memory_by(is_it).await?;
    Ok(found.is_some())
}
