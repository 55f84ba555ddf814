//! What strangers and broken software send: nothing of it may stop a feed, and good messages go on to arrive.

use loggia_protocol::{
    ids::RoomId,
    members::TypingFeed,
    rooms::{RoomFeed, RoomListFeed, RoomName, RoomRow},
    timeline::{Content, Event, TimelineItem},
};
use serde_json::{Value, json};

use crate::support::{
    fake::{ALICE, BOB, FakeServer, RoomUpdate, TimeLine, state},
    fuzz::Fuzz,
    room::{ROOM, open, opened, push},
    timeline::{events, texts},
};

/// Variants of each kind of event.
const VARIANTS: usize = 100;

fn relation(kind: &str, to: &str) -> Value {
    json!({ "rel_type": kind, "event_id": to, "key": "👍" })
}

/// One good content of each kind of event that a timeline holds.
fn message_like(to: &str) -> Vec<(&'static str, Value)> {
    let media = json!({
        "body": "a", "filename": "a.png", "url": "mxc://fake.test/a",
        "info": {
            "mimetype": "image/png", "size": 1, "w": 1, "h": 1, "duration": 1, "xyz.amorgan.blurhash": "LEHV6nWB2yk8",
            "thumbnail_url": "mxc://fake.test/b", "thumbnail_info": { "w": 1, "h": 1, "size": 1, "mimetype": "image/png" },
        },
    });
    let typed = |kind: &str| {
        let mut content = media.clone();
        content["msgtype"] = json!(kind);
        content
    };
    let text = json!({
        "msgtype": "m.text", "body": "a", "format": "org.matrix.custom.html", "formatted_body": "<b>a</b>",
        "m.mentions": { "user_ids": [ALICE], "room": true },
        "m.relates_to": { "m.in_reply_to": { "event_id": to } },
    });
    let edit = json!({
        "msgtype": "m.text", "body": "* b", "m.new_content": { "msgtype": "m.text", "body": "b" },
        "m.relates_to": relation("m.replace", to),
    });
    let poll = json!({
        "org.matrix.msc1767.text": "a",
        "org.matrix.msc3381.poll.start": {
            "kind": "org.matrix.msc3381.poll.disclosed", "max_selections": 1,
            "question": { "org.matrix.msc1767.text": "a" },
            "answers": [{ "id": "1", "org.matrix.msc1767.text": "a" }],
        },
    });
    let vote = json!({
        "m.relates_to": relation("m.reference", to), "org.matrix.msc3381.poll.response": { "answers": ["1"] },
    });
    let encrypted = json!({
        "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgAEnACgAkLmt6q", "device_id": "D",
        "sender_key": "IlRMeOPX2e0MurIyfWEucYBRVOEEUMrOHqn/8mLqMjA", "session_id": "s",
    });
    let request = json!({
        "msgtype": "m.key.verification.request", "body": "a", "from_device": "D", "methods": ["m.sas.v1"], "to": ALICE,
    });
    vec![
        ("m.room.message", text),
        ("m.room.message", edit),
        ("m.room.message", typed("m.image")),
        ("m.room.message", typed("m.video")),
        ("m.room.message", typed("m.audio")),
        ("m.room.message", typed("m.file")),
        (
            "m.room.message",
            json!({ "msgtype": "m.location", "body": "a", "geo_uri": "geo:1,2" }),
        ),
        (
            "m.room.message",
            json!({ "msgtype": "m.server_notice", "body": "a", "server_notice_type": "a" }),
        ),
        (
            "m.room.message",
            json!({ "msgtype": "org.example.odd", "body": "a", "data": {} }),
        ),
        ("m.room.message", request),
        ("m.sticker", media.clone()),
        (
            "m.reaction",
            json!({ "m.relates_to": relation("m.annotation", to) }),
        ),
        (
            "m.room.redaction",
            json!({ "redacts": "$nothing", "reason": "a" }),
        ),
        ("m.room.encrypted", encrypted),
        ("org.matrix.msc3381.poll.start", poll),
        ("org.matrix.msc3381.poll.response", vote),
        (
            "m.call.invite",
            json!({ "call_id": "a", "version": "1", "lifetime": 1, "party_id": "a", "offer": { "type": "offer", "sdp": "a" } }),
        ),
        (
            "m.key.verification.ready",
            json!({ "from_device": "D", "methods": ["m.sas.v1"], "m.relates_to": relation("m.reference", to) }),
        ),
        ("org.example.odd", json!({ "a": { "b": ["c"] } })),
    ]
}

/// One good content of each kind of state.
fn states() -> Vec<(&'static str, &'static str, Value)> {
    let carol = "@carol:fake.test";
    vec![
        (
            "m.room.member",
            carol,
            json!({ "membership": "join", "displayname": "Carol", "avatar_url": "mxc://fake.test/a", "reason": "a" }),
        ),
        ("m.room.name", "", json!({ "name": "B" })),
        (
            "m.room.topic",
            "",
            json!({ "topic": "a", "m.topic": { "m.text": [{ "body": "a" }] } }),
        ),
        (
            "m.room.avatar",
            "",
            json!({ "url": "mxc://fake.test/a", "info": { "w": 1, "h": 1 } }),
        ),
        (
            "m.room.join_rules",
            "",
            json!({ "join_rule": "restricted", "allow": [{ "type": "m.room_membership", "room_id": "!b:fake.test" }] }),
        ),
        (
            "m.room.history_visibility",
            "",
            json!({ "history_visibility": "shared" }),
        ),
        (
            "m.room.guest_access",
            "",
            json!({ "guest_access": "can_join" }),
        ),
        (
            "m.room.canonical_alias",
            "",
            json!({ "alias": "#a:fake.test", "alt_aliases": ["#b:fake.test"] }),
        ),
        ("m.room.pinned_events", "", json!({ "pinned": ["$1"] })),
        (
            "m.room.server_acl",
            "",
            json!({ "allow": ["*"], "deny": [], "allow_ip_literals": true }),
        ),
        (
            "m.room.third_party_invite",
            "a",
            json!({ "display_name": "a", "key_validity_url": "a", "public_key": "a" }),
        ),
        (
            "m.space.child",
            "!b:fake.test",
            json!({ "via": ["fake.test"], "order": "a" }),
        ),
        (
            "org.matrix.msc3672.beacon_info",
            ALICE,
            json!({ "description": "a", "live": true, "timeout": 1 }),
        ),
        ("org.example.odd", "a", json!({ "a": 1 })),
    ]
}

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
    let mut list = engine.list::<RoomRow, _>(RoomListFeed {
        search: String::new(),
    });
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
    let mut list = engine.list::<RoomRow, _>(RoomListFeed {
        search: String::new(),
    });
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
