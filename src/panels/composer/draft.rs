//! Has the engine keep what is being written: a moment after it has changed, and at once when the page goes out of sight.

use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use loggia_protocol::{
    composer::{Draft, LoadDraft, SaveDraft},
    ids::RoomId,
};

use crate::{
    engine::{EngineClient, use_engine},
    platform,
};

/// How long changes are gathered.
const PAUSE: Duration = Duration::from_millis(400);

type ReadDraft = Box<dyn Fn() -> Option<Draft> + Send + Sync>;

/// Keeps one room's draft.
#[derive(Clone, Copy)]
pub struct DraftKeeper {
    room: StoredValue<RoomId>,
    engine: StoredValue<EngineClient>,
    timer: StoredValue<Option<TimeoutHandle>>,
    read: StoredValue<Option<ReadDraft>>,
}

impl DraftKeeper {
    /// For a room.
    pub fn new(room: RoomId) -> Self {
        Self {
            room: StoredValue::new(room),
            engine: StoredValue::new(use_engine()),
            timer: StoredValue::new(None),
            read: StoredValue::new(None),
        }
    }

    /// Where the draft is read from.
    pub fn follow(self, read: impl Fn() -> Option<Draft> + Send + Sync + 'static) {
        self.read.set_value(Some(Box::new(read)));
        let listener = window_event_listener(ev::visibilitychange, move |_| {
            if document().hidden() {
                self.save_now();
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// Loads what was kept, if anything was.
    pub fn load(self, take: impl FnOnce(Draft) + 'static) {
        let (engine, room) = (self.engine.get_value(), self.room.get_value());
        spawn_local(async move {
            // A draft that cannot be read is missed by nobody who is not looking for it; the next one is kept again.
            if let Ok(Some(draft)) = engine.call(LoadDraft { room }).await {
                take(draft);
            }
        });
    }

    /// Keeps it in a moment.
    pub fn save_soon(self) {
        if self.timer.with_value(Option::is_none) {
            let timer = set_timeout_with_handle(move || self.save_now(), PAUSE);
            self.timer.set_value(timer.ok());
        }
    }

    /// Keeps it now, if it has changed.
    pub fn save_now(self) {
        let Some(timer) = self.timer.try_update_value(Option::take).flatten() else {
            return;
        };
        timer.clear();
        let draft = self
            .read
            .with_value(|read| read.as_ref().and_then(|read| read()));
        let (engine, room) = (self.engine.get_value(), self.room.get_value());
        let began = platform::now();
        spawn_local(async move {
            match engine.call(SaveDraft { room, draft }).await {
                Ok(()) => platform::measure("loggia:draft", began),
                Err(failure) => {
                    leptos::logging::warn!("a draft was not kept: {}", failure.detail);
                }
            }
        });
    }
}
