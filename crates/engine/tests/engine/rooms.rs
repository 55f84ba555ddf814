//! The room list: rows, sections, order, search, live changes.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    Diff,
    rooms::{Preview, PreviewKind, RoomListFeed, RoomRow, Section, Unread},
};
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    fake::{ALICE, BOB, FakeServer, RoomUpdate, TimeLine, message, restored, state},
    rooms::{names, room, room_list, until_named, until_row},
};

#[tokio::test]
async fn rooms_stand_in_sections_by_activity() {
    let server = FakeServer::start().await;
    server.push(room("!old:fake.test", "Old", 10));
    server.push(room("!new:fake.test", "New", 20));
    server.push(room("!dm:fake.test", "Bob", 5));
    server.push(room("!low:fake.test", "Low", 90));
    server.push(room("!fav:fake.test", "Favourite", 1));
    server.push(RoomUpdate::invitation(
        "!inv:fake.test",
        "Invitation",
        "@ivy:fake.test",
    ));
    server.push_account_data("m.direct", json!({ (BOB): ["!dm:fake.test"] }));
    server.push_room_account_data(
        "!fav:fake.test",
        "m.tag",
        json!({ "tags": { "m.favourite": {} } }),
    );
    server.push_room_account_data(
        "!low:fake.test",
        "m.tag",
        json!({ "tags": { "m.lowpriority": {} } }),
    );
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    let expected = ["Invitation", "Favourite", "Bob", "New", "Old", "Low"];
    let rows = until_named(&mut list, &expected).await;
    let sections: Vec<_> = rows.iter().map(|row| row.section).collect();
    let expected = [
        Section::Invites,
        Section::Favourites,
        Section::People,
        Section::Rooms,
        Section::Rooms,
        Section::LowPriority,
    ];
    assert_eq!(sections, expected);
}

#[tokio::test]
async fn a_row_says_what_is_new() {
    let server = FakeServer::start().await;
    let mut time = TimeLine::default();
    let mention =
        json!({ "msgtype": "m.text", "body": "Alice!", "m.mentions": { "user_ids": [ALICE] } });
    let events = [
        time.text("$1", BOB, "one"),
        time.message("$2", BOB, mention),
        time.text("$3", BOB, "three"),
    ];
    server.push(RoomUpdate::joined("!a:fake.test", "A").events(events));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    let preview = Preview {
        sender: Some("Bob".to_owned()),
        kind: PreviewKind::Text("three".to_owned()),
    };
    let is_new = |row: &RoomRow| row.preview.as_ref() == Some(&preview) && row.unread.messages == 3;
    let row = until_row(&mut list, "A", is_new).await;
    let unread = Unread {
        messages: 3,
        mentions: 1,
        is_marked: false,
        has_activity: true,
    };
    assert_eq!(
        (row.unread, row.active_at),
        (unread, Some(1_700_000_003_000))
    );
    server.push_room_account_data("!a:fake.test", "m.marked_unread", json!({ "unread": true }));
    until_row(&mut list, "A", |row| row.unread.is_marked).await;
    server.push_receipt("!a:fake.test", "$3", ALICE);
    until_row(&mut list, "A", |row| row.unread.messages == 0).await;
}

/// Of several messages in one answer a list that shows the last one only brings no other.
#[tokio::test]
async fn messages_that_were_not_shown_count_as_well() {
    let server = FakeServer::start().await;
    let mut time = TimeLine::default();
    let update = RoomUpdate::joined("!a:fake.test", "A").event(time.text("$5", BOB, "five"));
    server.push(update.set("notification_count", json!(5)));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_row(&mut list, "A", |row| row.unread.messages == 5).await;
    server.push_receipt("!a:fake.test", "$5", ALICE);
    until_row(&mut list, "A", |row| row.unread.messages == 0).await;
}

#[tokio::test]
async fn a_search_follows_live_changes() {
    let server = FakeServer::start().await;
    server.push(room("!a:fake.test", "Garden party", 10));
    server.push(room("!b:fake.test", "Gärten und Höfe", 20));
    server.push(room("!c:fake.test", "Kitchen", 30));
    let engine = server.signed_in().await;
    let mut everything = room_list(&engine, "");
    until_named(
        &mut everything,
        &["Kitchen", "Gärten und Höfe", "Garden party"],
    )
    .await;
    let mut found = room_list(&engine, " gar");
    until_named(&mut found, &["Gärten und Höfe", "Garden party"]).await;
    let name = state("m.room.name", BOB, "", json!({ "name": "Kitchen garden" }));
    server.push(
        RoomUpdate::of("!c:fake.test")
            .state(name.clone())
            .event(name),
    );
    until_named(
        &mut found,
        &["Kitchen garden", "Gärten und Höfe", "Garden party"],
    )
    .await;
    drop(found);
    let mut nothing = room_list(&engine, "cellar");
    until_named(&mut nothing, &[]).await;
}

