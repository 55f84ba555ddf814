//! Rooms and their events, as the server says them.

use serde_json::{Map, Value, json};

use super::ALICE;

/// A room's changes in one answer of the sync; merged with others that were not delivered yet.
#[derive(Clone)]
pub struct RoomUpdate {
    pub(super) room: String,
    pub(super) body: Map<String, Value>,
}

impl RoomUpdate {
    /// Nothing new about a room, to be added to.
    pub fn of(room: &str) -> Self {
        Self {
            room: room.to_owned(),
            body: Map::new(),
        }
    }

    /// A room that the account is in, with a name and one other person in it, where everybody may speak.
    pub fn joined(room: &str, name: &str) -> Self {
        let create = json!({ "room_version": "11" });
        Self::of(room)
            .state(state("m.room.create", super::BOB, "", create))
            .state(state(
                "m.room.member",
                ALICE,
                ALICE,
                json!({ "membership": "join", "displayname": "Alice" }),
            ))
            .state(state(
                "m.room.member",
                super::BOB,
                super::BOB,
                json!({ "membership": "join", "displayname": "Bob" }),
            ))
            .state(state(
                "m.room.power_levels",
                super::BOB,
                "",
                json!({ "users": { (super::BOB): 100 } }),
            ))
            .state(state(
                "m.room.name",
                super::BOB,
                "",
                json!({ "name": name }),
            ))
            .set("joined_count", json!(2))
            .set("prev_batch", json!("older"))
    }

    /// An invitation by somebody.
    pub fn invitation(room: &str, name: &str, inviter: &str) -> Self {
        let stripped = |kind: &str, sender: &str, key: &str, content: Value| json!({ "type": kind, "sender": sender, "state_key": key, "content": content });
        let own = json!({ "membership": "invite", "displayname": "Alice" });
        let theirs = json!({ "membership": "join", "displayname": "Ivy", "avatar_url": "mxc://fake.test/ivy" });
        Self::of(room).set(
            "invite_state",
            json!([
                stripped(
                    "m.room.create",
                    inviter,
                    "",
                    json!({ "room_version": "11" })
                ),
                stripped("m.room.name", inviter, "", json!({ "name": name })),
                stripped("m.room.member", inviter, ALICE, own),
                stripped("m.room.member", inviter, inviter, theirs),
            ]),
        )
    }

    /// Adds to the state that is told, in place of the same state before.
    pub fn state(mut self, event: Value) -> Self {
        if let Some(Value::Array(events)) = self.body.get_mut("required_state") {
            let is_same = |other: &Value, field| other[field] == event[field];
            events.retain(|other| !(is_same(other, "type") && is_same(other, "state_key")));
        }
        self.add("required_state", event);
        self
    }

    /// Adds to the end of the timeline.
    pub fn event(mut self, event: Value) -> Self {
        self.add("timeline", event);
        self
    }

    /// Adds events to the end of the timeline.
    pub fn events(self, events: impl IntoIterator<Item = Value>) -> Self {
        events.into_iter().fold(self, Self::event)
    }

    /// Sets a field.
    pub fn set(mut self, field: &str, value: Value) -> Self {
        self.body.insert(field.to_owned(), value);
        self
    }

    fn add(&mut self, field: &str, value: Value) {
        let list = self.body.entry(field).or_insert_with(|| json!([]));
        list.as_array_mut().unwrap().push(value);
    }

    /// What came before and this, as one answer.
    pub(super) fn after(&self, before: &mut Map<String, Value>) {
        for (field, value) in &self.body {
            match (before.get_mut(field), value) {
                (Some(Value::Array(list)), Value::Array(more)) => list.extend(more.iter().cloned()),
                _ => {
                    before.insert(field.clone(), value.clone());
                }
            }
        }
    }
}

/// A state event.
pub fn state(kind: &str, sender: &str, key: &str, content: Value) -> Value {
    let id = format!("$state-{kind}-{key}-{}", content.to_string().len());
    json!({
        "type": kind, "event_id": id, "sender": sender, "state_key": key, "content": content,
        "origin_server_ts": 1_700_000_000_000_u64,
    })
}

/// A message event with text, of a second that counts from the beginning.
pub fn message(id: &str, sender: &str, second: u64, text: &str) -> Value {
    event(
        id,
        sender,
        second,
        "m.room.message",
        json!({ "msgtype": "m.text", "body": text }),
    )
}

/// An event of a timeline.
fn event(id: &str, sender: &str, second: u64, kind: &str, content: Value) -> Value {
    json!({
        "type": kind, "event_id": id, "sender": sender, "content": content,
        "origin_server_ts": 1_700_000_000_000 + second * 1000,
    })
}

/// Writes a room's events one after the other.
#[derive(Default)]
pub struct TimeLine {
    second: u64,
}

impl TimeLine {
    /// The next event, of any kind.
    pub fn event(&mut self, id: &str, sender: &str, kind: &str, content: Value) -> Value {
        self.second += 1;
        event(id, sender, self.second, kind, content)
    }

    /// The next event, a message with this content.
    pub fn message(&mut self, id: &str, sender: &str, content: Value) -> Value {
        self.event(id, sender, "m.room.message", content)
    }

    /// The next event, a message with this text.
    pub fn text(&mut self, id: &str, sender: &str, text: &str) -> Value {
        self.message(id, sender, json!({ "msgtype": "m.text", "body": text }))
    }
}
