//! What strangers and broken software send: nothing of it may stop a feed, and good messages go on to arrive.

mod samples;

use loggia_protocol::{
    ids::RoomId,
    members::TypingFeed,
    rooms::{RoomFeed, RoomListFeed, RoomName, RoomRow},
    timeline::{Content, Event, TimelineItem},
};
use serde_json::json;

use samples::{message_like, states};

use crate::support::{
    fake::{ALICE, BOB, FakeServer, RoomUpdate, TimeLine, state},
    fuzz::Fuzz,
    room::{ROOM, open, opened, push},
    timeline::{events, texts},
};

/// Variants of each kind of event.
const VARIANTS: usize = 100;

#[tokio::test]
async fn no_message_stops_a_timeline() {
    let mut time = TimeLine::default();
    let (server, _engine, mut timeline) = opened([time.text("$1", BOB, "begin")]).await;
    timeline.until_texts(&["begin"]).await;
    let mut fuzz = Fuzz::seeded(1);
    for (index, (kind, content)) in message_like("$1").into_iter().enumerate() {
        let mut update = RoomUpdate::of(ROOM);
        for variant in 0..VARIANTS {
            let mut event = time.event(&format!("$f{index}-{variant}"), BOB, kind, content.clone());
            fuzz.spoil(&mut event["content"]);
            update = update.event(event);
        }
        let proof = format!("after {index}");
        server.push(update.event(time.text(&format!("$p{index}"), BOB, &proof)));
        timeline
            .until(|items| texts(items).contains(&&*proof))
            .await;
    }
}

#[tokio::test]
async fn no_state_stops_a_room() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", BOB, "begin")]).await;
    let mut head = engine.watch(RoomFeed { room: ROOM.into() });
    let mut list = engine.list::<RoomRow, _>(RoomListFeed::default());
    timeline.until_texts(&["begin"]).await;
    let mut fuzz = Fuzz::seeded(2);
    for (index, (kind, key, content)) in states().into_iter().enumerate() {
        let mut update = RoomUpdate::of(ROOM);
        for variant in 0..VARIANTS {
            let mut event = time.event(&format!("$f{index}-{variant}"), BOB, kind, content.clone());
            event["state_key"] = json!(key);
            event["unsigned"] = json!({ "prev_content": content });
            fuzz.spoil(&mut event["content"]);
            fuzz.spoil(&mut event["unsigned"]["prev_content"]);
            update = update.state(event.clone()).event(event);
        }
        let proof = format!("after {index}");
        let name = state("m.room.name", BOB, "", json!({ "name": proof }));
        let proof_event = time.text(&format!("$p{index}"), BOB, &proof);
        server.push(update.state(name.clone()).event(name).event(proof_event));
        timeline
            .until(|items| texts(items).contains(&&*proof))
            .await;
        let expected = RoomName::Named(proof);
        head.until(|head| head.name == expected).await;
        list.until(|rows| rows.iter().any(|row| row.name == expected))
            .await;
    }
}

#[tokio::test]
async fn no_power_levels_stop_a_room() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", BOB, "begin")]).await;
    let mut head = engine.watch(RoomFeed { room: ROOM.into() });
    timeline.until_texts(&["begin"]).await;
    let levels = json!({
        "ban": 50, "events": { "m.room.name": 50 }, "events_default": 0, "invite": 0, "kick": 50, "redact": 50,
        "state_default": 50, "users": { (BOB): 100, (ALICE): i64::MAX }, "users_default": i64::MIN,
        "notifications": { "room": 50 },
    });
    let mut fuzz = Fuzz::seeded(3);
    for variant in 0..VARIANTS {
        let mut event = state("m.room.power_levels", BOB, "", levels.clone());
        event["event_id"] = json!(format!("$f{variant}"));
        fuzz.spoil(&mut event["content"]);
        let proof = variant.to_string();
        let topic = state("m.room.topic", BOB, "", json!({ "topic": proof }));
        let text = time.text(&format!("$p{variant}"), BOB, &proof);
        let update = RoomUpdate::of(ROOM).state(event.clone()).event(event);
        server.push(update.state(topic.clone()).event(topic).event(text));
        timeline
            .until(|items| texts(items).contains(&&*proof))
            .await;
        head.until(|head| head.topic.as_ref() == Some(&proof)).await;
    }
}

#[tokio::test]
async fn no_unsigned_data_stops_a_timeline() {
    let mut time = TimeLine::default();
    let (server, _engine, mut timeline) = opened([time.text("$1", BOB, "begin")]).await;
    timeline.until_texts(&["begin"]).await;
    let mut fuzz = Fuzz::seeded(4);
    for variant in 0..VARIANTS {
        let mut event = time.text(&format!("$f{variant}"), BOB, "fuzz");
        event["unsigned"] = json!({
            "age": 1, "transaction_id": "a", "redacted_because": null,
            "m.relations": { "m.replace": { "event_id": "$x" }, "m.thread": { "count": 1, "latest_event": {} } },
        });
        fuzz.spoil(&mut event["unsigned"]);
        push(&server, event);
        let proof = format!("after {variant}");
        push(&server, time.text(&format!("$p{variant}"), BOB, &proof));
        timeline
            .until(|items| texts(items).contains(&&*proof))
            .await;
    }
}

