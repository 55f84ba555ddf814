//! Spaces on a real homeserver: how they stand, what the list shows of them, and what is done with them.

use loggia_protocol::{
    FailureKind,
    creation::{CreateRoom, NewRoomAccess},
    directory::EnterRoom,
    failure::{Field, Problem},
    ids::RoomId,
    rooms::{LeaveRoom, RoomListFeed, RoomRow},
    spaces::*,
};
use matrix_sdk::reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    engine::TestEngine,
    feed::List,
    real::{User, room_list},
};

async fn state(user: &User, room: &RoomId, kind: &str) -> Value {
    let path = format!("rooms/{room}/state/{kind}");
    user.ask(Method::GET, &path, Value::Null).await
}

fn space(name: &str) -> CreateSpace {
    CreateSpace {
        name: name.to_owned(),
        topic: String::new(),
        address: None,
        parent: None,
    }
}

fn room(name: &str, space: Option<&RoomId>) -> CreateRoom {
    CreateRoom {
        name: name.to_owned(),
        topic: String::new(),
        access: NewRoomAccess::SpaceMembers {
            is_encrypted: false,
        },
        is_local: false,
        space: space.cloned(),
    }
}

async fn add(engine: &TestEngine, space: &RoomId, room: &RoomId) {
    let call = AddToSpace {
        space: space.clone(),
        room: room.clone(),
    };
    engine.call(call).await.unwrap();
}

fn scoped(engine: &TestEngine, scope: Scope) -> List<RoomListFeed, RoomRow> {
    engine.list(RoomListFeed {
        scope,
        ..RoomListFeed::default()
    })
}

fn has_only<'a>(rooms: &'a [&'a RoomId]) -> impl Fn(&[RoomRow]) -> bool + 'a {
    move |rows| {
        rows.len() == rooms.len()
            && rooms
                .iter()
                .all(|room| rows.iter().any(|row| row.room == **room))
    }
}

fn names(bar: &Spaces) -> Vec<(String, u32)> {
    let name = |row: &SpaceRow| (format!("{:?}", row.name), row.depth);
    bar.spaces.iter().map(name).collect()
}

fn named(rows: &[(&str, u32)]) -> Vec<(String, u32)> {
    let row = |(name, depth): &(&str, u32)| (format!("Named({name:?})"), *depth);
    rows.iter().map(row).collect()
}

/// The children of a space, as its home shows them.
async fn children(engine: &TestEngine, space: &RoomId) -> Vec<SpaceChild> {
    let call = LoadSpace {
        space: space.clone(),
        since: None,
    };
    engine.call(call).await.unwrap().children
}

#[tokio::test]
async fn spaces_stand_in_each_other_and_tell_what_is_new_in_them() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let engine = alice.signed_in().await;
    let outer = engine.call(space("Outer")).await.unwrap();
    let inner = CreateSpace {
        parent: Some(outer.clone()),
        ..space("Inner")
    };
    let inner = engine.call(inner).await.unwrap();
    let deep = engine.call(room("Deep", Some(&inner))).await.unwrap();
    let alone = engine.call(room("Alone", None)).await.unwrap();
    add(&engine, &outer, &inner).await;
    add(&engine, &inner, &deep).await;

    let mut bar = engine.watch(SpacesFeed);
    let standing = named(&[("Outer", 0), ("Inner", 1)]);
    let shown = bar.until(|bar| names(bar) == standing).await;
    assert!(
        shown
            .spaces
            .iter()
            .all(|row| row.can_arrange && !row.is_invitation)
    );
    assert!(shown.spaces[0].has_spaces && !shown.spaces[1].has_spaces);
    assert_eq!(shown.spaces[1].parent.as_ref(), Some(&outer));

    scoped(&engine, Scope::Home)
        .until(has_only(&[&deep, &alone]))
        .await;
    scoped(&engine, Scope::Space(outer.clone()))
        .until(has_only(&[&deep]))
        .await;
    let mut others = scoped(&engine, Scope::Others);
    others.until(has_only(&[&alone])).await;
    scoped(&engine, Scope::People).until(has_only(&[])).await;

    let invite = json!({ "user_id": bob.id });
    for id in [&outer, &inner] {
        alice
            .ask(Method::POST, &format!("rooms/{id}/invite"), invite.clone())
            .await;
        bob.ask(Method::POST, &format!("join/{id}"), json!({}))
            .await;
    }
    // The space lets its people in.
    bob.ask(Method::POST, &format!("join/{deep}"), json!({}))
        .await;
    bob.say(deep.as_str(), "news").await;
    let told = |news: News| news.messages == 1 && news.is_unread;
    bar.until(|bar| {
        bar.spaces.iter().all(|row| told(row.news)) && told(bar.home) && !bar.others.is_unread
    })
    .await;

    let taken = RemoveFromSpace {
        space: inner.clone(),
        room: deep.clone(),
    };
    engine.call(taken).await.unwrap();
    others.until(has_only(&[&alone, &deep])).await;
    let said = state(&alice, &deep, &format!("m.space.parent/{inner}")).await;
    assert_eq!(
        said,
        json!({}),
        "the room does not say any more that it is there"
    );

    engine.call(LeaveRoom { room: inner }).await.unwrap();
    bar.until(|bar| names(bar) == named(&[("Outer", 0)])).await;
}

