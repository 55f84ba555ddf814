//! What a room is found by: its name without accents and capitals, its addresses, and who it is a direct chat with.

use loggia_protocol::rooms::{RoomName, RoomRow};
use matrix_sdk::Room;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What a room is found by. Computed once, not for each letter that somebody types.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Its name, plain.
    pub name: String,
    /// Addresses and user ids.
    ids: Vec<String>,
}

/// How well a room fits what was typed; what is less fits better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Its name begins with it.
    Beginning,
    /// A word of its name does.
    Word,
    /// It is somewhere in the name, or in an id.
    Within,
}

impl Words {
    /// What this room is found by.
    pub fn of(room: &Room, row: &RoomRow) -> Self {
        let own = room.canonical_alias();
        let addresses = own.into_iter().chain(room.alt_aliases());
        let people = room.direct_targets();
        let ids = addresses.map(|address| address.as_str().to_lowercase());
        let ids = ids.chain(people.iter().map(|user| user.as_str().to_lowercase()));
        Self {
            name: plain(name_of(row)),
            ids: ids.collect(),
        }
    }

    /// How well they fit what was typed, which is [`plain`]; not at all if `None`. Every room fits nothing typed.
    pub fn fit(&self, typed: &str) -> Option<Fit> {
        let is_id = typed.starts_with(['@', '#']);
        if is_id && self.ids.iter().any(|id| id.contains(typed)) {
            return Some(Fit::Within);
        }
        let at = self.name.find(typed)?;
        Some(match at {
            0 => Fit::Beginning,
            _ if self.has_word(typed) => Fit::Word,
            _ => Fit::Within,
        })
    }

    fn has_word(&self, typed: &str) -> bool {
        let mut found = self.name.match_indices(typed);
        found.any(|(at, _)| {
            let before = self.name[..at].chars().next_back();
            before.is_none_or(|before| !before.is_alphanumeric())
        })
    }
}

/// A text without accents, capitals, and space around it.
pub(super) fn plain(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    lower.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

fn name_of(row: &RoomRow) -> &str {
    match &row.name {
        RoomName::Named(name) | RoomName::EmptyWas(name) => name,
        RoomName::Empty => "",
    }
}

/// Words of a room that is nothing but a name.
#[cfg(test)]
pub(super) fn named(name: &str) -> Words {
    Words {
        name: plain(name),
        ids: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_fits_better_than_a_word_and_a_word_better_than_a_part() {
        let cases = [
            ("Gärten und Höfe", "gar", Some(Fit::Beginning)),
            ("Kitchen garden", "GÄR", Some(Fit::Word)),
            ("Kindergarden garden", "garden", Some(Fit::Word)),
            ("Kindergarden", "garden", Some(Fit::Within)),
            ("Kitchen", "", Some(Fit::Beginning)),
            ("Kitchen", "attic", None),
        ];
        for (name, typed, fit) in cases {
            assert_eq!(named(name).fit(&plain(typed)), fit, "{name}, {typed}");
        }
    }

    #[test]
    fn ids_are_looked_at_where_one_is_typed() {
        let words = Words {
            name: plain("Bob"),
            ids: vec!["@robert:example.org".to_owned()],
        };
        assert_eq!(words.fit("@rob"), Some(Fit::Within));
        assert_eq!(words.fit("example"), None);
    }
}
