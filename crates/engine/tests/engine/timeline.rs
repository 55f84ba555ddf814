//! A room's timeline: what it shows, and how it follows what happens.

use loggia_protocol::{
    ids::EventId,
    rooms::PreviewKind,
    timeline::{
        Change, Content, ItemKind, LoadQuote, MembershipChange, Quote, QuoteState, SendState,
        TimelineItem,
    },
};
use serde_json::{Value, json};

use crate::support::{
    fake::{ALICE, BOB, RoomUpdate, TimeLine, state},
    http::Reply,
    room::{ROOM, opened, push},
    timeline::{events, find, texts},
};

#[tokio::test]
async fn a_message_of_an_unknown_kind_is_shown_by_its_text() {
    let mut time = TimeLine::default();
    let dance = json!({ "msgtype": "org.example.dance", "body": "Bob dances" });
    let silence = json!({ "msgtype": "org.example.dance", "body": "" });
    let (_server, _engine, mut timeline) = opened([
        time.message("$1", BOB, dance),
        time.message("$2", BOB, silence),
        time.text("$3", BOB, "plain"),
    ])
    .await;
    timeline
        .until(|items| texts(items) == ["Bob dances", "plain"])
        .await;
}

#[tokio::test]
async fn messages_say_who_and_what() {
    let mut time = TimeLine::default();
    let html = json!({
        "msgtype": "m.text", "body": "**bold**",
        "format": "org.matrix.custom.html", "formatted_body": "<strong>bold</strong>",
    });
    let (_server, _engine, mut timeline) = opened([
        time.text("$1", BOB, "plain"),
        time.message("$2", ALICE, html),
        time.message("$3", BOB, json!({ "msgtype": "m.notice", "body": "beep" })),
        time.message("$4", BOB, json!({ "msgtype": "m.emote", "body": "waves" })),
    ])
    .await;
    let items = timeline.until(|items| texts(items).len() == 4).await;
    assert!(
        matches!(items[0].kind, ItemKind::Date(_) | ItemKind::Start),
        "{items:#?}"
    );
    let events = events(&items);
    let kinds: Vec<_> = events
        .iter()
        .map(|event| std::mem::discriminant(&event.content))
        .collect();
    let body = loggia_protocol::message::Body::default;
    let expected = [
        Content::Text(body()),
        Content::Text(body()),
        Content::Notice(body()),
        Content::Emote(body()),
    ];
    assert_eq!(kinds, expected.each_ref().map(std::mem::discriminant));
    let first = events[0];
    assert_eq!((first.sender.name.as_str(), first.is_own), ("Bob", false));
    assert_eq!(first.sent_at, 1_700_000_001_000);
    assert_eq!(first.send_state, SendState::Received);
    assert!(first.can.react && first.can.reply && !first.can.edit && !first.can.remove);
    let own = events[1];
    assert!(own.is_own && own.can.edit && own.can.remove, "{own:#?}");
}

#[tokio::test]
async fn an_edit_replaces_the_text() {
    let mut time = TimeLine::default();
    let (server, _engine, mut timeline) = opened([time.text("$1", BOB, "tee")]).await;
    let (item, _) = timeline.until_message("tee", |_| true).await;
    let edit = |by: &str, text: &str| {
        json!({
            "msgtype": "m.text", "body": format!("* {text}"), "m.new_content": { "msgtype": "m.text", "body": text },
            "m.relates_to": { "rel_type": "m.replace", "event_id": by },
        })
    };
    push(
        &server,
        time.message("$spoof", "@mal:fake.test", edit("$1", "spoofed")),
    );
    push(&server, time.message("$2", BOB, edit("$1", "tea")));
    let (edited, event) = timeline.until_message("tea", |event| event.is_edited).await;
    assert_eq!(edited.key, item.key);
    assert_eq!(event.event, Some("$1".into()));
    assert!(find(&timeline.items, "spoofed").is_none());
}

#[tokio::test]
async fn reactions_are_counted() {
    let mut time = TimeLine::default();
    let react = |to: &str, key: &str| json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": to, "key": key } });
    let (server, _engine, mut timeline) = opened([time.text("$1", BOB, "cake")]).await;
    push(
        &server,
        time.event("$2", BOB, "m.reaction", react("$1", "🎂")),
    );
    push(
        &server,
        time.event("$3", ALICE, "m.reaction", react("$1", "🎂")),
    );
    push(
        &server,
        time.event("$4", BOB, "m.reaction", react("$1", "👍")),
    );
    let (_, event) = timeline
        .until_message("cake", |event| event.reactions.len() == 2)
        .await;
    let cake = &event.reactions[0];
    assert_eq!(
        (cake.key.as_str(), cake.count, cake.is_own),
        ("🎂", 2, true)
    );
    assert_eq!(cake.people, ["Bob", "Alice"]);
    assert!(!event.reactions[1].is_own);
    let gone = json!({ "redacts": "$4" });
    push(&server, time.event("$5", BOB, "m.room.redaction", gone));
    timeline
        .until_message("cake", |event| event.reactions.len() == 1)
        .await;
}