#[tokio::test]
async fn a_space_is_made_as_its_form_says() {
    let alice = User::register("alice").await;
    let engine = alice.signed_in().await;
    let public = || CreateSpace {
        topic: "green".to_owned(),
        address: Some(alice.name.clone()),
        ..space("Garden")
    };
    let id = engine.call(public()).await.unwrap();
    assert_eq!(state(&alice, &id, "m.room.create").await["type"], "m.space");
    assert_eq!(
        state(&alice, &id, "m.room.join_rules").await["join_rule"],
        "public"
    );
    let history = state(&alice, &id, "m.room.history_visibility").await;
    assert_eq!(history["history_visibility"], "world_readable");
    assert_eq!(state(&alice, &id, "m.room.topic").await["topic"], "green");
    let levels = state(&alice, &id, "m.room.power_levels").await;
    assert_eq!(
        (&levels["events_default"], &levels["invite"]),
        (&json!(100), &json!(0))
    );
    let taken = FailureKind::Invalid(Field::RoomAddress, Problem::Taken);
    assert_eq!(engine.call(public()).await.unwrap_err().kind, taken);
    let nameless = engine.call(space(" ")).await.unwrap_err().kind;
    assert_eq!(
        nameless,
        FailureKind::Invalid(Field::RoomName, Problem::Empty)
    );

    let inner = CreateSpace {
        parent: Some(id.clone()),
        ..space("Shed")
    };
    let inner = engine.call(inner).await.unwrap();
    let rule = state(&alice, &inner, "m.room.join_rules").await;
    assert_eq!(rule["join_rule"], "restricted");
    assert_eq!(rule["allow"][0]["room_id"], id.as_str());
    let parent = state(&alice, &inner, &format!("m.space.parent/{id}")).await;
    assert!(parent["via"].is_array());
}

#[tokio::test]
async fn what_is_in_a_space_is_seen_and_arranged() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let engine = alice.signed_in().await;
    let id = engine.call(space("House")).await.unwrap();
    let mut rooms = Vec::new();
    for name in ["Attic", "Hall", "Cellar"] {
        let made = engine.call(room(name, Some(&id))).await.unwrap();
        add(&engine, &id, &made).await;
        rooms.push(made);
    }
    let [attic, hall, cellar] = &rooms[..] else {
        unreachable!()
    };
    // The bar hears of it when this device has it.
    scoped(&engine, Scope::Space(id.clone()))
        .until(has_only(&[attic, hall, cellar]))
        .await;
    let order = |children: &[SpaceChild]| -> Vec<RoomId> {
        children
            .iter()
            .map(|child| child.room.room.clone())
            .collect()
    };
    assert_eq!(order(&children(&engine, &id).await), rooms);

    let moved = MoveInSpace {
        space: id.clone(),
        room: cellar.clone(),
        before: Some(attic.clone()),
    };
    engine.call(moved).await.unwrap();
    let suggested = SuggestInSpace {
        space: id.clone(),
        room: hall.clone(),
        is_suggested: true,
    };
    engine.call(suggested).await.unwrap();
    let order_of = state(&alice, &id, &format!("m.space.child/{cellar}")).await;
    assert!(order_of["order"].is_string());
    let suggested = state(&alice, &id, &format!("m.space.child/{hall}")).await;
    assert_eq!(suggested["suggested"], true);
    assert_eq!(
        order(&children(&engine, &id).await),
        [cellar.clone(), attic.clone(), hall.clone()]
    );

    // Somebody who is in the space alone sees its rooms, and comes in.
    let invite = json!({ "user_id": bob.id });
    alice
        .ask(Method::POST, &format!("rooms/{id}/invite"), invite)
        .await;
    let other = bob.signed_in().await;
    let mut bar = other.watch(SpacesFeed);
    bar.until(|bar| {
        bar.spaces
            .iter()
            .any(|row| row.space == id && row.is_invitation)
    })
    .await;
    bob.ask(Method::POST, &format!("join/{id}"), json!({}))
        .await;
    let row = bar
        .until(|bar| {
            bar.spaces
                .iter()
                .any(|row| row.space == id && !row.is_invitation)
        })
        .await;
    assert!(!row.spaces[0].can_arrange);
    let seen = children(&other, &id).await;
    assert!(
        seen.iter()
            .all(|child| !child.room.is_joined && !child.via.is_empty())
    );
    let enter = EnterRoom {
        address: attic.0.clone(),
        via: seen[1].via.clone(),
    };
    assert_eq!(other.call(enter).await.unwrap(), *attic);
    let refused = AddToSpace {
        space: id.clone(),
        room: attic.clone(),
    };
    let refused = other.call(refused).await.unwrap_err().kind;
    assert!(
        matches!(refused, FailureKind::Forbidden { .. }),
        "{refused:?}"
    );
}

