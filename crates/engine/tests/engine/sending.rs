//! What becomes of a message on its way: refused, held up, sent again, given up.

use loggia_protocol::{
    FailureKind,
    composer::{DiscardMessage, EditMessage, RetrySend},
    timeline::SendState,
};
use serde_json::json;

use crate::support::{
    fake::{ALICE, TimeLine},
    http::Reply,
    room::{ROOM, SEND, opened, send},
    timeline::{events, find, has_failed, is_received},
};

#[tokio::test]
async fn a_refused_message_can_be_sent_again() {
    let (server, engine, mut timeline) = opened([]).await;
    let refused = json!({ "errcode": "M_FORBIDDEN", "error": "no" });
    server.once("PUT", SEND, Reply::Json(403, refused));
    send(&engine, "one").await.unwrap();
    let (item, event) = timeline.until_message("one", has_failed).await;
    let SendState::Failed(failure) = event.send_state else {
        unreachable!()
    };
    assert!(
        matches!(failure.kind, FailureKind::Forbidden { .. }),
        "{failure:?}"
    );
    // Those behind it wait, so that the order is kept.
    send(&engine, "two").await.unwrap();
    timeline
        .until_message("two", |event| event.send_state == SendState::Sending)
        .await;
    let retry = RetrySend {
        room: ROOM.into(),
        item: item.key,
    };
    engine.call(retry).await.unwrap();
    let (_, one) = timeline.until_message("one", is_received).await;
    let (_, two) = timeline.until_message("two", is_received).await;
    assert_eq!(
        (one.event, two.event),
        (Some("$sent-1".into()), Some("$sent-2".into()))
    );
}

#[tokio::test]
async fn a_refused_message_can_be_discarded() {
    let (server, engine, mut timeline) = opened([]).await;
    let too_large = json!({ "errcode": "M_TOO_LARGE", "error": "no" });
    server.once("PUT", SEND, Reply::Json(413, too_large));
    send(&engine, "one").await.unwrap();
    let (item, _) = timeline.until_message("one", has_failed).await;
    send(&engine, "two").await.unwrap();
    let discard = DiscardMessage {
        room: ROOM.into(),
        item: item.key.clone(),
    };
    engine.call(discard).await.unwrap();
    timeline.until_gone("one").await;
    timeline.until_message("two", is_received).await;
    let again = RetrySend {
        room: ROOM.into(),
        item: item.key,
    };
    assert_eq!(
        engine.call(again).await.unwrap_err().kind,
        FailureKind::NotFound
    );
}

#[tokio::test]
async fn a_lost_answer_makes_no_second_message() {
    let (server, engine, mut timeline) = opened([]).await;
    server.lose_answers(2);
    send(&engine, "once").await.unwrap();
    timeline.until_message("once", is_received).await;
    server.nth_request(3, "PUT", SEND).await;
    send(&engine, "next").await.unwrap();
    timeline.until_message("next", is_received).await;
    let n_copies = events(&timeline.items)
        .iter()
        .filter(|event| event.is_own)
        .count();
    assert_eq!(n_copies, 2);
}

#[tokio::test]
async fn a_refused_edit_can_be_repeated_or_dropped() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", ALICE, "tee")]).await;
    let (item, _) = timeline.until_message("tee", |event| event.can.edit).await;
    let room = loggia_protocol::ids::RoomId::from(ROOM);
    let refuse = || {
        server.once(
            "PUT",
            SEND,
            Reply::Json(403, json!({ "errcode": "M_FORBIDDEN", "error": "" })),
        )
    };
    let edit = |text: &str| EditMessage {
        room: room.clone(),
        item: item.key.clone(),
        text: text.to_owned(),
    };
    refuse();
    engine.call(edit("coffee")).await.unwrap();
    timeline.until_message("coffee", has_failed).await;
    engine
        .call(DiscardMessage {
            room: room.clone(),
            item: item.key.clone(),
        })
        .await
        .unwrap();
    timeline.until_message("tee", is_received).await;
    refuse();
    engine.call(edit("tea")).await.unwrap();
    timeline.until_message("tea", has_failed).await;
    engine
        .call(RetrySend {
            room: room.clone(),
            item: item.key.clone(),
        })
        .await
        .unwrap();
    timeline.until_message("tea", is_received).await;
}

async fn check_trouble(trouble: Reply) {
    let (server, engine, mut timeline) = opened([]).await;
    // The SDK natively tries three times before it says so.
    server.times(4, "PUT", SEND, trouble);
    for text in ["one", "two", "three"] {
        send(&engine, text).await.unwrap();
    }
    while find(&timeline.items, "three").is_none_or(|(_, event)| !is_received(event)) {
        timeline.advance().await;
        assert!(
            !events(&timeline.items).into_iter().any(has_failed),
            "{:#?}",
            timeline.items
        );
    }
    let order =
        ["one", "two", "three"].map(|text| find(&timeline.items, text).unwrap().1.event.clone());
    let expected = ["$sent-1", "$sent-2", "$sent-3"].map(|id| Some(id.into()));
    assert_eq!(order, expected);
}

#[tokio::test]
async fn a_cut_connection_is_not_a_failure() {
    check_trouble(Reply::Hangup).await;
}

#[tokio::test]
async fn a_server_that_is_down_is_not_a_failure() {
    check_trouble(Reply::Json(502, json!("gateway"))).await;
}

#[tokio::test]
async fn an_answer_that_is_cut_off_is_not_a_failure() {
    check_trouble(Reply::Bytes(200, "application/json", b"{\"event_".to_vec())).await;
}

#[tokio::test]
async fn having_to_wait_is_not_a_failure() {
    let limited = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "no", "retry_after_ms": 500 });
    check_trouble(Reply::Json(429, limited)).await;
}
