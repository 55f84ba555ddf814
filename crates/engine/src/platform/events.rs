//! An event store in which no event is missing for a moment.
//!
//! The SDK moves an event by taking it out in one write and putting it in elsewhere in the next one. An engine that dies
//! in between leaves a store without that event, often the newest one. Here what takes out waits for the next write.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
};

use async_trait::async_trait;
use matrix_sdk::ruma::{EventId, OwnedEventId, RoomId, events::relation::RelationType};
use matrix_sdk_base::event_cache::{
    Event, Gap,
    store::{DynEventCacheStore, EventCacheStore, EventCacheStoreError, IntoEventCacheStore},
    thread::ThreadInfo,
};
use matrix_sdk_common::{
    cross_process_lock::CrossProcessLockGeneration,
    linked_chunk::{
        ChunkIdentifier, ChunkIdentifierGenerator, ChunkMetadata, LinkedChunkId,
        OwnedLinkedChunkId, Position, RawChunk, Update,
    },
};

type Result<T> = std::result::Result<T, EventCacheStoreError>;
type Updates = Vec<Update<Event, Gap>>;

/// An event store, and what is to be taken out of it with the next write.
#[derive(Debug)]
pub struct Joining {
    store: Arc<DynEventCacheStore>,
    waiting: Mutex<HashMap<OwnedLinkedChunkId, Updates>>,
}

impl Joining {
    /// Joins what is written to this store. Nobody else may write to it.
    pub fn new(store: impl IntoEventCacheStore) -> Self {
        Self {
            store: store.into_event_cache_store(),
            waiting: Mutex::default(),
        }
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<OwnedLinkedChunkId, Updates>> {
        self.waiting.lock().expect("no holder panics")
    }

    /// Writes what waits for this chain of chunks and then this, all or nothing.
    async fn write(&self, id: LinkedChunkId<'_>, mut updates: Updates) -> Result<()> {
        let key = id.to_owned();
        let taken_out = self.waiting().remove(&key).unwrap_or_default();
        if taken_out.is_empty() {
            return self.store.handle_linked_chunk_updates(id, updates).await;
        }
        updates.splice(..0, taken_out.iter().cloned());
        let written = self.store.handle_linked_chunk_updates(id, updates).await;
        if written.is_err() {
            // The SDK was told that these are out.
            self.waiting()
                .entry(key)
                .or_default()
                .splice(..0, taken_out);
        }
        written
    }

    /// Writes what waits for this chain of chunks: its positions are about to be read.
    async fn settle(&self, id: LinkedChunkId<'_>) -> Result<()> {
        let is_waiting = self.waiting().contains_key(&id.to_owned());
        match is_waiting {
            true => self.write(id, Updates::new()).await,
            false => Ok(()),
        }
    }

    /// Writes what waits of a room, or of all rooms.
    async fn settle_room(&self, room: Option<&RoomId>) -> Result<()> {
        let waiting: Vec<_> = self.waiting().keys().cloned().collect();
        for id in waiting {
            if room.is_none_or(|room| is_of(&id, room)) {
                self.settle(id.as_ref()).await?;
            }
        }
        Ok(())
    }
}

/// Whether this only takes something out.
fn only_removes(update: &Update<Event, Gap>) -> bool {
    matches!(update, Update::RemoveItem { .. } | Update::RemoveChunk(_))
}

fn is_of(id: &OwnedLinkedChunkId, room: &RoomId) -> bool {
    match id {
        OwnedLinkedChunkId::Room(of)
        | OwnedLinkedChunkId::Thread(of, _)
        | OwnedLinkedChunkId::PinnedEvents(of)
        | OwnedLinkedChunkId::EventFocused(of, _) => of == room,
    }
}

#[cfg_attr(target_family = "wasm", async_trait(?Send))]
#[cfg_attr(not(target_family = "wasm"), async_trait)]
impl EventCacheStore for Joining {
    type Error = EventCacheStoreError;

