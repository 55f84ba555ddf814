//! No event is missing in the store below between two writes, and else nothing differs.

use matrix_sdk::ruma::{event_id, room_id};
use matrix_sdk_base::{
    event_cache::store::{
        MemoryStore,
        integration_tests::{check_test_event, make_test_event_with_event_id},
    },
    event_cache_store_integration_tests,
};
use matrix_sdk_common::linked_chunk::ChunkContent;

use super::*;

async fn get_event_cache_store() -> Result<Joining> {
    Ok(Joining::new(MemoryStore::new()))
}

// What the SDK asks of any event store.
event_cache_store_integration_tests!();

fn chunk() -> ChunkIdentifier {
    ChunkIdentifier::new(0)
}

fn room() -> &'static RoomId {
    room_id!("!kitchen:example.org")
}

fn chain() -> LinkedChunkId<'static> {
    LinkedChunkId::Room(room())
}

fn tea() -> Event {
    make_test_event_with_event_id(room(), "tea", Some(event_id!("$tea")))
}

/// A store with one event in it, and the store below.
async fn with_tea() -> (Joining, Arc<DynEventCacheStore>) {
    let below = MemoryStore::new().into_event_cache_store();
    let store = Joining::new(below.clone());
    begin(&store).await;
    (store, below)
}

/// Makes a chunk with the event in it.
async fn begin(store: &Joining) {
    let new = Update::NewItemsChunk {
        previous: None,
        new: chunk(),
        next: None,
    };
    store
        .handle_linked_chunk_updates(chain(), vec![new, push(0)])
        .await
        .unwrap();
}

fn push(at: usize) -> Update<Event, Gap> {
    Update::PushItems {
        at: Position::new(chunk(), at),
        items: vec![tea()],
    }
}

async fn take_out(store: &Joining) {
    let remove = Update::RemoveItem {
        at: Position::new(chunk(), 0),
    };
    store
        .handle_linked_chunk_updates(chain(), vec![remove])
        .await
        .unwrap();
}

async fn n_events(store: &DynEventCacheStore) -> usize {
    let chunks = store.load_all_chunks(chain()).await.unwrap();
    let of_chunk = |chunk: &RawChunk<Event, Gap>| match &chunk.content {
        ChunkContent::Items(events) => events.len(),
        ChunkContent::Gap(_) => 0,
    };
    chunks.iter().map(of_chunk).sum()
}

#[tokio::test]
async fn what_is_moved_is_in_the_store_all_the_time() {
    let (store, below) = with_tea().await;
    take_out(&store).await;
    assert_eq!(n_events(&*below).await, 1);
    store
        .handle_linked_chunk_updates(chain(), vec![push(0)])
        .await
        .unwrap();
    assert_eq!(n_events(&*below).await, 1);
    let found = below.find_event(room(), event_id!("$tea")).await.unwrap();
    check_test_event(&found.unwrap(), "tea");
}

#[tokio::test]
async fn what_was_taken_out_has_no_place_any_more() {
    let (store, below) = with_tea().await;
    take_out(&store).await;
    let asked = vec![event_id!("$tea").to_owned()];
    let places = store.filter_duplicated_events(chain(), asked).await;
    assert!(places.unwrap().is_empty());
    assert_eq!(n_events(&*below).await, 0);
}

#[tokio::test]
async fn a_room_that_is_cleared_has_nothing_left_to_take_out() {
    let (store, below) = with_tea().await;
    take_out(&store).await;
    store.clear_all_events(Some(room())).await.unwrap();
    begin(&store).await;
    assert_eq!(n_events(&*below).await, 1);
}
