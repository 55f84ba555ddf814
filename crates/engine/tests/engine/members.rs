//! Who types.

use loggia_protocol::{
    composer::SetTyping,
    members::{Typing, TypingFeed},
};
use serde_json::json;

use crate::support::{
    fake::{ALICE, BOB, RoomUpdate, state},
    room::{ROOM, opened},
};

fn names(typing: &Typing) -> Vec<&str> {
    typing.0.iter().map(|person| person.name.as_str()).collect()
}

#[tokio::test]
async fn others_type() {
    let (server, engine, _timeline) = opened([]).await;
    let carol = "@carol:fake.test";
    let member = state(
        "m.room.member",
        carol,
        carol,
        json!({ "membership": "join", "displayname": "Carol" }),
    );
    server.push(RoomUpdate::of(ROOM).state(member));
    let mut typing = engine.watch(TypingFeed { room: ROOM.into() });
    typing.until(|typing| typing.0.is_empty()).await;
    server.push_typing(ROOM, &[carol]);
    typing.until(|typing| names(typing) == ["Carol"]).await;
    server.push_typing(ROOM, &[ALICE, BOB, carol, "@stranger:fake.test"]);
    typing
        .until(|typing| names(typing) == ["Carol", "Bob", "@stranger:fake.test"])
        .await;
    server.push_typing(ROOM, &[]);
    typing.until(|typing| typing.0.is_empty()).await;
}

#[tokio::test]
async fn others_are_told_that_one_types() {
    let (server, engine, _timeline) = opened([]).await;
    for is_typing in [true, false] {
        engine
            .call(SetTyping {
                room: ROOM.into(),
                is_typing,
            })
            .await
            .unwrap();
    }
    assert_eq!(
        server.nth_request(1, "PUT", "/typing/").await.body["typing"],
        true
    );
    assert_eq!(
        server.nth_request(2, "PUT", "/typing/").await.body["typing"],
        false
    );
}
