//! Writing: sent, edited, removed, reacted to.

use loggia_protocol::{
    FailureKind,
    composer::{
        Draft, EditMessage, LoadDraft, ReadMessageSource, RemoveMessage, SaveDraft, SendMessage,
        ToggleReaction,
    },
    failure::{Field, Problem},
    ids::RoomId,
    timeline::{Content, Event, SendState, TimelineItem},
};
use serde_json::json;

use crate::support::{
    fake::{ALICE, BOB, TimeLine},
    http::Reply,
    room::{ROOM, SEND, opened, send},
    timeline::{events, is_received},
};

#[tokio::test]
async fn a_message_goes_out() {
    let (server, engine, mut timeline) = opened([]).await;
    server.always("PUT", SEND, Reply::Silence);
    send(&engine, "**hello**").await.unwrap();
    let (echo, event) = timeline.until_message("hello", |_| true).await;
    assert_eq!(
        (event.send_state, event.event, event.is_own),
        (SendState::Sending, None, true)
    );
    server.behave();
    server.cut().await;
    let (item, event) = timeline.until_message("hello", is_received).await;
    assert_eq!(item.key, echo.key);
    assert_eq!(event.event, Some("$sent-1".into()));
    let body = server.request("PUT", SEND).await.body;
    assert_eq!(body["formatted_body"], "<strong>hello</strong>");
    assert_eq!(body["msgtype"], "m.text");
}

#[tokio::test]
async fn emotes_and_mentions_are_marked() {
    let (server, engine, _timeline) = opened([]).await;
    send(&engine, "/me greets @bob:fake.test and @nobody:fake.test")
        .await
        .unwrap();
    let body = server.request("PUT", SEND).await.body;
    assert_eq!(body["msgtype"], "m.emote");
    assert_eq!(body["m.mentions"], json!({ "user_ids": [BOB] }));
    // Whoever may not call everybody does not.
    send(&engine, "@room lunch").await.unwrap();
    let body = server.nth_request(2, "PUT", SEND).await.body;
    assert_eq!(body["m.mentions"], json!({}));
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_at_once() {
    let (server, engine, _timeline) = opened([]).await;
    for (text, problem) in [
        (" \n ".to_owned(), Problem::Empty),
        ("/me  ".to_owned(), Problem::Empty),
        ("x".repeat(70_000), Problem::TooLong),
    ] {
        let expected = FailureKind::Invalid(Field::Message, problem);
        assert_eq!(send(&engine, &text).await.unwrap_err().kind, expected);
    }
    assert_eq!(server.count("PUT", SEND), 0);
}

#[tokio::test]
async fn replies_go_to_their_message() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", BOB, "question")]).await;
    timeline.until_message("question", |_| true).await;
    let call = SendMessage {
        room: ROOM.into(),
        text: "answer".to_owned(),
        reply_to: Some("$1".into()),
    };
    engine.call(call).await.unwrap();
    let body = server.request("PUT", SEND).await.body;
    assert_eq!(body["m.relates_to"]["m.in_reply_to"]["event_id"], "$1");
    assert_eq!(body["m.mentions"], json!({ "user_ids": [BOB] }));
    timeline
        .until_message("answer", |event| {
            event.reply_to.is_some() && is_received(event)
        })
        .await;
}

#[tokio::test]
async fn own_messages_can_be_edited() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([
        time.text("$1", ALICE, "*tee*"),
        time.text("$2", BOB, "milk"),
    ])
    .await;
    let (item, _) = timeline
        .until_message("*tee*", |event| event.can.edit)
        .await;
    let (room, key) = (loggia_protocol::ids::RoomId::from(ROOM), item.key.clone());
    let read = ReadMessageSource {
        room: room.clone(),
        item: key.clone(),
    };
    assert_eq!(engine.call(read).await.unwrap(), "*tee*");
    let edit = EditMessage {
        room: room.clone(),
        item: key,
        text: "*tea*".to_owned(),
    };
    engine.call(edit).await.unwrap();
    let body = server.request("PUT", SEND).await.body;
    assert_eq!(body["m.relates_to"]["event_id"], "$1");
    assert_eq!(body["m.new_content"]["formatted_body"], "<em>tea</em>");
    let (edited, _) = timeline
        .until_message("tea", |event| event.is_edited && is_received(event))
        .await;
    assert_eq!(edited.key, item.key);

    let (theirs, _) = timeline
        .until_message("milk", |event| !event.can.edit)
        .await;
    let edit = EditMessage {
        room,
        item: theirs.key,
        text: "oil".to_owned(),
    };
    let failure = engine.call(edit).await.unwrap_err();
    assert!(
        matches!(failure.kind, FailureKind::Forbidden { .. }),
        "{failure:?}"
    );
}

#[tokio::test]
async fn messages_can_be_removed() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", ALICE, "oops")]).await;
    let (item, _) = timeline
        .until_message("oops", |event| event.can.remove)
        .await;
    let remove = RemoveMessage {
        room: ROOM.into(),
        item: item.key,
        reason: Some("typo".to_owned()),
    };
    engine.call(remove).await.unwrap();
    assert_eq!(
        server.request("PUT", "/redact/$1").await.body["reason"],
        "typo"
    );
    let is_removed = |items: &[TimelineItem]| {
        let is_it = |event: &&Event| event.content == Content::Removed && is_received(event);
        events(items).iter().any(is_it)
    };
    timeline.until(is_removed).await;

    server.always("PUT", SEND, Reply::Silence);
    send(&engine, "never mind").await.unwrap();
    let (item, _) = timeline
        .until_message("never mind", |event| event.can.remove)
        .await;
    let remove = RemoveMessage {
        room: ROOM.into(),
        item: item.key,
        reason: None,
    };
    engine.call(remove).await.unwrap();
    timeline.until_gone("never mind").await;
}

#[tokio::test]
async fn reactions_are_given_and_taken_back() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", BOB, "cake")]).await;
    let (item, _) = timeline
        .until_message("cake", |event| event.can.react)
        .await;
    let toggle = || ToggleReaction {
        room: ROOM.into(),
        item: item.key.clone(),
        key: "🎂".to_owned(),
    };
    engine.call(toggle()).await.unwrap();
    let body = server.request("PUT", "/send/m.reaction").await.body;
    assert_eq!(body["m.relates_to"]["key"], "🎂");
    let is_own = |event: &Event| event.reactions.iter().any(|reaction| reaction.is_own);
    timeline.until_message("cake", is_own).await;
    server.nth_request(1, "PUT", "/send/m.reaction").await;
    timeline.until_message("cake", is_own).await;
    engine.call(toggle()).await.unwrap();
    timeline
        .until_message("cake", |event| event.reactions.is_empty())
        .await;
    server.request("PUT", "/redact/$sent-1").await;
}

#[tokio::test]
async fn a_draft_is_kept_until_it_is_sent() {
    let (_server, engine, _timeline) = opened([]).await;
    let room = || RoomId::from(ROOM);
    let draft = Draft {
        text: "half a sentence".into(),
        reply_to: None,
    };
    let load = || engine.call(LoadDraft { room: room() });
    assert_eq!(load().await.unwrap(), None);
    let save = |draft| SaveDraft {
        room: room(),
        draft,
    };
    engine.call(save(Some(draft.clone()))).await.unwrap();
    assert_eq!(load().await.unwrap(), Some(draft.clone()));
    engine.call(save(None)).await.unwrap();
    assert_eq!(load().await.unwrap(), None);
    engine.call(save(Some(draft))).await.unwrap();
    send(&engine, "a whole sentence").await.unwrap();
    assert_eq!(load().await.unwrap(), None);
}
