//! What the store holds of a room's newest messages: there as the timeline opens, before anybody asks for older ones.

use matrix_sdk::{Room, event_cache::EventCacheError};
use matrix_sdk_base::event_cache::store::EventCacheStoreError;
use matrix_sdk_common::linked_chunk::{ChunkContent, LinkedChunkId};

/// How many events fill a screen.
const SCREEN: usize = 20;

/// Events of a page. What is stored comes in the pieces in which it arrived, however many are asked for.
const PAGE: u16 = 50;

/// Loads a screen of what is stored. The SDK alone begins with the last piece, which may be one event.
pub async fn load_nearby(room: &Room) {
    if let Err(error) = try_load(room).await {
        tracing::warn!(%error, "a timeline begins with less than is stored");
    }
}

async fn try_load(room: &Room) -> Result<(), EventCacheError> {
    let (cache, _guard) = room.event_cache().await?;
    let mut n_loaded = cache.events().await?.len();
    if n_loaded >= SCREEN {
        return Ok(());
    }
    let n_stored = n_stored(room).await?;
    while n_loaded < n_stored {
        let page = cache.pagination().run_backwards_once(PAGE).await;
        match page?.events.len() {
            0 => break,
            n => n_loaded += n,
        }
    }
    Ok(())
}

/// How many events are stored from the newest one on without a gap; those beyond a screen are not counted.
async fn n_stored(room: &Room) -> Result<usize, EventCacheError> {
    let id = LinkedChunkId::Room(room.room_id());
    let client = room.client();
    let store = client.event_cache_store().lock().await?;
    let store = store.as_clean().ok_or(EventCacheStoreError::Locked)?;
    let (mut piece, _) = store.load_last_chunk(id).await?;
    let mut n_stored = 0;
    while let Some(current) = piece {
        let ChunkContent::Items(events) = current.content else {
            break;
        };
        n_stored += events.len();
        if n_stored >= SCREEN {
            break;
        }
        piece = store.load_previous_chunk(id, current.identifier).await?;
    }
    Ok(n_stored)
}
