//! What is remembered is what the store would say.

use std::{pin::pin, task::Poll};

use futures_util::poll;
use matrix_sdk::ruma::{events::AnySyncStateEvent, room_id, user_id};
use matrix_sdk_base::store::MemoryStore;
use serde_json::json;

use super::*;

const TOPIC: StateEventType = StateEventType::RoomTopic;

fn topic(room: &RoomId, topic: &str) -> StateChanges {
    let event = json!({
        "type": "m.room.topic", "state_key": "", "event_id": "$1", "sender": "@a:x.y", "origin_server_ts": 1,
        "content": { "topic": topic },
    });
    let event: Raw<AnySyncStateEvent> = serde_json::from_value(event).unwrap();
    let mut changes = StateChanges::default();
    let of_room = changes.state.entry(room.to_owned()).or_default();
    of_room
        .entry(TOPIC)
        .or_default()
        .insert(String::new(), event);
    changes
}

async fn read(store: &Remembering, room: &RoomId) -> Option<String> {
    let event = store.get_state_event(room, TOPIC, "").await.unwrap()?;
    let json = serde_json::to_value(event).unwrap();
    Some(json["content"]["topic"].as_str()?.to_owned())
}

#[tokio::test]
async fn what_was_read_is_remembered_until_its_room_changes() {
    let (one, other) = (room_id!("!one:x.y"), room_id!("!other:x.y"));
    let store = Remembering::new(MemoryStore::new());
    let below = store.store.clone();
    assert_eq!(read(&store, one).await, None);
    // Behind its back, which nobody does, so that it shows what is remembered.
    below.save_changes(&topic(one, "unseen")).await.unwrap();
    assert_eq!(read(&store, one).await, None);
    store
        .save_changes(&topic(other, "elsewhere"))
        .await
        .unwrap();
    assert_eq!(read(&store, one).await, None);
    store.save_changes(&topic(one, "tea")).await.unwrap();
    assert_eq!(read(&store, one).await.as_deref(), Some("tea"));
    assert_eq!(read(&store, other).await.as_deref(), Some("elsewhere"));
    store.remove_room(one).await.unwrap();
    assert_eq!(read(&store, one).await, None);
}

#[tokio::test]
async fn what_is_read_while_something_is_written_is_not_remembered() {
    let room = room_id!("!one:x.y");
    let store = Remembering::new(MemoryStore::new());
    let changes = topic(room, "tea");
    let writing = store.write(Some(&changes));
    assert_eq!(read(&store, room).await, None);
    drop(writing);
    assert!(store.reads().state.is_empty());
    // A question that was asked before the writing and answered after it.
    let asked = async {
        tokio::task::yield_now().await;
        Ok(None)
    };
    let key = (room.to_owned(), TOPIC, String::new());
    let mut reading = pin!(store.recall(|reads| &mut reads.state, key, asked));
    assert!(poll!(&mut reading).is_pending());
    store.save_changes(&changes).await.unwrap();
    assert!(matches!(poll!(&mut reading), Poll::Ready(Ok(None))));
    assert_eq!(read(&store, room).await.as_deref(), Some("tea"));
}

#[tokio::test]
async fn names_are_found_as_the_store_finds_them() {
    let room = room_id!("!one:x.y");
    let store = Remembering::new(MemoryStore::new());
    let (alice, bob) = (DisplayName::new("Alice"), DisplayName::new("Bob"));
    let users = BTreeSet::from([user_id!("@alice:x.y").to_owned()]);
    let mut changes = StateChanges::default();
    changes
        .ambiguity_maps
        .entry(room.to_owned())
        .or_default()
        .insert(alice.clone(), users.clone());
    assert!(
        store
            .get_users_with_display_name(room, &alice)
            .await
            .unwrap()
            .is_empty()
    );
    store.save_changes(&changes).await.unwrap();
    for _ in 0..2 {
        assert_eq!(
            store
                .get_users_with_display_name(room, &alice)
                .await
                .unwrap(),
            users
        );
        let names = [alice.clone(), bob.clone()];
        let found = store
            .get_users_with_display_names(room, &names)
            .await
            .unwrap();
        assert_eq!(found, HashMap::from([(&alice, users.clone())]));
    }
}

#[test]
fn it_does_not_grow_without_end() {
    let mut reads = Reads::default();
    for n in 0..10_000 {
        let epoch = reads.epoch();
        let key = (room_id!("!one:x.y").to_owned(), TOPIC, n.to_string());
        reads.keep(epoch, |reads| &mut reads.state, key, None);
        assert!(reads.state.len() <= 4096);
    }
    assert!(!reads.state.is_empty());
}
