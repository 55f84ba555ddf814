//! Links and identifiers that stand for somebody or something in Matrix.

use loggia_protocol::message::Mention;
use matrix_sdk::ruma::{MatrixToUri, MatrixUri, RoomOrAliasId, UserId, matrix_uri::MatrixId};

use super::disarm::disarm;
use crate::convert::ids;

/// Longest name on a pill in characters.
const MAX_NAME_CHARS: usize = 100;

/// For whom a message is converted.
pub struct Reader<'a> {
    /// The reader's Matrix ID.
    pub own: &'a UserId,
    /// The names that the room knows.
    pub name_of: &'a dyn Fn(&UserId) -> Option<String>,
}

impl Reader<'_> {
    /// What a `matrix.to` or `matrix:` address with some text stands for; other addresses stand for nothing.
    pub fn pill(&self, address: &str, text: &str) -> Option<Mention> {
        let text = if text == address { "" } else { text };
        match matrix_id(address)? {
            MatrixId::User(user) => Some(self.user(&user, text)),
            MatrixId::Room(room) => Some(self.room((&*room).into(), None, text)),
            MatrixId::RoomAlias(alias) => Some(self.room((&*alias).into(), None, text)),
            MatrixId::Event(room, event) => Some(self.room(&room, Some(event.to_string()), text)),
            _ => None,
        }
    }

    /// Somebody's pill, with the name that the room knows. Strangers have the name that the sender gives them.
    pub fn user(&self, user: &UserId, text: &str) -> Mention {
        let known = (self.name_of)(user).filter(|name| name != user.as_str());
        let name = known.unwrap_or_else(|| honest_name(text, user.as_str()).to_owned());
        Mention::User {
            user: ids::wire_user(user),
            name: clipped(name.strip_prefix('@').unwrap_or(&name)),
            is_own: user == self.own,
        }
    }

    /// A room's pill.
    pub fn room(&self, room: &RoomOrAliasId, event: Option<String>, text: &str) -> Mention {
        Mention::Room {
            room: room.to_string(),
            event,
            name: clipped(honest_name(text, room.as_str())),
        }
    }
}

fn matrix_id(address: &str) -> Option<MatrixId> {
    if let Ok(uri) = MatrixToUri::parse(address) {
        return Some(uri.id().clone());
    }
    let uri = MatrixUri::parse(address).ok()?;
    Some(uri.id().clone())
}

/// The given name, unless it is none, or that of an identifier which the link does not lead to.
fn honest_name<'a>(name: &'a str, id: &'a str) -> &'a str {
    let name = name.trim();
    let is_id = name.starts_with(['@', '#', '!', '+', '$']) && name.contains(':');
    if name.is_empty() || is_id { id } else { name }
}

fn clipped(name: &str) -> String {
    let name = disarm(name);
    let mut chars = name.chars().filter(|c| !c.is_control());
    let mut clipped: String = chars.by_ref().take(MAX_NAME_CHARS).collect();
    if chars.next().is_some() {
        clipped.push('…');
    }
    clipped
}
