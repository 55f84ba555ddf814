//! Simplified sliding sync: all that was pushed, in its order; all of it at once to whoever begins.
//!
//! The other way is [`super::classic`].

use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::timeout;

use super::{RoomUpdate, World};
use crate::support::http::{Reply, Request};

/// Something that the next sync brings.
pub(super) enum Update {
    Room(RoomUpdate),
    AccountData(Value),
    RoomAccountData(String, Value),
    Typing(String, Value),
    Receipts(String, Value),
}

/// Answers once there is news, or the client wants to wait no longer.
pub(super) async fn answer(world: &World, request: &Request) -> Reply {
    let is_for_rooms = request.body["conn_id"] == "room-list";
    let mut changes = world.changes.subscribe();
    let Some(since) = position(world, request) else {
        let body = json!({ "errcode": "M_UNKNOWN_POS", "error": "begin anew" });
        return Reply::Json(400, body);
    };
    let wait = request
        .query
        .get("timeout")
        .and_then(|wait| wait.parse().ok());
    let news = async {
        while is_for_rooms && world.state.lock().unwrap().updates.len() <= since {
            changes.changed().await.unwrap();
        }
        if !is_for_rooms {
            std::future::pending::<()>().await;
        }
    };
    if request.query.contains_key("pos") {
        let _ = timeout(Duration::from_millis(wait.unwrap_or(0)), news).await;
    }
    Reply::Json(
        200,
        if is_for_rooms {
            rooms(world, request, since)
        } else {
            keys(world)
        },
    )
}

/// How many updates the client has; nothing where it speaks of an older life.
fn position(world: &World, request: &Request) -> Option<usize> {
    let Some(position) = request.query.get("pos") else {
        return Some(0);
    };
    let (life, since) = position.split_once('/')?;
    let known = world.state.lock().unwrap();
    (life.parse() == Ok(known.life)).then(|| since.parse().unwrap())
}

/// The encryption's connection: nothing ever happens.
fn keys(world: &World) -> Value {
    let life = world.state.lock().unwrap().life;
    json!({
        "pos": format!("{life}/0"),
        "extensions": {
            "to_device": { "next_batch": "0" },
            "e2ee": { "device_one_time_keys_count": { "signed_curve25519": 50 } },
        },
    })
}

fn rooms(world: &World, request: &Request, since: usize) -> Value {
    let known = world.state.lock().unwrap();
    let is_first = !request.query.contains_key("pos");
    let (mut rooms, mut data) = (Map::new(), Vec::new());
    let (mut room_data, mut typing, mut receipts) = (Map::new(), Map::new(), Map::new());
    for update in known.updates.iter().skip(since) {
        match update {
            Update::Room(update) => {
                let room = rooms.entry(&update.room).or_insert_with(|| json!({}));
                update.after(room.as_object_mut().unwrap());
            }
            Update::AccountData(event) => data.push(event.clone()),
            Update::RoomAccountData(room, event) => {
                let list = room_data.entry(room).or_insert_with(|| json!([]));
                list.as_array_mut().unwrap().push(event.clone());
            }
            Update::Typing(room, event) => drop(typing.insert(room.clone(), event.clone())),
            Update::Receipts(room, event) => drop(receipts.insert(room.clone(), event.clone())),
        }
    }
    for room in rooms.values_mut().filter(|_| is_first) {
        room["initial"] = json!(true);
    }
    let mut all: Vec<_> = known.updates.iter().filter_map(Update::room).collect();
    all.sort_unstable();
    all.dedup();
    json!({
        "pos": format!("{}/{}", known.life, known.updates.len()),
        "lists": { "all_rooms": { "count": all.len() } },
        "rooms": rooms,
        "extensions": {
            "account_data": { "global": data, "rooms": room_data },
            "typing": { "rooms": typing },
            "receipts": { "rooms": receipts },
        },
    })
}

impl Update {
    fn room(&self) -> Option<&str> {
        match self {
            Self::Room(update) => Some(&update.room),
            _ => None,
        }
    }
}
