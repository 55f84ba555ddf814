//! A room's head, and finding rooms.

use loggia_protocol::{
    FailureKind,
    ids::{RoomId, UserId},
    rooms::{
        FindDirectChat, FindRoom, Membership, RoomFeed, RoomHead, RoomListFeed, RoomName, RoomRow,
    },
};
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    fake::{ALICE, BOB, FakeServer, RoomUpdate, state},
    feed::State,
    http::Reply,
};

async fn synced(server: &FakeServer, n_rooms: usize) -> TestEngine {
    let engine = server.signed_in().await;
    let mut list = engine.list::<RoomRow, _>(RoomListFeed::default());
    list.until(|rows| rows.len() == n_rooms).await;
    engine
}

fn head(engine: &TestEngine, room: &str) -> State<RoomFeed> {
    engine.watch(RoomFeed { room: room.into() })
}

#[tokio::test]
async fn a_head_follows_its_room() {
    let server = FakeServer::start().await;
    let topic = state("m.room.topic", BOB, "", json!({ "topic": "Tea" }));
    server.push(RoomUpdate::joined("!a:fake.test", "A").state(topic));
    let engine = synced(&server, 1).await;
    let mut head = head(&engine, "!a:fake.test");
    let expected = RoomHead {
        room: "!a:fake.test".into(),
        name: RoomName::Named("A".to_owned()),
        topic: Some("Tea".to_owned()),
        avatar: None,
        is_encrypted: false,
        is_direct: false,
        n_members: 2,
        membership: Membership::Joined,
        removal: None,
        can_send: true,
        can_invite: true,
        unknown_version: None,
    };
    head.until(|head| *head == expected).await;

    let name = state("m.room.name", BOB, "", json!({ "name": "B" }));
    server.push(
        RoomUpdate::of("!a:fake.test")
            .state(name.clone())
            .event(name),
    );
    head.until(|head| head.name == RoomName::Named("B".to_owned()))
        .await;

    let silence = json!({ "users": { (BOB): 100 }, "events_default": 50 });
    let levels = state("m.room.power_levels", BOB, "", silence);
    server.push(
        RoomUpdate::of("!a:fake.test")
            .state(levels.clone())
            .event(levels),
    );
    head.until(|head| !head.can_send).await;

    server.push_account_data("m.direct", json!({ (BOB): ["!a:fake.test"] }));
    head.until(|head| head.is_direct).await;

    let banned = state("m.room.member", BOB, ALICE, json!({ "membership": "ban" }));
    server.push(
        RoomUpdate::of("!a:fake.test")
            .state(banned.clone())
            .event(banned),
    );
    head.until(|head| head.membership == Membership::Banned)
        .await;
}

#[tokio::test]
async fn an_invitation_has_a_head() {
    let server = FakeServer::start().await;
    server.push(RoomUpdate::invitation(
        "!a:fake.test",
        "Party",
        "@ivy:fake.test",
    ));
    let engine = synced(&server, 1).await;
    let head = head(&engine, "!a:fake.test").until(|_| true).await;
    assert_eq!(head.name, RoomName::Named("Party".to_owned()));
    assert!(!head.can_send);
    let Membership::Invited(Some(inviter)) = head.membership else {
        panic!("{head:?}")
    };
    assert_eq!(inviter.name, "Ivy");
}

#[tokio::test]
async fn an_unknown_room_is_not_found() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    for room in ["!nowhere:fake.test", "nonsense", ""] {
        let mut feed = engine.open(RoomFeed { room: room.into() });
        assert_eq!(
            feed.next().await.unwrap_err().kind,
            FailureKind::NotFound,
            "{room:?}"
        );
    }
}

#[tokio::test]
async fn rooms_are_found_by_what_links_say() {
    let server = FakeServer::start().await;
    let aliases = json!({ "alias": "#main:fake.test", "alt_aliases": ["#other:fake.test"] });
    let alias = state("m.room.canonical_alias", BOB, "", aliases);
    server.push(RoomUpdate::joined("!a:fake.test", "A").state(alias));
    let resolved = json!({ "room_id": "!a:fake.test", "servers": ["fake.test"] });
    server.always(
        "GET",
        "/directory/room/#local:fake.test",
        Reply::Json(200, resolved),
    );
    let engine = synced(&server, 1).await;
    let find = async |address: &str| {
        let address = address.to_owned();
        engine.call(FindRoom { address }).await.unwrap()
    };
    let expected = Some(RoomId::from("!a:fake.test"));
    for address in [
        "!a:fake.test",
        "#main:fake.test",
        "#other:fake.test",
        "#local:fake.test",
    ] {
        assert_eq!(find(address).await, expected, "{address}");
    }
    // A room that is not known may be one to enter.
    assert_eq!(find("!b:fake.test").await, Some("!b:fake.test".into()));
    for address in ["#b:fake.test", "a:fake.test", ""] {
        assert_eq!(find(address).await, None, "{address}");
    }
}

#[tokio::test]
async fn direct_chats_are_found_by_person() {
    let server = FakeServer::start().await;
    server.push(RoomUpdate::joined("!a:fake.test", "A"));
    server.push_account_data("m.direct", json!({ (BOB): ["!a:fake.test"] }));
    let engine = synced(&server, 1).await;
    let find = async |user: &str| {
        let user = UserId::from(user);
        engine.call(FindDirectChat { user }).await
    };
    assert_eq!(find(BOB).await.unwrap(), Some("!a:fake.test".into()));
    assert_eq!(find("@carol:fake.test").await.unwrap(), None);
    assert_eq!(find("carol").await.unwrap_err().kind, FailureKind::NotFound);
}
