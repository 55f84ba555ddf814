//! What is done with a room from the list, and what the list says of it then.

use loggia_protocol::rooms::{
    LinkToRoom, MarkAsUnread, Notifications, RoomFilter, RoomListFeed, RoomOrder, RoomTag,
    SetNotifications, SuggestRooms, TagRoom,
};
use serde_json::{Value, json};

use crate::support::{
    fake::{ALICE, BOB, FakeServer, RoomUpdate, TimeLine, state},
    rooms::{names, room, room_list, until_named, until_row},
};

const ROOM: &str = "!a:fake.test";

#[tokio::test]
async fn a_room_has_one_of_both_tags() {
    let server = FakeServer::start().await;
    server.push(room(ROOM, "A", 10));
    server.push_room_account_data(
        ROOM,
        "m.tag",
        json!({ "tags": { "m.lowpriority": {}, "u.mine": {} } }),
    );
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_row(&mut list, "A", |row| {
        row.section == loggia_protocol::rooms::Section::LowPriority
    })
    .await;
    let tag = |tag, is_on| TagRoom {
        room: ROOM.into(),
        tag,
        is_on,
    };
    engine.call(tag(RoomTag::Favourite, true)).await.unwrap();
    server.request("PUT", "/tags/m.favourite").await;
    server.request("DELETE", "/tags/m.lowpriority").await;
    engine.call(tag(RoomTag::Favourite, false)).await.unwrap();
    server.request("DELETE", "/tags/m.favourite").await;
    assert_eq!(server.count("DELETE", "u.mine"), 0);
}

#[tokio::test]
async fn a_room_is_marked_as_unread_once() {
    let server = FakeServer::start().await;
    server.push(room(ROOM, "A", 10));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_row(&mut list, "A", |_| true).await;
    let mark = || MarkAsUnread { room: ROOM.into() };
    engine.call(mark()).await.unwrap();
    let request = server.request("PUT", "/account_data/m.marked_unread").await;
    assert_eq!(request.body, json!({ "unread": true }));
    server.push_room_account_data(ROOM, "m.marked_unread", json!({ "unread": true }));
    until_row(&mut list, "A", |row| {
        row.unread.is_marked && row.is_unread()
    })
    .await;
    engine.call(mark()).await.unwrap();
    assert_eq!(server.count("PUT", "m.marked_unread"), 1);
}

/// The push rules of an account that has these of its own.
fn rules(overrides: Value, rooms: Value) -> Value {
    json!({ "global": { "override": overrides, "room": rooms, "content": [], "sender": [], "underride": [] } })
}

fn mute(room: &str) -> Value {
    let condition = json!({ "kind": "event_match", "key": "room_id", "pattern": room });
    json!({ "rule_id": room, "default": false, "enabled": true, "actions": [], "conditions": [condition] })
}

#[tokio::test]
async fn each_choice_of_notifications_is_a_push_rule() {
    let server = FakeServer::start().await;
    server.push(room(ROOM, "A", 10));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_row(&mut list, "A", |row| {
        row.notifications == Notifications::Default
    })
    .await;
    let set = |notifications| SetNotifications {
        room: ROOM.into(),
        notifications,
    };
    let path = |kind: &str| format!("/pushrules/global/{kind}/{ROOM}");
    let last = |method: &'static str, kind: &str, n| {
        let path: &'static str = path(kind).leak();
        server.nth_request(n, method, path)
    };
    engine.call(set(Notifications::Mute)).await.unwrap();
    let muted = last("PUT", "override", 1).await;
    assert_eq!(muted.body["actions"], json!([]));
    assert_eq!(muted.body["conditions"][0]["pattern"], ROOM);
    engine.call(set(Notifications::Mentions)).await.unwrap();
    assert_eq!(last("PUT", "room", 1).await.body["actions"], json!([]));
    last("DELETE", "override", 1).await;
    engine.call(set(Notifications::All)).await.unwrap();
    let all = last("PUT", "room", 2).await;
    assert_eq!(all.body["actions"][0], json!("notify"));
    engine.call(set(Notifications::Default)).await.unwrap();
    last("DELETE", "room", 1).await;
}

#[tokio::test]
async fn notifications_that_another_device_has_chosen_show() {
    for is_classic in [false, true] {
        let server = FakeServer::start().await;
        server.speak_classic(is_classic);
        server.push_account_data("m.push_rules", rules(json!([mute(ROOM)]), json!([])));
        server.push(room(ROOM, "A", 10));
        let engine = server.signed_in().await;
        let mut list = room_list(&engine, "");
        until_row(&mut list, "A", |row| {
            row.notifications == Notifications::Mute
        })
        .await;
        let quiet = json!({ "rule_id": ROOM, "default": false, "enabled": true, "actions": [] });
        server.push_account_data("m.push_rules", rules(json!([]), json!([quiet])));
        until_row(&mut list, "A", |row| {
            row.notifications == Notifications::Mentions
        })
        .await;
        server.push_account_data("m.push_rules", rules(json!([]), json!([])));
        until_row(&mut list, "A", |row| {
            row.notifications == Notifications::Default
        })
        .await;
    }
}

#[tokio::test]
async fn what_goes_on_in_a_muted_room_is_no_news() {
    let server = FakeServer::start().await;
    let mut time = TimeLine::default();
    server.push_account_data("m.push_rules", rules(json!([mute(ROOM)]), json!([])));
    server.push(RoomUpdate::joined(ROOM, "A").event(time.text("$1", BOB, "one")));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    let row = until_row(&mut list, "A", |row| {
        row.notifications == Notifications::Mute && row.unread.has_activity
    })
    .await;
    assert!(!row.is_unread());
}

