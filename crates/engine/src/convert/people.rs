//! Who somebody is in a room: name by the spec's rules, picture.

use std::collections::HashMap;

use loggia_protocol::members::Person;
use matrix_sdk::{
    Room,
    room::RoomMember,
    ruma::{MxcUri, OwnedUserId, UserId},
};
use matrix_sdk_ui::timeline::{Profile, TimelineDetails};

use super::ids;

/// Looks people up in a room's locally known members, each of them once.
pub struct People {
    room: Room,
    known: HashMap<OwnedUserId, Person>,
}

impl People {
    /// The people of a room.
    pub fn of(room: &Room) -> Self {
        Self {
            room: room.clone(),
            known: HashMap::new(),
        }
    }

    /// Whose people they are.
    pub fn room(&self) -> &Room {
        &self.room
    }

    /// Somebody, by what is known locally.
    pub async fn get(&mut self, user: &UserId) -> Person {
        if let Some(person) = self.known.get(user) {
            return person.clone();
        }
        let person = match self.room.get_member_no_sync(user).await {
            Ok(Some(member)) => from_member(&member),
            Ok(None) => stranger(user),
            Err(error) => {
                tracing::warn!(%error, "cannot look up a member");
                stranger(user)
            }
        };
        self.known.insert(user.to_owned(), person.clone());
        person
    }

    /// Somebody who was looked up before.
    pub fn known(&self, user: &UserId) -> Option<&Person> {
        self.known.get(user)
    }

    /// Somebody whose profile came with an event.
    pub async fn with_profile(
        &mut self,
        user: &UserId,
        profile: &TimelineDetails<Profile>,
    ) -> Person {
        match profile {
            TimelineDetails::Ready(profile) => from_profile(user, profile),
            _ => self.get(user).await,
        }
    }
}

/// A member of a room.
pub fn from_member(member: &RoomMember) -> Person {
    let name = member.display_name();
    person(
        member.user_id(),
        name,
        member.name_ambiguous(),
        member.avatar_url(),
    )
}

/// Somebody of whom only the Matrix ID is known.
pub fn stranger(user: &UserId) -> Person {
    person(user, None, false, None)
}

/// Somebody by their profile alone, in no room.
pub fn of_profile(user: &UserId, name: Option<&str>, avatar: Option<&MxcUri>) -> Person {
    person(user, name.map(clipped), false, avatar)
}

/// As much of a name as servers let people have.
fn clipped(name: &str) -> &str {
    const MAX_CHARS: usize = 256;
    match name.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => &name[..end],
        None => name,
    }
}

fn from_profile(user: &UserId, profile: &Profile) -> Person {
    person(
        user,
        profile.display_name.as_deref(),
        profile.display_name_ambiguous,
        profile.avatar_url.as_deref(),
    )
}

fn person(
    user: &UserId,
    name: Option<&str>,
    is_ambiguous: bool,
    avatar: Option<&MxcUri>,
) -> Person {
    let name = match name.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) if is_ambiguous => format!("{name} ({user})"),
        Some(name) => name.to_owned(),
        None => user.to_string(),
    };
    Person {
        user: ids::wire_user(user),
        name,
        avatar: avatar.and_then(ids::mxc),
    }
}
