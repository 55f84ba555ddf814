//! What was written and not sent, of all rooms: it stays while the reader looks at other rooms, and is given back to where it
//! came from when the engine does not take it.

use std::collections::HashMap;

use leptos::prelude::*;
use loggia_protocol::ids::{ItemKey, RoomId};

use super::{
    ComposerContext, Mode,
    files::{StagedFile, UploadLimit, put_back},
    sending::{GivenBack, Sending},
};
use crate::widgets::virtual_list::Anchor;

/// What is kept of a room that is not looked at.
#[derive(Clone, Default)]
pub struct Left {
    /// The text.
    pub text: String,
    /// What it will be.
    pub mode: Mode,
    /// The files that go with it.
    pub files: Vec<StagedFile>,
    /// Why it was not sent.
    pub problem: Option<String>,
    /// Where the timeline was left.
    pub at: Option<Anchor<ItemKey>>,
}

impl Left {
    /// What goes on in the room meanwhile has taken the message's place: an edit comes back as what it says.
    fn take_back(&mut self, given: GivenBack) {
        self.text = below(given.text, &self.text);
        if matches!(given.mode, Mode::Reply { .. }) {
            self.mode = given.mode;
        }
        if let Some(file) = given.file {
            put_back(&mut self.files, file);
        }
        self.problem = given.problem.or(self.problem.take());
    }
}

/// What was given back, and below it what was written meanwhile.
pub fn below(given: String, now: &str) -> String {
    match (given.trim().is_empty(), now.trim().is_empty()) {
        (true, _) => now.to_owned(),
        (false, true) => given,
        (false, false) => format!("{given}\n{now}"),
    }
}

/// What is kept of all rooms.
#[derive(Clone, Copy)]
pub struct Drafts {
    left: StoredValue<HashMap<RoomId, Left>>,
    /// The composer that is on the screen.
    open: StoredValue<Option<ComposerContext>>,
    /// What is on its way to the engine.
    pub sending: Sending,
    /// How large a file may be.
    pub limit: UploadLimit,
}

/// Keeps drafts for all components below.
pub fn provide_drafts() {
    provide_context(Drafts {
        left: StoredValue::default(),
        open: StoredValue::new(None),
        sending: Sending::default(),
        limit: UploadLimit::new(),
    });
}

impl Drafts {
    /// What was left in a room, if it was looked at before.
    pub fn of(self, room: &RoomId) -> Option<Left> {
        self.left.with_value(|left| left.get(room).cloned())
    }

    /// A composer comes onto the screen.
    pub fn open(self, composer: ComposerContext) {
        self.open.set_value(Some(composer));
    }

    /// A composer goes from the screen, and leaves this.
    pub fn close(self, room: &RoomId, left: Left) {
        self.left
            .try_update_value(|all| all.insert(room.clone(), left));
        self.open.try_update_value(|open| {
            // The next room's composer may be there already.
            open.take_if(|composer| composer.is_of(room))
        });
    }

    /// What was written to a chat that is made now goes on there.
    pub(super) fn move_on(self, draft: &RoomId, room: &RoomId) {
        let open = self.open.try_get_value().flatten();
        let left = match open.filter(|composer| composer.is_of(draft)) {
            Some(composer) => Some(composer.take_left()),
            None => self
                .left
                .try_update_value(|all| all.remove(draft))
                .flatten(),
        };
        self.left.try_update_value(|all| {
            all.entry(room.clone())
                .or_default()
                .add(left.unwrap_or_default());
        });
    }

    /// Gives back what was not taken: to the composer, or to what is kept for it.
    pub fn give_back(self, room: &RoomId, given: GivenBack) {
        let open = self.open.try_get_value().flatten();
        if let Some(composer) = open.filter(|composer| composer.is_of(room)) {
            composer.take_back(given);
            return;
        }
        self.left.try_update_value(|left| {
            left.entry(room.clone()).or_default().take_back(given);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_back_stands_above_what_was_written_meanwhile() {
        assert_eq!(below("first".into(), "second"), "first\nsecond");
        assert_eq!(below("first".into(), " "), "first");
        assert_eq!(below(String::new(), "second"), "second");
    }
}
