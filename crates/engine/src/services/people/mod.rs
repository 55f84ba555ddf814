//! People, whether or not one shares a room with them.

mod directory;
mod ignore;
mod invite;
mod known;

pub use self::{
    directory::{handle_look_up_person, handle_search_directory},
    ignore::handle_ignore_person,
    invite::handle_invite_person,
    known::{Acquaintances, handle_find_people},
};

use loggia_protocol::{Failure, ids, members::Person};
use matrix_sdk::{Room, ruma::events::room::member::MembershipState};

use crate::{Engine, convert::ids::user_id, services::rooms::known_room};

/// How many people one search finds at most.
const MAX_FOUND: usize = 20;

/// The room that nobody is wanted of, if there is one.
fn outside(engine: &Engine, room: Option<&ids::RoomId>) -> Result<Option<Room>, Failure> {
    room.map(|room| known_room(engine, room)).transpose()
}

/// Whether somebody is in a room, as far as this device knows.
async fn is_in(room: &Room, person: &Person) -> bool {
    let Ok(user) = user_id(&person.user) else {
        return false;
    };
    match room.get_member_no_sync(&user).await {
        Ok(Some(member)) => *member.membership() == MembershipState::Join,
        Ok(None) | Err(_) => false,
    }
}

/// The first few who are not in the room.
async fn first_outside(people: Vec<Person>, room: Option<&Room>) -> Vec<Person> {
    let mut found = Vec::new();
    for person in people {
        let is_in = match room {
            Some(room) => is_in(room, &person).await,
            None => false,
        };
        if !is_in {
            found.push(person);
        }
        if found.len() == MAX_FOUND {
            break;
        }
    }
    found
}