    async fn try_take_leased_lock(
        &self,
        lease_duration_ms: u32,
        key: &str,
        holder: &str,
    ) -> Result<Option<CrossProcessLockGeneration>> {
        self.store
            .try_take_leased_lock(lease_duration_ms, key, holder)
            .await
    }

    async fn handle_linked_chunk_updates(
        &self,
        id: LinkedChunkId<'_>,
        updates: Updates,
    ) -> Result<()> {
        if !updates.iter().all(only_removes) {
            return self.write(id, updates).await;
        }
        self.waiting()
            .entry(id.to_owned())
            .or_default()
            .extend(updates);
        Ok(())
    }

    async fn load_all_chunks(&self, id: LinkedChunkId<'_>) -> Result<Vec<RawChunk<Event, Gap>>> {
        self.settle(id).await?;
        self.store.load_all_chunks(id).await
    }

    async fn load_all_chunks_metadata(&self, id: LinkedChunkId<'_>) -> Result<Vec<ChunkMetadata>> {
        self.settle(id).await?;
        self.store.load_all_chunks_metadata(id).await
    }

    async fn load_last_chunk(
        &self,
        id: LinkedChunkId<'_>,
    ) -> Result<(Option<RawChunk<Event, Gap>>, ChunkIdentifierGenerator)> {
        self.settle(id).await?;
        self.store.load_last_chunk(id).await
    }

    async fn load_previous_chunk(
        &self,
        id: LinkedChunkId<'_>,
        before: ChunkIdentifier,
    ) -> Result<Option<RawChunk<Event, Gap>>> {
        self.settle(id).await?;
        self.store.load_previous_chunk(id, before).await
    }

    async fn load_thread_info(&self, room: &RoomId, thread: &EventId) -> Result<ThreadInfo> {
        self.store.load_thread_info(room, thread).await
    }

    async fn update_thread_info(
        &self,
        room: &RoomId,
        thread: &EventId,
        info: &ThreadInfo,
    ) -> Result<()> {
        self.store.update_thread_info(room, thread, info).await
    }

    async fn clear_all_events(&self, room: Option<&RoomId>) -> Result<()> {
        self.waiting()
            .retain(|id, _| room.is_some_and(|room| !is_of(id, room)));
        self.store.clear_all_events(room).await
    }

    async fn filter_duplicated_events(
        &self,
        id: LinkedChunkId<'_>,
        events: Vec<OwnedEventId>,
    ) -> Result<Vec<(OwnedEventId, Position)>> {
        self.settle(id).await?;
        self.store.filter_duplicated_events(id, events).await
    }

    /// Finds also what waits to be taken out: it is about to be put in again.
    async fn find_event(&self, room: &RoomId, event: &EventId) -> Result<Option<Event>> {
        self.store.find_event(room, event).await
    }

    async fn find_event_relations(
        &self,
        room: &RoomId,
        event: &EventId,
        filter: Option<&[RelationType]>,
    ) -> Result<Vec<(Event, Option<Position>)>> {
        self.settle_room(Some(room)).await?;
        self.store.find_event_relations(room, event, filter).await
    }

    async fn get_room_events(
        &self,
        room: &RoomId,
        event_type: Option<&str>,
        session: Option<&str>,
    ) -> Result<Vec<Event>> {
        self.store.get_room_events(room, event_type, session).await
    }

    async fn save_event(&self, room: &RoomId, event: Event) -> Result<()> {
        self.settle_room(Some(room)).await?;
        self.store.save_event(room, event).await
    }

    async fn close(&self) -> Result<()> {
        self.settle_room(None).await?;
        self.store.close().await
    }

    async fn reopen(&self) -> Result<()> {
        self.store.reopen().await
    }

    async fn optimize(&self) -> Result<()> {
        self.store.optimize().await
    }

    async fn get_size(&self) -> Result<Option<usize>> {
        self.store.get_size().await
    }
}

#[cfg(test)]
mod tests;
