//! Rooms on a real homeserver.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    composer::SetTyping,
    members::TypingFeed,
    rooms::{JoinRoom, PreviewKind, RoomName, RoomRow, Section},
    timeline::{Change, Content, ItemKind, LoadOlder, MarkAsRead},
};
use matrix_sdk::reqwest::Method;
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    real::{User, room_list, timeline},
    room::say,
    timeline::{events, texts},
};

fn named(name: &str) -> impl Fn(&[RoomRow]) -> bool {
    let name = RoomName::Named(name.to_owned());
    move |rows| rows.iter().any(|row| row.name == name)
}

#[tokio::test]
async fn an_invitation_is_accepted() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let engine = alice.signed_in().await;
    let mut list = room_list(&engine);
    list.until(|rows| rows.is_empty()).await;
    let room = bob
        .create_room(json!({ "name": "Party", "invite": [alice.id] }))
        .await;
    let is_invited = |row: &RoomRow| {
        let inviter = row.inviter.as_ref().map(|inviter| inviter.user.as_str());
        row.section == Section::Invites && inviter == Some(bob.id.as_str())
    };
    list.until(|rows| rows.iter().any(is_invited)).await;
    engine
        .call(JoinRoom {
            room: room.as_str().into(),
        })
        .await
        .unwrap();
    list.until(|rows| rows.iter().any(|row| row.section == Section::Rooms))
        .await;
    let mut open = timeline(&engine, &room).await;
    bob.say(&room, "welcome").await;
    open.until_message("welcome", |event| event.sender.user.as_str() == bob.id)
        .await;
}

#[tokio::test]
async fn an_upgraded_room_makes_way() {
    let alice = User::register("alice").await;
    let old = alice
        .create_room(json!({ "name": "Old", "room_version": "10" }))
        .await;
    let engine = alice.signed_in().await;
    let mut list = room_list(&engine);
    list.until(named("Old")).await;
    let answer = alice
        .ask(
            Method::POST,
            &format!("rooms/{old}/upgrade"),
            json!({ "new_version": "11" }),
        )
        .await;
    let new = answer["replacement_room"].as_str().unwrap();
    alice
        .ask(
            Method::PUT,
            &format!("rooms/{new}/state/m.room.name"),
            json!({ "name": "New" }),
        )
        .await;
    list.until(|rows| rows.len() == 1 && rows[0].room.as_str() == new)
        .await;
    let mut open = timeline(&engine, new).await;
    open.until(|items| {
        events(items)
            .iter()
            .any(|event| event.content == Content::Change(Change::Created))
    })
    .await;
}

/// A room of Bob's that Alice is in.
async fn kitchen(alice: &User, bob: &User) -> String {
    let room = bob
        .create_room(json!({ "name": "Kitchen", "invite": [alice.id] }))
        .await;
    let join = format!("join/{room}");
    alice.ask(Method::POST, &join, json!({})).await;
    room
}

#[tokio::test]
async fn tags_and_reading_follow_another_client() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let room = kitchen(&alice, &bob).await;
    let engine = alice.signed_in().await;
    let mut list = room_list(&engine);
    list.until(named("Kitchen")).await;
    let tag = format!("user/{}/rooms/{room}/tags/m.favourite", alice.id);
    alice.ask(Method::PUT, &tag, json!({ "order": 0.5 })).await;
    list.until(|rows| rows[0].section == Section::Favourites)
        .await;
    let event = bob.say(&room, "soup").await;
    list.until(|rows| rows[0].unread.messages > 0).await;
    alice
        .ask(
            Method::POST,
            &format!("rooms/{room}/receipt/m.read/{event}"),
            json!({}),
        )
        .await;
    list.until(|rows| rows[0].unread.messages == 0).await;
}

