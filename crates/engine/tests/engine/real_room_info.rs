//! What is known of a room, who is in it, and leaving it, on a real homeserver.

use loggia_protocol::{
    FailureKind,
    directory::EnterRoom,
    ids::RoomId,
    people::InvitePerson,
    room_info::{
        Access, CheckLeaving, ForgetRoom, KnocksFeed, Leaving, MakeAdmin, Member, Members,
        MembersFeed, Role, RoomInfoFeed, TurnAway,
    },
    rooms::LeaveRoom,
};
use matrix_sdk::reqwest::Method;
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    real::{User, room_list},
};

/// An engine that knows this room.
async fn with_room(user: &User, room: &str) -> TestEngine {
    let engine = user.signed_in().await;
    let mut list = room_list(&engine);
    list.until(|rows| rows.iter().any(|row| row.room.as_str() == room))
        .await;
    engine
}

async fn join(user: &User, room: &str) {
    user.ask(Method::POST, &format!("join/{room}"), json!({}))
        .await;
}

fn member<'a>(members: &'a Members, user: &User) -> Option<&'a Member> {
    let is_them = |member: &&Member| member.person.user.as_str() == user.id;
    members.shown.iter().find(is_them)
}

async fn leaving(engine: &TestEngine, room: &RoomId) -> Leaving {
    let call = CheckLeaving { room: room.clone() };
    engine.call(call).await.unwrap()
}

#[tokio::test]
async fn people_and_entrance_are_followed() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let carol = User::register("carol").await;
    let id = alice
        .create_room(json!({ "name": "Kitchen", "invite": [bob.id, carol.id] }))
        .await;
    join(&bob, &id).await;
    let engine = with_room(&bob, &id).await;
    let room = RoomId::from(id.as_str());
    let mut info = engine.watch(RoomInfoFeed { room: room.clone() });
    info.until(|info| info.access == Access::Invited && info.n_invited == 1)
        .await;
    let rule = json!({ "join_rule": "public" });
    let path = format!("rooms/{id}/state/m.room.join_rules/");
    alice.ask(Method::PUT, &path, rule).await;
    info.until(|info| info.access == Access::Public).await;

    let feed = |search: &str| MembersFeed {
        room: room.clone(),
        search: search.to_owned(),
    };
    let mut members = engine.watch(feed(""));
    let all = members.until(|members| members.n_found == 3).await;
    assert!(member(&all, &alice).is_some_and(|alice| alice.role <= Role::Admin));
    assert!(member(&all, &bob).is_some_and(|bob| bob.role == Role::Member && !bob.is_invited));
    assert!(all.shown[2].is_invited, "who is invited comes last");
    join(&carol, &id).await;
    members
        .until(|members| member(members, &carol).is_some_and(|carol| !carol.is_invited))
        .await;
    let found = engine.watch(feed(&bob.name.to_uppercase()));
    let found = { found }.until(|found| found.n_found == 1).await;
    assert!(member(&found, &bob).is_some());
}

#[tokio::test]
async fn leaving_is_explained_and_done() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let id = alice.create_room(json!({ "invite": [bob.id] })).await;
    let engine = with_room(&alice, &id).await;
    let room = RoomId::from(id.as_str());
    let alone = leaving(&engine, &room).await;
    assert!(alone.is_last && alone.needs_invitation && alone.heirs.is_none());

    join(&bob, &id).await;
    let mut members = engine.watch(MembersFeed {
        room: room.clone(),
        search: String::new(),
    });
    members
        .until(|members| member(members, &bob).is_some_and(|bob| !bob.is_invited))
        .await;
    let heirs = leaving(&engine, &room).await.heirs.unwrap();
    let user = heirs[0].user.clone();
    assert_eq!(user.as_str(), bob.id);
    engine
        .call(MakeAdmin {
            room: room.clone(),
            user,
        })
        .await
        .unwrap();
    members
        .until(|members| member(members, &bob).is_some_and(|bob| bob.role == Role::Admin))
        .await;
    assert_eq!(leaving(&engine, &room).await.heirs, None);

    let leave = LeaveRoom { room: room.clone() };
    engine.call(leave.clone()).await.unwrap();
    engine.call(leave).await.unwrap();
    let forget = ForgetRoom { room: room.clone() };
    engine.call(forget).await.unwrap();
    let joined = alice
        .ask(Method::GET, "joined_rooms", json!({}))
        .await
        .to_string();
    assert!(!joined.contains(&id));
}

#[tokio::test]
async fn a_room_that_nobody_knows_is_left_without_a_word() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let id = bob.create_room(json!({})).await;
    let engine = alice.signed_in().await;
    let leave = |room: &str| LeaveRoom { room: room.into() };
    engine.call(leave(&id)).await.unwrap();
    let nonsense = engine.call(leave("nonsense")).await;
    assert_eq!(nonsense.unwrap_err().kind, FailureKind::NotFound);
}

#[tokio::test]
async fn who_knocks_is_let_in_or_turned_away() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let carol = User::register("carol").await;
    let rule = json!({ "type": "m.room.join_rules", "content": { "join_rule": "knock" } });
    let id = alice
        .create_room(json!({ "name": "Club", "initial_state": [rule] }))
        .await;
    let engine = with_room(&alice, &id).await;
    let room = RoomId::from(id.as_str());
    let mut knocks = engine.watch(KnocksFeed { room: room.clone() });
    for (user, reason) in [(&bob, "please"), (&carol, "")] {
        let body = json!({ "reason": reason });
        user.ask(Method::POST, &format!("knock/{id}"), body).await;
    }
    let heard = knocks.until(|knocks| knocks.people.len() == 2).await;
    assert!(heard.can_turn_away);
    let of_bob = heard
        .people
        .iter()
        .find(|knock| knock.person.user.as_str() == bob.id);
    assert_eq!(
        of_bob.and_then(|knock| knock.reason.as_deref()),
        Some("please")
    );
    let let_in = InvitePerson {
        room: room.clone(),
        user: bob.id.as_str().into(),
    };
    engine.call(let_in).await.unwrap();
    let turned = TurnAway {
        room,
        user: carol.id.as_str().into(),
    };
    engine.call(turned).await.unwrap();
    knocks.until(|knocks| knocks.people.is_empty()).await;
    join(&bob, &id).await;
    let refused = carol.signed_in().await;
    let enter = EnterRoom {
        address: id,
        via: vec![],
    };
    assert!(
        refused.call(enter).await.is_err(),
        "who was turned away stays outside"
    );
}
