//! New rooms and direct chats: what the server is asked for, and what its refusals mean.

use loggia_engine::platform::Blob;
use loggia_protocol::{
    FailureKind,
    creation::*,
    failure::{Field, Problem},
};
use serde_json::{Value, json};

use crate::support::{
    engine::TestEngine,
    fake::{ALICE, BOB, FakeServer, RoomUpdate, state},
    http::Reply,
    rooms::room_list,
};

const CREATE: &str = "/createRoom";
const NEW: &str = "!new:fake.test";

fn room(access: NewRoomAccess) -> CreateRoom {
    CreateRoom {
        name: " Tea ".to_owned(),
        topic: String::new(),
        access,
        is_local: false,
        space: None,
    }
}

fn public(address: &str) -> CreateRoom {
    room(NewRoomAccess::Public {
        address: address.to_owned(),
    })
}

fn refusal(status: u16, code: &str) -> Reply {
    Reply::Json(status, json!({ "errcode": code, "error": "says the test" }))
}

/// A server that makes rooms, and an account there.
async fn willing() -> (FakeServer, TestEngine) {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    server.always("POST", CREATE, Reply::Json(200, json!({ "room_id": NEW })));
    server.push(RoomUpdate::joined(NEW, "Tea").state(encryption()));
    (server, engine)
}

fn encryption() -> Value {
    let content = json!({ "algorithm": "m.megolm.v1.aes-sha2" });
    state("m.room.encryption", ALICE, "", content)
}

fn initial<'a>(body: &'a Value, kind: &str) -> Option<&'a Value> {
    let state = body["initial_state"].as_array()?;
    let event = state.iter().find(|event| event["type"] == kind)?;
    Some(&event["content"])
}

#[tokio::test]
async fn a_private_room_is_encrypted_and_takes_the_guests_of_its_people() {
    let (server, engine) = willing().await;
    let call = room(NewRoomAccess::Private { is_encrypted: true });
    assert_eq!(engine.call(call).await.unwrap().as_str(), NEW);
    let body = server.request("POST", CREATE).await.body;
    assert_eq!(body["name"], "Tea");
    assert_eq!(body["preset"], "private_chat");
    assert!(body.get("topic").is_none() && body.get("creation_content").is_none());
    let encryption = initial(&body, "m.room.encryption").unwrap();
    assert_eq!(encryption["algorithm"], "m.megolm.v1.aes-sha2");
    let guests = initial(&body, "m.room.guest_access").unwrap();
    assert_eq!(guests["guest_access"], "can_join");
}

#[tokio::test]
async fn a_public_room_has_an_address_and_is_listed() {
    let (server, engine) = willing().await;
    let call = CreateRoom {
        topic: "leaves".to_owned(),
        is_local: true,
        ..public("tea")
    };
    engine.call(call).await.unwrap();
    let body = server.request("POST", CREATE).await.body;
    assert_eq!(body["preset"], "public_chat");
    assert_eq!(body["visibility"], "public");
    assert_eq!(body["room_alias_name"], "tea");
    assert_eq!(body["topic"], "leaves");
    assert_eq!(body["creation_content"]["m.federate"], false);
    assert!(initial(&body, "m.room.encryption").is_none());
}

#[tokio::test]
async fn a_room_can_be_asked_to_be_let_in() {
    let (server, engine) = willing().await;
    let access = NewRoomAccess::AskToJoin {
        is_encrypted: false,
        is_listed: true,
    };
    engine.call(room(access)).await.unwrap();
    let body = server.request("POST", CREATE).await.body;
    assert_eq!(body["visibility"], "public");
    let rule = initial(&body, "m.room.join_rules").unwrap();
    assert_eq!(rule["join_rule"], "knock");
    assert!(initial(&body, "m.room.encryption").is_none());
}

#[tokio::test]
async fn what_the_server_forces_counts_more_than_what_is_wished() {
    let (server, engine) = willing().await;
    server.always(
        "GET",
        "/versions",
        Reply::Json(
            200,
            json!({
                "versions": ["v1.11"],
                "unstable_features": { "io.element.e2ee_forced.private": true },
            }),
        ),
    );
    // What a server can do is kept from the sign-in on: another one is signed in at.
    drop(engine);
    let engine = server.signed_in().await;
    let rules = engine.call(LoadCreationRules).await.unwrap();
    assert_eq!(rules.encryption, EncryptionRule::Forced);
    assert_eq!(rules.server, "fake.test");
    let call = room(NewRoomAccess::Private {
        is_encrypted: false,
    });
    engine.call(call).await.unwrap();
    let body = server.request("POST", CREATE).await.body;
    assert!(initial(&body, "m.room.encryption").is_some());
}