#[tokio::test]
async fn rooms_to_add_and_to_leave_are_told() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let engine = alice.signed_in().await;
    let house = engine.call(space("House")).await.unwrap();
    let wing = engine.call(space("Wing")).await.unwrap();
    let hall = engine.call(room("Hall", Some(&house))).await.unwrap();
    let attic = engine.call(room("Attic", None)).await.unwrap();
    add(&engine, &house, &hall).await;
    add(&engine, &house, &wing).await;
    add(&engine, &wing, &hall).await;
    let mut bar = engine.watch(SpacesFeed);
    bar.until(|bar| names(bar) == named(&[("House", 0), ("Wing", 1)]))
        .await;
    scoped(&engine, Scope::Others)
        .until(has_only(&[&attic]))
        .await;

    // What is in a space is known a moment after the server has told.
    scoped(&engine, Scope::Space(wing.clone()))
        .until(has_only(&[&hall]))
        .await;
    let find = |space: &RoomId| FindRoomsToAdd {
        space: space.clone(),
    };
    let ids = |rooms: Vec<RoomToAdd>| -> Vec<RoomId> {
        rooms.into_iter().map(|room| room.room).collect()
    };
    let to_house = engine.call(find(&house)).await.unwrap();
    assert_eq!(ids(to_house), std::slice::from_ref(&attic));
    // Not the space that it is in: that would be a circle.
    assert_eq!(ids(engine.call(find(&wing)).await.unwrap()), [attic]);

    let invite = json!({ "user_id": bob.id });
    alice
        .ask(Method::POST, &format!("rooms/{hall}/invite"), invite)
        .await;
    bob.ask(Method::POST, &format!("join/{hall}"), json!({}))
        .await;
    let mut rooms = room_list(&engine);
    rooms
        .until(|rows| rows.iter().any(|row| row.room == hall))
        .await;
    let check = |space: &RoomId| CheckLeavingSpace {
        space: space.clone(),
    };
    let exits = engine.call(check(&wing)).await.unwrap();
    let [exit] = &exits[..] else {
        panic!("{exits:?}")
    };
    assert_eq!(exit.room, hall);
    assert!(exit.is_sole_admin && !exit.is_elsewhere && !exit.is_space);
    let exits = engine.call(check(&house)).await.unwrap();
    let found: Vec<_> = exits.iter().map(|exit| &exit.room).collect();
    assert_eq!(found, [&hall, &wing]);
}

#[tokio::test]
async fn spaces_are_moved_on_all_devices() {
    let alice = User::register("alice").await;
    let engine = alice.signed_in().await;
    let mut spaces = Vec::new();
    for name in ["One", "Two", "Three"] {
        spaces.push(engine.call(space(name)).await.unwrap());
    }
    let other = alice.signed_in().await;
    let (mut here, mut there) = (engine.watch(SpacesFeed), other.watch(SpacesFeed));
    let shown = here.until(|bar| bar.spaces.len() == 3).await;
    let last = shown.spaces[2].space.clone();
    let call = MoveSpace {
        space: last.clone(),
        before: Some(shown.spaces[0].space.clone()),
    };
    engine.call(call).await.unwrap();
    for bar in [&mut here, &mut there] {
        bar.until(|bar| bar.spaces.len() == 3 && bar.spaces[0].space == last)
            .await;
    }
}