#[tokio::test]
async fn a_message_brings_its_room_up() {
    let server = FakeServer::start().await;
    server.push(room("!a:fake.test", "A", 10));
    server.push(room("!b:fake.test", "B", 20));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_named(&mut list, &["B", "A"]).await;
    let event = message("$news", BOB, 30, "news\nand more");
    server.push(
        RoomUpdate::of("!a:fake.test")
            .event(event)
            .set("bump_stamp", json!(30)),
    );
    until_named(&mut list, &["A", "B"]).await;
    let is_new = |row: &RoomRow| {
        let kind = row.preview.as_ref().map(|preview| &preview.kind);
        kind == Some(&PreviewKind::Text("news".to_owned()))
    };
    until_row(&mut list, "A", is_new).await;
}

#[tokio::test]
async fn tags_move_rooms() {
    let server = FakeServer::start().await;
    server.push(room("!a:fake.test", "A", 10));
    server.push(room("!b:fake.test", "B", 20));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_named(&mut list, &["B", "A"]).await;
    let tags = json!({ "tags": { "m.favourite": { "order": 0.5 } } });
    server.push_room_account_data("!a:fake.test", "m.tag", tags);
    let rows = until_named(&mut list, &["A", "B"]).await;
    assert_eq!(rows[0].section, Section::Favourites);
    server.push_room_account_data("!a:fake.test", "m.tag", json!({ "tags": {} }));
    until_named(&mut list, &["B", "A"]).await;
}

#[tokio::test]
async fn rooms_are_there_before_the_server() {
    let (server, directory) = (FakeServer::start().await, tempfile::tempdir().unwrap());
    server.push(room("!a:fake.test", "A", 10));
    server.push(room("!b:fake.test", "B", 20));
    let engine = server
        .signed_in_on(Platform::in_dir(directory.path()))
        .await;
    let mut list = room_list(&engine, "");
    list.until(|rows| rows.len() == 2 && rows.iter().all(|row| row.preview.is_some()))
        .await;
    engine.kill();
    server.stop().await;
    let engine = TestEngine::start(Platform::in_dir(directory.path()));
    restored(&engine).await;
    let batch = engine.open(RoomListFeed::default()).next().await.unwrap();
    let [Diff::Reset(rows)] = batch.as_slice() else {
        panic!("not a reset: {batch:#?}")
    };
    assert_eq!(names(rows), ["B", "A"]);
    assert!(rows.iter().all(|row| row.preview.is_some()), "{rows:#?}");
}

#[tokio::test]
async fn many_rooms_arrive() {
    // With a store in memory, the SDK's tasks have no turn between two rooms and miss news.
    let (server, directory) = (FakeServer::start().await, tempfile::tempdir().unwrap());
    for n in 1..=300 {
        server.push(room(&format!("!r{n}:fake.test"), &format!("Room {n}"), n));
    }
    let engine = server
        .signed_in_on(Platform::in_dir(directory.path()))
        .await;
    let mut list = room_list(&engine, "");
    let expected: Vec<_> = (1..=300).rev().map(|n| format!("Room {n}")).collect();
    list.until(|rows| names(rows) == expected).await;
    // While others look at all of them.
    let mut found = room_list(&engine, "Room 150");
    until_named(&mut found, &["Room 150"]).await;
    room_list(&engine, "")
        .until(|rows| names(rows) == expected)
        .await;
}

#[tokio::test]
async fn the_newest_message_is_told_in_short() {
    let server = FakeServer::start().await;
    let mut time = TimeLine::default();
    let media = |kind: &str, body: &str| json!({ "msgtype": kind, "body": body, "url": "mxc://fake.test/a" });
    let poll = json!({
        "org.matrix.msc1767.text": "Lunch?",
        "org.matrix.msc3381.poll.start": {
            "question": { "org.matrix.msc1767.text": "Lunch?" }, "max_selections": 1,
            "answers": [{ "id": "1", "org.matrix.msc1767.text": "Yes" }],
        },
    });
    let cases = [
        (
            time.message("$1", BOB, media("m.image", "cat.png")),
            PreviewKind::Image("cat.png".to_owned()),
        ),
        (
            time.message("$2", BOB, media("m.video", "cat.mp4")),
            PreviewKind::Video("cat.mp4".to_owned()),
        ),
        (
            time.message("$3", BOB, media("m.audio", "cat.ogg")),
            PreviewKind::Audio("cat.ogg".to_owned()),
        ),
        (
            time.message("$4", BOB, media("m.file", "cat.pdf")),
            PreviewKind::File("cat.pdf".to_owned()),
        ),
        (
            time.message("$5", BOB, json!({ "msgtype": "m.emote", "body": "waves" })),
            PreviewKind::Text("waves".to_owned()),
        ),
        (
            time.event("$6", BOB, "org.matrix.msc3381.poll.start", poll),
            PreviewKind::Poll("Lunch?".to_owned()),
        ),
        (
            time.event(
                "$7",
                BOB,
                "m.sticker",
                json!({ "body": "cat", "info": {}, "url": "mxc://fake.test/a" }),
            ),
            PreviewKind::Sticker("cat".to_owned()),
        ),
    ];
    server.push(RoomUpdate::joined("!a:fake.test", "A"));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    for (event, expected) in cases {
        server.push(RoomUpdate::of("!a:fake.test").event(event));
        let is_it = |row: &RoomRow| {
            row.preview
                .as_ref()
                .is_some_and(|preview| preview.kind == expected)
        };
        until_row(&mut list, "A", is_it).await;
    }
}