#[tokio::test]
async fn refusals_are_told_where_they_belong() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    let at = |field, problem| FailureKind::Invalid(field, problem);
    let nameless = CreateRoom {
        name: " ".to_owned(),
        ..public("tea")
    };
    for (call, kind) in [
        (nameless, at(Field::RoomName, Problem::Empty)),
        (public(""), at(Field::RoomAddress, Problem::Empty)),
        (public("a b"), at(Field::RoomAddress, Problem::Malformed)),
    ] {
        assert_eq!(engine.call(call).await.unwrap_err().kind, kind);
    }
    assert_eq!(server.count("POST", CREATE), 0);
    let wait = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "slow", "retry_after_ms": 2_500 });
    for (reply, kind) in [
        (
            refusal(400, "M_ROOM_IN_USE"),
            at(Field::RoomAddress, Problem::Taken),
        ),
        (
            Reply::Json(429, wait),
            FailureKind::RateLimited { seconds: Some(3) },
        ),
    ] {
        server.once("POST", CREATE, reply);
        assert_eq!(engine.call(public("tea")).await.unwrap_err().kind, kind);
    }
    server.always("POST", CREATE, refusal(403, "M_FORBIDDEN"));
    let private = room(NewRoomAccess::Private { is_encrypted: true });
    let refused = engine.call(private).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::Forbidden { needed_level: None });
}

#[tokio::test]
async fn a_room_that_may_not_be_published_is_made_all_the_same() {
    let (server, engine) = willing().await;
    server.once("POST", CREATE, refusal(403, "M_UNKNOWN"));
    engine.call(public("tea")).await.unwrap();
    let body = server.nth_request(2, "POST", CREATE).await.body;
    assert_eq!(body["room_alias_name"], "tea");
    assert_ne!(body["visibility"], "public");
}

#[tokio::test]
async fn a_picture_goes_first() {
    let (server, engine) = willing().await;
    let page = Blob::new(*b"<html>");
    let call = room(NewRoomAccess::Private { is_encrypted: true });
    let refused = engine.call_with_file(call.clone(), page).await.unwrap_err();
    let unknown = FailureKind::Invalid(Field::Picture, Problem::Malformed);
    assert_eq!(refused.kind, unknown);
    assert_eq!(server.count("POST", CREATE), 0);
    let moving = Blob::new(*b"GIF89a and so on");
    engine.call_with_file(call, moving).await.unwrap();
    let body = server.request("POST", CREATE).await.body;
    let picture = initial(&body, "m.room.avatar").unwrap();
    assert_eq!(picture["url"], "mxc://fake.test/upload-1");
}

#[tokio::test]
async fn an_address_is_checked_before_it_is_asked_for() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    let check = |address: &str| {
        engine.call(CheckAddress {
            address: address.to_owned(),
        })
    };
    let at = |problem| FailureKind::Invalid(Field::RoomAddress, problem);
    assert_eq!(check("50%").await.unwrap_err().kind, at(Problem::Malformed));
    assert_eq!(server.count("GET", "/directory/room/"), 0);
    check("free").await.unwrap();
    let found = Reply::Json(200, json!({ "room_id": "!r:fake.test", "servers": [] }));
    server.always("GET", "/directory/room/", found);
    assert_eq!(check("tea").await.unwrap_err().kind, at(Problem::Taken));
}

#[tokio::test]
async fn a_chat_is_made_once_and_noted() {
    let (server, engine) = willing().await;
    let chat = || StartDirectChat {
        people: vec![BOB.into(), BOB.into(), ALICE.into()],
    };
    server.once("POST", CREATE, refusal(403, "M_FORBIDDEN"));
    let refused = engine.call(chat()).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::Forbidden { needed_level: None });
    assert_eq!(engine.call(chat()).await.unwrap().as_str(), NEW);
    let body = server.nth_request(2, "POST", CREATE).await.body;
    assert_eq!(body["is_direct"], true);
    assert_eq!(body["preset"], "trusted_private_chat");
    assert_eq!(body["invite"], json!([BOB]));
    assert!(initial(&body, "m.room.encryption").is_some());
    let noted = server.request("PUT", "/account_data/m.direct").await.body;
    assert_eq!(noted[BOB], json!([NEW]));
}

#[tokio::test]
async fn a_chat_that_there_is_already_is_as_good() {
    let (server, engine) = willing().await;
    server.push_account_data("m.direct", json!({ BOB: [NEW] }));
    let mut list = room_list(&engine, "");
    list.until(|rows| rows.iter().any(|row| row.is_direct))
        .await;
    let people = vec![BOB.into()];
    let room = engine.call(StartDirectChat { people }).await.unwrap();
    assert_eq!(room.as_str(), NEW);
    assert_eq!(server.count("POST", CREATE), 0);
    let nobody = engine.call(StartDirectChat { people: vec![] }).await;
    let empty = FailureKind::Invalid(Field::Person, Problem::Empty);
    assert_eq!(nobody.unwrap_err().kind, empty);
}

#[tokio::test]
async fn nothing_can_be_sent_before_a_chat_is_known_to_be_encrypted() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    server.always("POST", CREATE, Reply::Json(200, json!({ "room_id": NEW })));
    let people = vec![BOB.into()];
    let (_, mut answer) = engine.start_call(StartDirectChat { people });
    server.request("PUT", "/account_data/m.direct").await;
    // Servers tell of a room while they are still making it.
    server.push(RoomUpdate::joined(NEW, "Tea"));
    let mut list = room_list(&engine, "");
    list.until(|rows| rows.len() == 1).await;
    assert!(answer.try_recv().is_err());
    server.push(RoomUpdate::of(NEW).state(encryption()));
    answer.await.unwrap().0.unwrap();
    list.until(|rows| rows[0].is_encrypted).await;
}
