//! What belongs into the room list and what not: invitations, upgraded rooms, spaces, rooms without a name.

use loggia_protocol::{
    rooms::{JoinRoom, LeaveRoom, RoomFeed, RoomName, Section},
    timeline::Permissions,
};
use serde_json::json;

use crate::support::{
    fake::{ALICE, BOB, FakeServer, RoomUpdate, TimeLine, state},
    room::{ROOM, open},
    rooms::{room, room_list, until_named, until_row},
};

#[tokio::test]
async fn invitations_name_who_invites() {
    let server = FakeServer::start().await;
    server.push(RoomUpdate::invitation(
        "!a:fake.test",
        "Party",
        "@ivy:fake.test",
    ));
    server.push(RoomUpdate::invitation(
        "!b:fake.test",
        "Spam",
        "@mal:fake.test",
    ));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    let row = until_row(&mut list, "Party", |row| row.inviter.is_some()).await;
    let inviter = row.inviter.unwrap();
    assert_eq!((row.section, &*inviter.name), (Section::Invites, "Ivy"));
    assert_eq!(inviter.avatar.unwrap().as_str(), "mxc://fake.test/ivy");

    engine
        .call(JoinRoom {
            room: row.room.clone(),
        })
        .await
        .unwrap();
    server.push(room("!a:fake.test", "Party", 10));
    until_row(&mut list, "Party", |row| row.section == Section::Rooms).await;
    engine.call(JoinRoom { room: row.room }).await.unwrap();
    assert_eq!(server.count("POST", "join"), 1);

    let spam = until_row(&mut list, "Spam", |_| true).await;
    engine
        .call(LeaveRoom {
            room: spam.room.clone(),
        })
        .await
        .unwrap();
    until_named(&mut list, &["Party"]).await;
    engine.call(LeaveRoom { room: spam.room }).await.unwrap();
    assert_eq!(server.count("POST", "/leave"), 1);
}

#[tokio::test]
async fn a_room_of_an_unknown_version_is_only_read() {
    let (server, mut time) = (FakeServer::start().await, TimeLine::default());
    let create = state("m.room.create", BOB, "", json!({ "room_version": "99" }));
    let update = RoomUpdate::joined(ROOM, "A").state(create);
    server.push(update.event(time.text("$1", BOB, "from the future")));
    let engine = server.signed_in().await;
    let mut timeline = open(&engine).await;
    let (_, event) = timeline.until_message("from the future", |_| true).await;
    assert_eq!(event.can, Permissions::default());
    let mut head = engine.watch(RoomFeed { room: ROOM.into() });
    let head = head.until(|head| head.unknown_version.is_some()).await;
    assert_eq!(
        (head.unknown_version.as_deref(), head.can_send),
        (Some("99"), false)
    );
}

#[tokio::test]
async fn an_upgraded_room_makes_way() {
    let server = FakeServer::start().await;
    server.push(room("!old:fake.test", "Old", 10));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_named(&mut list, &["Old"]).await;
    let gone = json!({ "replacement_room": "!new:fake.test", "body": "upgraded" });
    let tombstone = state("m.room.tombstone", BOB, "", gone);
    server.push(
        RoomUpdate::of("!old:fake.test")
            .state(tombstone.clone())
            .event(tombstone),
    );
    let from = json!({ "room_version": "12", "predecessor": { "room_id": "!old:fake.test" } });
    let create = state("m.room.create", BOB, "", from);
    server.push(room("!new:fake.test", "New", 20).state(create));
    until_named(&mut list, &["New"]).await;
}

#[tokio::test]
async fn a_claim_to_replace_a_room_is_not_enough() {
    let server = FakeServer::start().await;
    server.push(room("!real:fake.test", "Real", 10));
    let from = json!({ "room_version": "11", "predecessor": { "room_id": "!real:fake.test" } });
    let create = state("m.room.create", "@mal:fake.test", "", from);
    server.push(room("!false:fake.test", "False", 20).state(create));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_named(&mut list, &["False", "Real"]).await;
}

#[tokio::test]
async fn spaces_and_rooms_left_are_not_listed() {
    let server = FakeServer::start().await;
    let create = state(
        "m.room.create",
        BOB,
        "",
        json!({ "type": "m.space", "room_version": "11" }),
    );
    server.push(RoomUpdate::joined("!space:fake.test", "Space").state(create));
    server.push(room("!a:fake.test", "A", 10));
    server.push(room("!b:fake.test", "B", 20));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_named(&mut list, &["B", "A"]).await;
    let kicked = state(
        "m.room.member",
        BOB,
        ALICE,
        json!({ "membership": "leave" }),
    );
    server.push(
        RoomUpdate::of("!b:fake.test")
            .state(kicked.clone())
            .event(kicked),
    );
    until_named(&mut list, &["A"]).await;
}

#[tokio::test]
async fn rooms_without_a_name_are_named_after_people() {
    let server = FakeServer::start().await;
    let nameless = |id: &str| {
        RoomUpdate::of(id)
            .state(state(
                "m.room.create",
                BOB,
                "",
                json!({ "room_version": "11" }),
            ))
            .state(state(
                "m.room.member",
                ALICE,
                ALICE,
                json!({ "membership": "join" }),
            ))
    };
    let bob = json!({ "user_id": BOB, "displayname": "Bob" });
    server.push(
        nameless("!a:fake.test")
            .set("heroes", json!([bob]))
            .set("joined_count", json!(2)),
    );
    server.push(nameless("!b:fake.test").set("joined_count", json!(1)));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_row(&mut list, "Bob", |row| {
        row.name == RoomName::Named("Bob".to_owned())
    })
    .await;
    list.until(|rows| rows.iter().any(|row| row.name == RoomName::Empty))
        .await;
}
