//! `/v3/sync`: the same news as [`super::sync`] tells, in the older form.

use std::time::Duration;

use serde_json::{Map, Value, json};
use tokio::time::timeout;

use super::{RoomUpdate, World, sync::Update};
use crate::support::http::{Reply, Request};

/// Answers once there is news, or the client wants to wait no longer.
pub(super) async fn answer(world: &World, request: &Request) -> Reply {
    let number = |name: &str| request.query.get(name)?.parse().ok();
    let since = number("since").unwrap_or(0);
    let mut changes = world.changes.subscribe();
    let news = async {
        while world.state.lock().unwrap().updates.len() <= since {
            changes.changed().await.unwrap();
        }
    };
    let wait = number("timeout").unwrap_or(0);
    let _ = timeout(Duration::from_millis(wait as u64), news).await;
    Reply::Json(200, tell(world, since))
}

fn tell(world: &World, since: usize) -> Value {
    let known = world.state.lock().unwrap();
    let (mut join, mut invite, mut data) = (Map::new(), Map::new(), Vec::new());
    for update in known.updates.iter().skip(since) {
        match update {
            Update::Room(update) if update.body.contains_key("invite_state") => {
                let events = update.body["invite_state"].clone();
                invite.insert(
                    update.room.clone(),
                    json!({ "invite_state": { "events": events } }),
                );
            }
            Update::Room(update) => tell_room(room(&mut join, &update.room), update),
            Update::AccountData(event) => data.push(event.clone()),
            Update::RoomAccountData(id, event) => add(room(&mut join, id), "account_data", event),
            Update::Typing(id, event) | Update::Receipts(id, event) => {
                add(room(&mut join, id), "ephemeral", event);
            }
        }
    }
    json!({
        "next_batch": known.updates.len().to_string(),
        "rooms": { "join": join, "invite": invite },
        "account_data": { "events": data },
        "device_one_time_keys_count": { "signed_curve25519": 50 },
    })
}

fn room<'a>(join: &'a mut Map<String, Value>, id: &str) -> &'a mut Value {
    join.entry(id).or_insert_with(|| json!({}))
}

fn tell_room(room: &mut Value, update: &RoomUpdate) {
    for (ours, theirs) in [("required_state", "state"), ("timeline", "timeline")] {
        for event in update
            .body
            .get(ours)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            add(room, theirs, event);
        }
    }
    if let Some(older) = update.body.get("prev_batch") {
        room["timeline"]["prev_batch"] = older.clone();
        room["timeline"]["limited"] = json!(true);
    }
    if let Some(count) = update.body.get("joined_count") {
        room["summary"]["m.joined_member_count"] = count.clone();
    }
}

fn add(room: &mut Value, part: &str, event: &Value) {
    let events = &mut room[part]["events"];
    match events.as_array_mut() {
        Some(events) => events.push(event.clone()),
        None => *events = json!([event]),
    }
}
