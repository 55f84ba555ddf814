//! Reading: receipts and the mark of what is new, older messages, several readers of one timeline.

use loggia_protocol::timeline::{ItemKind, LoadOlder, MarkAsRead, TimelineItem};
use serde_json::{Value, json};

use crate::support::{
    fake::{ALICE, BOB, TimeLine},
    http::Reply,
    room::{ROOM, opened, push},
    timeline::{texts, timeline},
};

#[tokio::test]
async fn reading_is_shown_and_told() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([
        time.text("$1", BOB, "one"),
        time.text("$2", ALICE, "two"),
        time.text("$3", BOB, "three"),
    ])
    .await;
    timeline.until_texts(&["one", "two", "three"]).await;
    server.push_receipt(ROOM, "$2", BOB);
    // Whoever writes has read: Bob's receipt stays at his own last message.
    timeline
        .until_message("three", |event| {
            event.n_readers == 1 && event.readers[0].name == "Bob"
        })
        .await;
    push(&server, time.text("$4", ALICE, "four"));
    timeline.until_message("four", |_| true).await;
    server.push_receipt(ROOM, "$4", BOB);
    timeline
        .until_message("four", |event| event.n_readers == 1)
        .await;
    timeline
        .until_message("three", |event| event.n_readers == 0)
        .await;

    push(&server, time.text("$5", BOB, "five"));
    timeline.until_message("five", |_| true).await;
    server.push_room_account_data(ROOM, "m.fully_read", json!({ "event_id": "$4" }));
    let is_marked = |items: &[TimelineItem]| {
        let marker = items
            .iter()
            .position(|item| item.kind == ItemKind::ReadMarker);
        marker.is_some_and(|marker| texts(&items[marker..]) == ["five"])
    };
    timeline.until(is_marked).await;

    let call = MarkAsRead {
        room: ROOM.into(),
        is_private: false,
    };
    engine.call(call).await.unwrap();
    server.request("POST", "/receipt/m.read/$5").await;
}

#[tokio::test]
async fn older_messages_are_loaded() {
    let mut time = TimeLine::default();
    let older: Vec<_> = ["$1", "$2", "$3"].map(|id| time.text(id, BOB, id)).into();
    let (server, engine, mut timeline) = opened([time.text("$4", BOB, "$4")]).await;
    timeline.until_texts(&["$4"]).await;
    let page = |events: &[Value], end: Value| {
        let newest_first: Vec<_> = events.iter().rev().cloned().collect();
        Reply::Json(
            200,
            json!({ "chunk": newest_first, "start": "older", "end": end }),
        )
    };
    server.once("GET", "/messages", page(&older[..1], Value::Null));
    server.once("GET", "/messages", page(&older[1..], json!("oldest")));
    let load = async || {
        engine
            .call(LoadOlder {
                room: ROOM.into(),
                count: 20,
            })
            .await
            .unwrap()
            .is_start
    };
    assert!(!load().await);
    timeline.until_texts(&["$2", "$3", "$4"]).await;
    load().await;
    timeline.until_texts(&["$1", "$2", "$3", "$4"]).await;
    assert!(load().await);
    timeline
        .until(|items| items[0].kind == ItemKind::Start)
        .await;
    assert_eq!(
        server.request("GET", "/messages").await.query["from"],
        "older"
    );
}

#[tokio::test]
async fn loading_older_messages_can_fail_and_be_repeated() {
    let mut time = TimeLine::default();
    let first = time.text("$1", BOB, "one");
    let (server, engine, mut timeline) = opened([time.text("$2", BOB, "two")]).await;
    timeline.until_texts(&["two"]).await;
    server.once(
        "GET",
        "/messages",
        Reply::Json(200, json!({ "chunk": [first], "start": "older" })),
    );
    server.once("GET", "/messages", Reply::Json(502, json!("gateway")));
    let load = async || {
        engine
            .call(LoadOlder {
                room: ROOM.into(),
                count: 20,
            })
            .await
    };
    let failure = load().await.unwrap_err();
    assert_eq!(failure.kind, loggia_protocol::FailureKind::Offline);
    load().await.unwrap();
    timeline.until_texts(&["one", "two"]).await;
}

#[tokio::test]
async fn empty_pages_do_not_load_for_ever() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", BOB, "one")]).await;
    timeline.until_texts(&["one"]).await;
    let empty = json!({ "chunk": [], "start": "older", "end": "always more" });
    server.always("GET", "/messages", Reply::Json(200, empty));
    let loaded = engine
        .call(LoadOlder {
            room: ROOM.into(),
            count: 20,
        })
        .await
        .unwrap();
    assert!(!loaded.is_start);
    assert!(server.count("GET", "/messages") <= 20);
}

#[tokio::test]
async fn two_feeds_share_a_timeline() {
    let mut time = TimeLine::default();
    let (server, engine, mut first) = opened([time.text("$1", BOB, "one")]).await;
    first.until_texts(&["one"]).await;
    let mut second = timeline(&engine, ROOM);
    second.until_texts(&["one"]).await;
    drop(first);
    push(&server, time.text("$2", BOB, "two"));
    second.until_texts(&["one", "two"]).await;
}
