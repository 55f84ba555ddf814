//! Makes accounts and rooms: who there is, what rooms are called, who is in them.

use anyhow::Result;
use serde_json::{Value, json};

use super::{
    api::Deed,
    people::{PEOPLE, Person},
    script::{Group, Kind, Room, SPACE, SPACE_OWNER},
    stage::{Built, Stage},
};

/// How long ago the space was made, and an invitation sent.
const SPACE_AGE: u64 = 120 * 24 * 60 * 60 * 1000;
const INVITATION_AGE: u64 = 30 * 60 * 1000;

impl Stage<'_> {
    /// Makes an account with a name and a face.
    pub fn add_person(&self, person: &Person, password: &str) -> Result<()> {
        self.api.register(person.name, password)?;
        let face = self.store_picture(person.name, &person.face.draw()?)?;
        for (field, value) in [
            ("displayname", person.display_name),
            ("avatar_url", &face.uri),
        ] {
            self.api
                .set_own(person.name, "profile", field, &json!({ (field): value }))?;
        }
        Ok(())
    }

    /// Makes the space with everyone in it.
    pub fn build_space(&self) -> Result<String> {
        let origin = Deed {
            by: SPACE_OWNER,
            at: self.clock.now - SPACE_AGE,
        };
        let mut body = self.body_of_group(origin.by, &SPACE, None)?;
        body["creation_content"] = json!({ "type": "m.space" });
        let space = self.api.create_room(origin.by, &body)?;
        let others = PEOPLE.iter().filter(|person| person.name != SPACE_OWNER);
        for person in others {
            self.join(origin, &space, person.name, json!({}))?;
        }
        Ok(space)
    }

    /// Makes a room with its members in it.
    pub fn build_room<'a>(&self, room: &'a Room, space: &str) -> Result<Built<'a>> {
        let origin = Deed {
            by: room.owner,
            at: self.clock.beginning_of(room),
        };
        let body = match &room.kind {
            Kind::Group(group) => {
                let around = group.is_in_space.then_some(space);
                self.body_of_group(origin.by, group, around)?
            }
            Kind::Direct { is_encrypted, .. } => body_of_direct(*is_encrypted),
        };
        let id = self.api.create_room(origin.by, &body)?;
        for name in room.members {
            self.admit(origin, &id, name, &room.kind)?;
        }
        Ok(Built {
            id,
            room,
            events: Vec::new(),
        })
    }

    fn admit(&self, origin: Deed<'_>, id: &str, name: &str, kind: &Kind) -> Result<()> {
        let (is_open, content) = match kind {
            Kind::Group(group) => (group.is_in_space || group.alias.is_some(), json!({})),
            Kind::Direct { .. } => (false, json!({ "is_direct": true })),
        };
        if !is_open {
            self.invite(origin, id, name, content.clone())?;
        }
        self.join(origin, id, name, content)
    }

    /// Lists the rooms in the space.
    pub fn add_to_space(&self, space: &str, rooms: &[Built<'_>]) -> Result<()> {
        for Built { id, room, .. } in rooms {
            if matches!(&room.kind, Kind::Group(group) if group.is_in_space) {
                let deed = Deed {
                    by: SPACE_OWNER,
                    at: self.clock.beginning_of(room),
                };
                let child = json!({ "via": [self.api.server_name], "suggested": true });
                self.api
                    .set_state(deed, space, ("m.space.child", id), &child)?;
            }
        }
        Ok(())
    }

    /// A room in the space opens to the space's members, one with an alias to everyone, any other to its owner's guests.
    fn body_of_group(&self, owner: &str, group: &Group, space: Option<&str>) -> Result<Value> {
        let picture = self.store_picture(owner, &group.emblem.draw()?)?;
        let state = |kind: &str, key: &str, content: Value| json!({ "type": kind, "state_key": key, "content": content });
        let mut initial = vec![state("m.room.avatar", "", json!({ "url": picture.uri }))];
        let mut body =
            json!({ "name": group.name, "topic": group.topic, "preset": "private_chat" });
        if let Some(alias) = group.alias {
            body["preset"] = json!("public_chat");
            body["visibility"] = json!("public");
            body["room_alias_name"] = json!(alias);
        }
        if let Some(space) = space {
            let parent = json!({ "via": [self.api.server_name], "canonical": true });
            initial.push(state("m.space.parent", space, parent));
            if group.alias.is_none() {
                let members = json!({ "type": "m.room_membership", "room_id": space });
                let rule = json!({ "join_rule": "restricted", "allow": [members] });
                initial.push(state("m.room.join_rules", "", rule));
            }
        }
        body["initial_state"] = json!(initial);
        Ok(body)
    }

    /// Asks the one whom the script leaves without an answer.
    pub fn send_invitation(&self, built: &Built<'_>) -> Result<()> {
        let Some(name) = built.room.invited else {
            return Ok(());
        };
        let origin = Deed {
            by: built.room.owner,
            at: self.clock.now - INVITATION_AGE,
        };
        self.invite(origin, &built.id, name, json!({}))
    }

    fn invite(&self, origin: Deed<'_>, room: &str, name: &str, content: Value) -> Result<()> {
        self.set_membership(origin, room, (name, "invite"), content)
    }

    fn join(&self, origin: Deed<'_>, room: &str, name: &str, content: Value) -> Result<()> {
        let joining = Deed { by: name, ..origin };
        self.set_membership(joining, room, (name, "join"), content)
    }

    fn set_membership(
        &self,
        deed: Deed<'_>,
        room: &str,
        (name, membership): (&str, &str),
        mut content: Value,
    ) -> Result<()> {
        content["membership"] = json!(membership);
        let user = self.api.user_id(name);
        self.api
            .set_state(deed, room, ("m.room.member", &user), &content)
            .map(drop)
    }
}

fn body_of_direct(is_encrypted: bool) -> Value {
    let mut body = json!({ "preset": "trusted_private_chat", "is_direct": true });
    if is_encrypted {
        body["initial_state"] = json!([{
            "type": "m.room.encryption", "state_key": "", "content": { "algorithm": "m.megolm.v1.aes-sha2" },
        }]);
    }
    body
}
