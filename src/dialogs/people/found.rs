//! Who is found for what was typed: the person of a Matrix ID, people whom this device knows, people in the server's directory.

use leptos::prelude::*;
use loggia_protocol::{
    Failure,
    ids::{RoomId, UserId},
    members::Person,
    people::{FindPeople, LookUpPerson, SearchDirectory},
};

use crate::state::{Answer, use_answer};

/// Somebody who can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who it is.
    pub person: Person,
    /// Whether there is a profile of them.
    pub is_known: bool,
}

/// The search.
#[derive(Clone, Copy)]
pub struct Search {
    person: Answer<Option<Person>>,
    known: Answer<Vec<Person>>,
    directory: Answer<Vec<Person>>,
    text: RwSignal<String>,
}

impl Search {
    /// Follows what is typed.
    pub fn follow(text: RwSignal<String>, outside: Option<RoomId>) -> Self {
        let room = outside.clone();
        Self {
            person: use_answer(move || typed_id(&text.read()).map(|user| LookUpPerson { user })),
            known: use_answer(move || {
                let (text, outside) = (text.get(), room.clone());
                Some(FindPeople { text, outside })
            }),
            directory: use_answer(move || {
                let (text, outside) = (text.get(), outside.clone());
                (!text.trim().is_empty()).then_some(SearchDirectory { text, outside })
            }),
            text,
        }
    }

    /// Everybody who is found, each once.
    pub fn found(self) -> Vec<Found> {
        let by_id = typed_id(&self.text.read()).zip(self.person.now());
        let first = by_id.map(|(user, person)| match person {
            Ok(Some(person)) => Found {
                person,
                is_known: true,
            },
            Ok(None) | Err(_) => Found {
                person: stranger(user),
                is_known: false,
            },
        });
        let known = self.known.last.get().and_then(Result::ok);
        let directory = self.directory.now().and_then(Result::ok);
        let others = known.into_iter().chain(directory).flatten();
        let others = others.map(|person| Found {
            person,
            is_known: true,
        });
        let mut all: Vec<Found> = Vec::new();
        for found in first.into_iter().chain(others) {
            match all
                .iter_mut()
                .find(|it| it.person.user == found.person.user)
            {
                Some(before) if before.is_known => {}
                Some(before) => *before = found,
                None => all.push(found),
            }
        }
        all
    }

    /// Whether somebody may still be found.
    pub fn is_pending(self) -> bool {
        self.person.is_pending.get()
            || self.directory.is_pending.get()
            || self.known.is_pending.get()
    }

    /// Why the server finds nobody.
    pub fn failure(self) -> Option<Failure> {
        self.directory.now()?.err()
    }
}

/// Somebody of whom only the Matrix ID is known.
pub fn stranger(user: UserId) -> Person {
    Person {
        name: user.0.clone(),
        user,
        avatar: None,
    }
}

/// The Matrix ID that a text is, if it is a whole one.
fn typed_id(text: &str) -> Option<UserId> {
    let text = text.trim();
    let (name, server) = text.strip_prefix('@')?.split_once(':')?;
    let is_whole = !name.is_empty() && !server.is_empty() && !text.contains(char::is_whitespace);
    is_whole.then(|| UserId::from(text))
}

/// Whether a text is an e-mail address, as far as one can tell.
pub fn is_email(text: &str) -> bool {
    let Some((name, server)) = text.trim().split_once('@') else {
        return false;
    };
    !name.is_empty() && server.contains('.') && !text.trim().contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_ids_are_looked_up() {
        let found = |text| typed_id(text).map(|user| user.0);
        assert_eq!(found(" @a:b.org "), Some("@a:b.org".to_owned()));
        for text in ["", "@", "@a", "@a:", "@:b", "a:b", "@a b:c"] {
            assert_eq!(found(text), None, "{text:?}");
        }
    }

    #[test]
    fn addresses_of_mail_are_told() {
        assert!(is_email("alice@example.org"));
        for text in ["@alice:example.org", "alice", "alice@home", "a lot@b.c d"] {
            assert!(!is_email(text), "{text:?}");
        }
    }
}
