//! A chat that is not there yet: what is written to it first makes it.

use leptos::prelude::*;
use loggia_protocol::{
    Failure,
    creation::StartDirectChat,
    ids::{RoomId, UserId},
};

use super::{
    ComposerContext,
    context::provide,
    left::{Drafts, Left, below},
};
use crate::{
    engine::EngineClient,
    routes::{Route, Router},
};

/// Under what drafts are kept of a chat with these people that is not there yet: no room has such an id.
pub fn draft_of<'a>(people: impl IntoIterator<Item = &'a UserId>) -> RoomId {
    let people: Vec<_> = people.into_iter().map(UserId::as_str).collect();
    RoomId(format!("new-chat:{}", people.join(",")))
}

/// Makes a composer for a chat that is not there yet.
pub fn provide_new_chat(people: &[UserId]) {
    provide(draft_of(people), people.to_vec());
}

/// Where what was written goes.
pub(super) enum Target {
    /// Into a room.
    Room,
    /// Into a chat with these people, which is made first; the reader is led there.
    NewChat(Vec<UserId>, Router),
}

impl Target {
    /// The room itself, once it is there.
    pub async fn find(&self, engine: &EngineClient, room: &RoomId) -> Result<RoomId, Failure> {
        match self {
            Self::Room => Ok(room.clone()),
            Self::NewChat(people, _) => {
                let people = people.clone();
                engine.call(StartDirectChat { people }).await
            }
        }
    }

    /// Leads the reader to a chat that was made, with what was written meanwhile.
    pub fn arrive(self, drafts: Drafts, draft: &RoomId, room: &RoomId) {
        let Self::NewChat(people, router) = self else {
            return;
        };
        drafts.move_on(draft, room);
        if router.route().get_untracked() == (Route::NewChat { people }) {
            router.replace(&Route::room(room));
        }
    }
}

impl ComposerContext {
    /// Whether the chat is not there yet.
    pub fn is_new_chat(self) -> bool {
        self.people.with_value(|people| !people.is_empty())
    }

    /// Whether the chat is being made.
    pub fn is_starting(self) -> Signal<bool> {
        self.is_starting.into()
    }

    pub(super) fn target(self) -> Target {
        match self.is_new_chat() {
            true => {
                self.is_starting.set(true);
                Target::NewChat(self.people.get_value(), self.router)
            }
            false => Target::Room,
        }
    }

    /// What is in it, which goes elsewhere.
    pub(super) fn take_left(self) -> Left {
        let text = self.text.get_untracked();
        self.text.set(String::new());
        Left {
            text,
            files: self.files.take(),
            ..Left::default()
        }
    }
}

impl Left {
    /// What was written elsewhere stands below.
    pub(super) fn add(&mut self, other: Self) {
        self.text = below(std::mem::take(&mut self.text), &other.text);
        self.files.extend(other.files);
    }
}