#[tokio::test]
async fn a_public_room_and_its_link() {
    let server = FakeServer::start().await;
    let rule = state(
        "m.room.join_rules",
        BOB,
        "",
        json!({ "join_rule": "public" }),
    );
    let alias = json!({ "alias": "#a:fake.test" });
    let alias = state("m.room.canonical_alias", BOB, "", alias);
    server.push(room(ROOM, "A", 10).state(rule).state(alias));
    server.push(room("!b:fake.test", "B", 20));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    until_row(&mut list, "A", |row| row.is_public).await;
    until_row(&mut list, "B", |row| !row.is_public).await;
    let link = engine.call(LinkToRoom { room: ROOM.into() }).await.unwrap();
    assert_eq!(link, "https://matrix.to/#/%23a:fake.test");
    let room = "!b:fake.test".into();
    let link = engine.call(LinkToRoom { room }).await.unwrap();
    assert!(
        link.starts_with("https://matrix.to/#/!b:fake.test?via="),
        "{link}"
    );
}

#[tokio::test]
async fn the_list_shows_what_is_asked_for_in_the_order_that_is_asked_for() {
    let server = FakeServer::start().await;
    let mut time = TimeLine::default();
    let mention =
        json!({ "msgtype": "m.text", "body": "!", "m.mentions": { "user_ids": [ALICE] } });
    let mention = time.message("$1", BOB, mention);
    server.push(
        RoomUpdate::joined("!m:fake.test", "Zoo")
            .event(mention)
            .set("bump_stamp", json!(1)),
    );
    server.push(room("!a:fake.test", "attic", 20));
    server.push(room("!d:fake.test", "Bob", 5));
    server.push(room("!f:fake.test", "Cellar", 1));
    server.push(RoomUpdate::invitation(
        "!i:fake.test",
        "Party",
        "@ivy:fake.test",
    ));
    server.push_account_data("m.direct", json!({ (BOB): ["!d:fake.test"] }));
    let favourite = json!({ "tags": { "m.favourite": {} } });
    server.push_room_account_data("!f:fake.test", "m.tag", favourite);
    for room in ["!a", "!d", "!f"] {
        let room = format!("{room}:fake.test");
        server.push_receipt(&room, &format!("${room}-1"), ALICE);
    }
    let engine = server.signed_in().await;
    let mut everything = room_list(&engine, "");
    until_row(&mut everything, "Zoo", |row| row.unread.mentions == 1).await;
    for name in ["attic", "Bob", "Cellar"] {
        until_row(&mut everything, name, |row| !row.is_unread()).await;
    }
    let cases: [(RoomFilter, RoomOrder, &[&str]); 8] = [
        (RoomFilter::Unread, RoomOrder::Activity, &["Party", "Zoo"]),
        (RoomFilter::People, RoomOrder::Activity, &["Bob"]),
        (
            RoomFilter::Rooms,
            RoomOrder::Activity,
            &["Cellar", "attic", "Zoo"],
        ),
        (RoomFilter::Mentions, RoomOrder::Activity, &["Zoo"]),
        (RoomFilter::Invites, RoomOrder::Activity, &["Party"]),
        (RoomFilter::Favourites, RoomOrder::Name, &["Cellar"]),
        (
            RoomFilter::Rooms,
            RoomOrder::Name,
            &["Cellar", "attic", "Zoo"],
        ),
        (
            RoomFilter::Rooms,
            RoomOrder::UnreadFirst,
            &["Cellar", "Zoo", "attic"],
        ),
    ];
    for (filter, order, expected) in cases {
        let mut list = engine.list(RoomListFeed {
            filter,
            order,
            ..RoomListFeed::default()
        });
        until_named(&mut list, expected).await;
    }
    let mut unread = engine.list(RoomListFeed {
        filter: RoomFilter::Unread,
        ..RoomListFeed::default()
    });
    until_named(&mut unread, &["Party", "Zoo"]).await;
    server.push_receipt("!m:fake.test", "$1", ALICE);
    until_named(&mut unread, &["Party"]).await;
}

#[tokio::test]
async fn rooms_and_people_are_suggested_by_how_well_they_fit() {
    let server = FakeServer::start().await;
    server.push(room("!a:fake.test", "Tea garden", 40));
    server.push(room("!b:fake.test", "Garden", 10));
    server.push(room("!c:fake.test", "Kindergarden", 50));
    server.push(room("!d:fake.test", "Robert", 5));
    server.push(room("!e:fake.test", "Gardeners", 30));
    server.push_account_data("m.direct", json!({ (BOB): ["!d:fake.test"] }));
    let engine = server.signed_in().await;
    let mut list = room_list(&engine, "");
    let is_all = |rows: &[loggia_protocol::rooms::RoomRow]| {
        rows.len() == 5 && rows.iter().any(|row| row.is_direct)
    };
    list.until(is_all).await;
    let suggest = |search: &str, limit| {
        let search = search.to_owned();
        engine.call(SuggestRooms { search, limit })
    };
    let cases: [(&str, u32, &[&str]); 4] = [
        (
            "gard",
            9,
            &["Gardeners", "Garden", "Tea garden", "Kindergarden"],
        ),
        ("", 2, &["Kindergarden", "Tea garden"]),
        ("@bob", 9, &["Robert"]),
        ("moon", 9, &[]),
    ];
    for (search, limit, expected) in cases {
        let found = suggest(search, limit).await.unwrap();
        assert_eq!(names(&found), expected, "{search}");
    }
}
