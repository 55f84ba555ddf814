//! People who share a room with the reader, as far as this device knows them.

use std::{
    cmp::Reverse,
    collections::HashSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures_util::future::join_all;
use loggia_protocol::{Failure, members::Person, people::FindPeople};
use matrix_sdk::{Client, Room, RoomMemberships, ruma::OwnedUserId};

use super::{first_outside, outside};
use crate::{Engine, convert::people::from_member, services::session::within};

/// How many rooms are looked into, and how many people in all: the rest is the directory's to find.
const MAX_ROOMS: usize = 200;
const MAX_PEOPLE: usize = 5_000;

/// Rooms with more people are no circle of acquaintances.
const MAX_MEMBERS: u64 = 500;

/// Of how many small rooms the server is asked for all people, and how long it may take: it tells them by itself only of whom it
/// has something else to tell.
const MAX_ASKED: usize = 10;
const SMALL: u64 = 50;
const PATIENCE: Duration = Duration::from_secs(2);

/// Somebody who shares a room with the reader.
#[derive(Clone)]
struct Known {
    person: Person,
    /// The name and the Matrix ID in small letters.
    said: String,
}

/// Everybody who shares a room with the reader, those of direct chats first. Gathered when a search begins.
#[derive(Default)]
pub struct Acquaintances(Mutex<Option<Arc<Vec<Known>>>>);

impl Acquaintances {
    /// Whom this is, if they are known.
    pub(super) fn get(&self, user: &str) -> Option<Person> {
        let all = self.0.lock().expect("no holder panics").clone()?;
        let known = all.iter().find(|known| known.person.user.as_str() == user);
        known.map(|known| known.person.clone())
    }
}

/// Finds people by what is known on this device. Without a text it is the beginning of a search: they are gathered anew.
pub async fn handle_find_people(engine: Engine, call: FindPeople) -> Result<Vec<Person>, Failure> {
    let room = outside(&engine, call.outside.as_ref())?;
    let session = engine.session()?;
    let text = call.text.trim().to_lowercase();
    let gathered = session.people.0.lock().expect("no holder panics").clone();
    let all = match gathered.filter(|_| !text.is_empty()) {
        Some(all) => all,
        None => {
            let all = Arc::new(gather(&session.client).await);
            *session.people.0.lock().expect("no holder panics") = Some(all.clone());
            all
        }
    };
    let fits = all.iter().filter(|known| fits(&known.said, &text));
    let people = fits.map(|known| known.person.clone()).collect();
    Ok(first_outside(people, room.as_ref()).await)
}

/// Whether each word of a text begins or continues somewhere in what is said of somebody.
fn fits(said: &str, text: &str) -> bool {
    text.split_whitespace().all(|word| said.contains(word))
}

async fn gather(client: &Client) -> Vec<Known> {
    let (mut seen, mut known) = (HashSet::<OwnedUserId>::new(), Vec::new());
    seen.extend(client.user_id().map(ToOwned::to_owned));
    let rooms = circles(client);
    let small = rooms
        .iter()
        .filter(|room| room.active_members_count() <= SMALL);
    let asked = small.take(MAX_ASKED).map(Room::sync_members);
    within(PATIENCE, join_all(asked)).await;
    for room in rooms {
        let members = room.members_no_sync(RoomMemberships::ACTIVE).await;
        let members = members.unwrap_or_else(|error| {
            tracing::warn!(%error, "cannot look up a room's members");
            Vec::new()
        });
        for member in members {
            if seen.insert(member.user_id().to_owned()) && !member.is_ignored() {
                let person = from_member(&member);
                let said = format!("{} {}", person.name, person.user.0).to_lowercase();
                known.push(Known { person, said });
            }
        }
        if known.len() >= MAX_PEOPLE {
            break;
        }
    }
    known.truncate(MAX_PEOPLE);
    known
}

/// The rooms that people are known from: direct chats, then the smaller rooms, the most recent first.
fn circles(client: &Client) -> Vec<Room> {
    let mut rooms = client.joined_rooms();
    rooms.retain(|room| !room.is_space() && room.active_members_count() <= MAX_MEMBERS);
    rooms.sort_by_cached_key(|room| {
        let is_direct = room.direct_targets_length() > 0;
        let stamp = room.recency_stamp().map(u64::from);
        Reverse((is_direct, stamp, room.latest_event_timestamp()))
    });
    rooms.truncate(MAX_ROOMS);
    rooms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_somewhere() {
        let said = "bob the builder @bob:example.org";
        for text in ["", "bob", "build bo", "@bob:ex"] {
            assert!(fits(said, text), "{text:?}");
        }
        assert!(!fits(said, "bob carol"));
    }
}