#[tokio::test]
async fn a_removed_message_leaves_its_place() {
    let mut time = TimeLine::default();
    let (server, _engine, mut timeline) =
        opened([time.text("$1", BOB, "one"), time.text("$2", BOB, "two")]).await;
    timeline.until_texts(&["one", "two"]).await;
    push(
        &server,
        time.event("$3", BOB, "m.room.redaction", json!({ "redacts": "$1" })),
    );
    let is_gone = |items: &[TimelineItem]| {
        events(items)
            .iter()
            .any(|event| event.content == Content::Removed && event.event == Some("$1".into()))
    };
    let items = timeline.until(is_gone).await;
    let removed = events(&items)[0].clone();
    assert!(!removed.can.react && !removed.can.reply && !removed.can.remove);
}

#[tokio::test]
async fn a_reply_quotes_what_it_answers() {
    let mut time = TimeLine::default();
    let reply = |to: &str, text: &str| json!({ "msgtype": "m.text", "body": text, "m.relates_to": { "m.in_reply_to": { "event_id": to } } });
    let (server, engine, mut timeline) = opened([
        time.text("$1", BOB, "question"),
        time.message("$2", ALICE, reply("$1", "answer")),
        time.message("$3", BOB, reply("$older", "late answer")),
        time.message("$4", BOB, reply("$nowhere", "odd answer")),
    ])
    .await;
    let (_, event) = timeline
        .until_message("answer", |event| event.reply_to.is_some())
        .await;
    let Some(Quote {
        event,
        state: QuoteState::Ready { sender, preview },
    }) = event.reply_to
    else {
        panic!("{event:#?}")
    };
    assert_eq!(event, EventId::from("$1"));
    assert_eq!(
        (sender.name.as_str(), preview),
        ("Bob", PreviewKind::Text("question".to_owned()))
    );

    let mut older = TimeLine::default().text("$older", BOB, "old question");
    older["room_id"] = json!(ROOM);
    server.always("GET", "/event/$older", Reply::Json(200, older));
    let quote = async |event: &str| {
        let event = event.into();
        engine
            .call(LoadQuote {
                room: ROOM.into(),
                event,
            })
            .await
    };
    quote("$3").await.unwrap();
    timeline
        .until_message("late answer", |event| {
            let state = event.reply_to.as_ref().map(|quote| &quote.state);
            matches!(state, Some(QuoteState::Ready { preview: PreviewKind::Text(text), .. }) if text == "old question")
        })
        .await;
    // That there is nothing to quote is shown at the quote.
    let _ = quote("$4").await;
    timeline
        .until_message("odd answer", |event| {
            event
                .reply_to
                .as_ref()
                .is_some_and(|quote| quote.state == QuoteState::Missing)
        })
        .await;
}

#[tokio::test]
async fn happenings_are_told() {
    let mut time = TimeLine::default();
    let mut happening = |kind: &str, key: &str, content: Value, before: Value| {
        let mut event = time.event(&format!("${kind}-{key}"), BOB, kind, content);
        event["state_key"] = json!(key);
        if !before.is_null() {
            event["unsigned"] = json!({ "prev_content": before });
        }
        event
    };
    let carol = "@carol:fake.test";
    let member = |membership: &str| json!({ "membership": membership, "displayname": "Carol", "reason": "why\nnot" });
    let cases = [
        (
            happening(
                "m.room.member",
                carol,
                member("join"),
                json!({ "membership": "leave" }),
            ),
            Change::Membership {
                user: carol.into(),
                name: "Carol".to_owned(),
                change: MembershipChange::Joined,
                reason: Some("why".to_owned()),
            },
        ),
        (
            happening(
                "m.room.name",
                "",
                json!({ "name": "B" }),
                json!({ "name": "A" }),
            ),
            Change::RoomName(Some("B".to_owned())),
        ),
        (
            happening("m.room.topic", "", json!({ "topic": " " }), Value::Null),
            Change::Topic(None),
        ),
        (
            happening(
                "m.room.join_rules",
                "",
                json!({ "join_rule": "public" }),
                Value::Null,
            ),
            Change::JoinRule("public".to_owned()),
        ),
        (
            happening(
                "m.room.pinned_events",
                "",
                json!({ "pinned": [] }),
                Value::Null,
            ),
            Change::PinnedMessages,
        ),
        (
            happening("org.example.odd", "", json!({ "a": 1 }), Value::Null),
            Change::Other("org.example.odd".to_owned()),
        ),
    ];
    let (server, _engine, mut timeline) = opened([]).await;
    timeline.advance().await;
    for (event, expected) in cases {
        server.push(RoomUpdate::of(ROOM).state(event.clone()).event(event));
        let is_told = |items: &[TimelineItem]| {
            events(items)
                .iter()
                .any(|event| event.content == Content::Change(expected.clone()))
        };
        timeline.until(is_told).await;
    }
}

#[tokio::test]
async fn people_with_the_same_name_are_told_apart() {
    let mut time = TimeLine::default();
    let twin = "@bobby:fake.test";
    let (server, _engine, mut timeline) = opened([time.text("$1", BOB, "I am Bob")]).await;
    timeline
        .until_message("I am Bob", |event| event.sender.name == "Bob")
        .await;
    let joins = state(
        "m.room.member",
        twin,
        twin,
        json!({ "membership": "join", "displayname": "Bob" }),
    );
    server.push(RoomUpdate::of(ROOM).state(joins.clone()).event(joins));
    push(&server, time.text("$2", twin, "me too"));
    timeline
        .until_message("me too", |event| {
            event.sender.name == format!("Bob ({twin})")
        })
        .await;
    timeline
        .until_message("I am Bob", |event| {
            event.sender.name == format!("Bob ({BOB})")
        })
        .await;
}