#[tokio::test]
async fn what_was_said_before_the_sign_in_is_counted() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let room = kitchen(&alice, &bob).await;
    let read = bob.say(&room, "read").await;
    let receipt = format!("rooms/{room}/receipt/m.read/{read}");
    alice.ask(Method::POST, &receipt, json!({})).await;
    bob.say(&room, "one").await;
    let mention = json!({
        "msgtype": "m.text", "body": "two, Alice", "m.mentions": { "user_ids": [alice.id] },
    });
    bob.send(&room, "m.room.message", mention).await;
    let last = bob.say(&room, "three").await;
    let annotation = json!({ "rel_type": "m.annotation", "event_id": last, "key": "👍" });
    bob.send(&room, "m.reaction", json!({ "m.relates_to": annotation }))
        .await;
    let directory = tempfile::tempdir().unwrap();
    let is_told = |rows: &[RoomRow]| {
        let Some(row) = rows.first() else {
            return false;
        };
        let counts = (row.unread.messages, row.unread.mentions);
        let preview = row.preview.as_ref().map(|preview| preview.kind.clone());
        counts == (3, 1) && preview == Some(PreviewKind::Text("three".to_owned()))
    };
    let engine = alice.signed_in_on(Platform::in_dir(directory.path())).await;
    room_list(&engine).until(is_told).await;
    engine.kill();
    let engine = TestEngine::start(Platform::in_dir(directory.path()));
    room_list(&engine).until(is_told).await;
}

#[tokio::test]
async fn what_was_said_meanwhile_is_counted() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let room = kitchen(&alice, &bob).await;
    let directory = tempfile::tempdir().unwrap();
    let counts =
        |n: u32| move |rows: &[RoomRow]| rows.first().is_some_and(|row| row.unread.messages == n);
    let engine = alice.signed_in_on(Platform::in_dir(directory.path())).await;
    let mut list = room_list(&engine);
    list.until(named("Kitchen")).await;
    bob.say(&room, "one").await;
    list.until(counts(1)).await;
    engine.kill();
    for text in ["two", "three", "four"] {
        bob.say(&room, text).await;
    }
    let engine = TestEngine::start(Platform::in_dir(directory.path()));
    room_list(&engine).until(counts(4)).await;
}

#[tokio::test]
async fn two_people_see_each_other_read_and_type() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let room = alice
        .create_room(json!({ "name": "Kitchen", "invite": [bob.id] }))
        .await;
    bob.ask(Method::POST, &format!("join/{room}"), json!({}))
        .await;
    let (here, there) = (alice.signed_in().await, bob.signed_in().await);
    let (mut hers, mut his) = (timeline(&here, &room).await, timeline(&there, &room).await);
    say(&here, &room, "hello").await.unwrap();
    his.until_message("hello", |event| event.sender.user.as_str() == alice.id)
        .await;
    there
        .call(MarkAsRead {
            room: room.as_str().into(),
            is_private: false,
        })
        .await
        .unwrap();
    hers.until_message("hello", |event| {
        event
            .readers
            .iter()
            .any(|person| person.user.as_str() == bob.id)
    })
    .await;

    let mut typing = here.watch(TypingFeed {
        room: room.as_str().into(),
    });
    typing.until(|typing| typing.0.is_empty()).await;
    there
        .call(SetTyping {
            room: room.as_str().into(),
            is_typing: true,
        })
        .await
        .unwrap();
    typing
        .until(|typing| typing.0.iter().any(|person| person.user.as_str() == bob.id))
        .await;
    let silence = SetTyping {
        room: room.as_str().into(),
        is_typing: false,
    };
    there.call(silence).await.unwrap();
    say(&there, &room, "hello to you").await.unwrap();
    hers.until_message("hello to you", |_| true).await;
    typing.until(|typing| typing.0.is_empty()).await;
}

#[tokio::test]
async fn a_long_room_is_read_to_its_beginning() {
    let alice = User::register("alice").await;
    let room = alice.create_room(json!({ "name": "Long" })).await;
    let expected: Vec<_> = (0..120).map(|n| format!("message {n}")).collect();
    for text in &expected {
        alice.say(&room, text).await;
    }
    let engine = alice.signed_in().await;
    let mut open = timeline(&engine, &room).await;
    open.until_message("message 119", |_| true).await;
    let load = || {
        engine.call(LoadOlder {
            room: room.as_str().into(),
            count: 50,
        })
    };
    while !load().await.unwrap().is_start {}
    open.until(|items| {
        texts(items) == expected && items.iter().any(|item| item.kind == ItemKind::Start)
    })
    .await;
}