#[tokio::test]
async fn times_that_cannot_be_are_only_shown() {
    let mut time = TimeLine::default();
    let (server, _engine, mut timeline) = opened([time.text("$1", BOB, "begin")]).await;
    timeline.until_texts(&["begin"]).await;
    for (index, at) in [0_u64, 1, 253_402_300_799_999, 9_007_199_254_740_991]
        .into_iter()
        .enumerate()
    {
        let proof = format!("at {at}");
        let mut event = time.text(&format!("$t{index}"), BOB, &proof);
        event["origin_server_ts"] = json!(at);
        push(&server, event);
        timeline
            .until_message(&proof, |event| event.sent_at == at)
            .await;
    }
    let expected = [
        "begin",
        "at 0",
        "at 1",
        "at 253402300799999",
        "at 9007199254740991",
    ];
    timeline.until_texts(&expected).await;
}

#[tokio::test]
async fn no_account_data_stops_the_list() {
    let server = FakeServer::start().await;
    server.push(RoomUpdate::joined(ROOM, "A"));
    let engine = server.signed_in().await;
    let mut timeline = open(&engine).await;
    timeline.advance().await;
    let mut list = engine.list::<RoomRow, _>(RoomListFeed::default());
    let global = [
        ("m.direct", json!({ (BOB): [ROOM] })),
        (
            "m.ignored_user_list",
            json!({ "ignored_users": { "@mal:fake.test": {} } }),
        ),
        (
            "m.push_rules",
            json!({ "global": { "override": [], "content": [], "room": [], "sender": [], "underride": [] } }),
        ),
        ("m.secret_storage.default_key", json!({ "key": "a" })),
    ];
    let in_room = [
        (
            "m.tag",
            json!({ "tags": { "m.favourite": { "order": 0.5 }, "__proto__": {} } }),
        ),
        ("m.fully_read", json!({ "event_id": "$1" })),
        ("m.marked_unread", json!({ "unread": true })),
    ];
    let mut fuzz = Fuzz::seeded(5);
    for variant in 0..VARIANTS {
        for (kind, content) in &global {
            let mut content = content.clone();
            fuzz.spoil(&mut content);
            server.push_account_data(kind, content);
        }
        for (kind, content) in &in_room {
            let mut content = content.clone();
            fuzz.spoil(&mut content);
            server.push_room_account_data(ROOM, kind, content);
        }
        let proof = RoomName::Named(format!("Room {variant}"));
        let name = state(
            "m.room.name",
            BOB,
            "",
            json!({ "name": format!("Room {variant}") }),
        );
        server.push(RoomUpdate::of(ROOM).state(name.clone()).event(name));
        list.until(|rows| rows.iter().any(|row| row.name == proof))
            .await;
    }
}

#[tokio::test]
async fn no_ephemeral_event_stops_a_room() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", ALICE, "begin")]).await;
    timeline.until_texts(&["begin"]).await;
    let room = RoomId::from(ROOM);
    let mut typing = engine.watch(TypingFeed { room });
    typing.until(|typing| typing.0.is_empty()).await;
    for users in [
        &["nonsense"][..],
        &["@mal:fake.test", ""],
        &["@__proto__:fake.test"],
    ] {
        server.push_typing(ROOM, users);
    }
    server.push_receipt(ROOM, "$nowhere", "nonsense");
    server.push_receipt(ROOM, "nonsense", BOB);
    server.push_typing(ROOM, &[BOB]);
    typing
        .until(|typing| typing.0.iter().any(|person| person.name == "Bob"))
        .await;
    server.push_receipt(ROOM, "$1", BOB);
    timeline
        .until_message("begin", |event| event.n_readers == 1)
        .await;
}

#[tokio::test]
async fn keys_that_are_special_elsewhere_are_only_keys() {
    let mut time = TimeLine::default();
    let (server, _engine, mut timeline) = opened([time.text("$1", BOB, "begin")]).await;
    timeline.until_texts(&["begin"]).await;
    for (index, key) in ["__proto__", "constructor", "toString"]
        .into_iter()
        .enumerate()
    {
        let react =
            json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": "$1", "key": key } });
        push(
            &server,
            time.event(&format!("$r{index}"), BOB, "m.reaction", react),
        );
        let mut event = time.event(&format!("$s{index}"), BOB, key, json!({ key: key }));
        event["state_key"] = json!(key);
        server.push(RoomUpdate::of(ROOM).state(event.clone()).event(event));
    }
    timeline
        .until_message("begin", |event| event.reactions.len() == 3)
        .await;
}

#[tokio::test]
async fn large_messages_arrive() {
    let mut time = TimeLine::default();
    let (server, _engine, mut timeline) = opened([]).await;
    let texts = [
        "w".repeat(60_000),
        "word ".repeat(12_000),
        "🎂".repeat(10_000),
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞".repeat(1_000),
    ];
    for (index, text) in texts.iter().enumerate() {
        let id = format!("$l{index}");
        push(&server, time.text(&id, BOB, text));
        let has_come = |items: &[TimelineItem]| {
            let is_it = |event: &&Event| event.event.as_ref().is_some_and(|event| event.0 == id);
            events(items).iter().any(is_it)
        };
        timeline.until(has_come).await;
    }
    let many = (0..2_000).map(|n| time.text(&format!("$m{n}"), BOB, &n.to_string()));
    server.push(RoomUpdate::of(ROOM).events(many));
    timeline.until_message("1999", |_| true).await;
    assert!(
        events(&timeline.items)
            .iter()
            .all(|event| matches!(event.content, Content::Text(_)))
    );
}
