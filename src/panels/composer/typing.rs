//! Telling the others that the reader types: at once, again while it goes on, and when it ends.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use loggia_protocol::{composer::SetTyping, ids::RoomId};

use crate::{
    engine::{EngineClient, use_engine},
    state::preferences::Preference,
};

/// A pause that means that the reader does not type any more.
const PAUSE: Duration = Duration::from_secs(5);

/// The reader's typing in one room.
#[derive(Clone, Copy)]
pub struct Typing {
    room: StoredValue<RoomId>,
    is_typing: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    engine: StoredValue<EngineClient>,
}

impl Typing {
    /// Nothing is typed yet.
    pub fn new(room: RoomId) -> Self {
        Self {
            room: StoredValue::new(room),
            is_typing: StoredValue::new(false),
            timer: StoredValue::new(None),
            engine: StoredValue::new(use_engine()),
        }
    }

    /// The reader typed, or emptied the box.
    pub fn note(self, is_typing: bool) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
        if is_typing {
            let timer = set_timeout_with_handle(move || self.tell(false), PAUSE);
            self.timer.set_value(timer.ok());
        }
        // Who stops telling this has the others know that nothing is typed any more.
        self.tell(is_typing && Preference::SendTyping.is_on_now());
    }

    fn tell(self, is_typing: bool) {
        let was_typing = self
            .is_typing
            .try_update_value(|was| std::mem::replace(was, is_typing));
        // The engine repeats a notice that goes on no more often than needed.
        if was_typing.is_none() || was_typing == Some(false) && !is_typing {
            return;
        }
        let (engine, room) = (self.engine.get_value(), self.room.get_value());
        spawn_local(async move {
            // A notice that is lost does no harm.
            drop(engine.call(SetTyping { room, is_typing }).await);
        });
    }
}
