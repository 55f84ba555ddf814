//! New rooms, new chats and invitations on a real homeserver.

use loggia_protocol::{
    FailureKind,
    creation::*,
    failure::{Field, Problem},
    people::*,
    rooms::{FindDirectChat, RoomName, Section},
};
use matrix_sdk::reqwest::Method;
use serde_json::{Value, json};

use crate::support::real::{User, room_list};

async fn state(user: &User, room: &str, kind: &str) -> Value {
    let path = format!("rooms/{room}/state/{kind}");
    user.ask(Method::GET, &path, Value::Null).await
}

fn public(name: &str, address: &str) -> CreateRoom {
    CreateRoom {
        name: name.to_owned(),
        topic: "leaves".to_owned(),
        access: NewRoomAccess::Public {
            address: address.to_owned(),
        },
        is_local: true,
        space: None,
    }
}

#[tokio::test]
async fn a_public_room_takes_its_address() {
    let alice = User::register("alice").await;
    let engine = alice.signed_in().await;
    let address = alice.name.as_str();
    let check = || CheckAddress {
        address: address.to_owned(),
    };
    engine.call(check()).await.unwrap();
    let room = engine.call(public("Tea", address)).await.unwrap();
    let create = state(&alice, room.as_str(), "m.room.create").await;
    assert_eq!(create["m.federate"], false);
    let rule = state(&alice, room.as_str(), "m.room.join_rules").await;
    assert_eq!(rule["join_rule"], "public");
    let named = RoomName::Named("Tea".to_owned());
    room_list(&engine)
        .until(|rows| rows.iter().any(|row| row.room == room && row.name == named))
        .await;
    let taken = FailureKind::Invalid(Field::RoomAddress, Problem::Taken);
    assert_eq!(engine.call(check()).await.unwrap_err().kind, taken);
    let again = engine.call(public("Tea", address)).await;
    assert_eq!(again.unwrap_err().kind, taken);
}

#[tokio::test]
async fn a_room_is_asked_to_be_let_into() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let engine = alice.signed_in().await;
    assert!(engine.call(LoadCreationRules).await.unwrap().can_knock);
    let call = CreateRoom {
        access: NewRoomAccess::AskToJoin {
            is_encrypted: true,
            is_listed: false,
        },
        is_local: false,
        ..public("Club", "")
    };
    let room = engine.call(call).await.unwrap();
    state(&alice, room.as_str(), "m.room.encryption").await;
    bob.ask(Method::POST, &format!("knock/{room}"), json!({}))
        .await;
}

#[tokio::test]
async fn a_direct_chat_is_one_for_both() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let engine = alice.signed_in().await;
    let user = || bob.id.as_str().into();
    let chat = || StartDirectChat {
        people: vec![user()],
    };
    let room = engine.call(chat()).await.unwrap();
    room_list(&engine)
        .until(|rows| rows.iter().any(|row| row.section == Section::People))
        .await;
    let found = engine.call(FindDirectChat { user: user() }).await.unwrap();
    assert_eq!(found.as_ref(), Some(&room));
    assert_eq!(engine.call(chat()).await.unwrap(), room);
    let member = format!("m.room.member/{}", bob.id);
    let invited = state(&alice, room.as_str(), &member).await;
    assert_eq!(
        (&invited["membership"], &invited["is_direct"]),
        (&json!("invite"), &json!(true))
    );
    state(&alice, room.as_str(), "m.room.encryption").await;
}

#[tokio::test]
async fn who_cannot_be_invited_is_told_apart() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let carol = User::register("carol").await;
    let room = alice.create_room(json!({ "name": "Kitchen" })).await;
    let engine = alice.signed_in().await;
    let mut list = room_list(&engine);
    list.until(|rows| rows.iter().any(|row| row.room.as_str() == room))
        .await;
    let invite = |user: &User| {
        engine.call(InvitePerson {
            room: room.as_str().into(),
            user: user.id.as_str().into(),
        })
    };
    invite(&carol).await.unwrap();
    carol
        .ask(Method::POST, &format!("join/{room}"), json!({}))
        .await;
    let ban = json!({ "user_id": bob.id });
    alice
        .ask(Method::POST, &format!("rooms/{room}/ban"), ban)
        .await;
    for (user, problem) in [(&bob, Problem::Banned), (&carol, Problem::Taken)] {
        let refused = invite(user).await.unwrap_err();
        assert_eq!(refused.kind, FailureKind::Invalid(Field::Person, problem));
    }
}

#[tokio::test]
async fn people_are_looked_up() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let engine = alice.signed_in().await;
    let look_up = |user: String| LookUpPerson {
        user: user.as_str().into(),
    };
    let found = engine.call(look_up(bob.id.clone())).await.unwrap();
    assert_eq!(found.unwrap().user.as_str(), bob.id);
    let nobody = bob.id.replace("@bob", "@nobody");
    assert_eq!(engine.call(look_up(nobody)).await.unwrap(), None);
}
