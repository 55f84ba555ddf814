//! What is looked for in a public directory, and what was found so far.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure,
    directory::{FindPublicRooms, PublicRoom, ReadAddress, RoomPlace},
};

use crate::engine::{EngineClient, use_engine};

/// How long somebody does not type before what is typed is looked for.
const PAUSE: Duration = Duration::from_millis(300);

/// A search that goes on as what is wanted changes.
#[derive(Clone, Copy)]
pub struct Search {
    /// What names, topics and addresses shall contain; or what names a room.
    pub text: RwSignal<String>,
    /// Whose directory; the own server's if empty.
    pub server: RwSignal<String>,
    /// Whether spaces are wanted, or rooms.
    pub is_spaces: RwSignal<bool>,
    /// What was found so far.
    pub rooms: RwSignal<Vec<PublicRoom>>,
    /// The room that the text names, if it names one.
    pub place: RwSignal<Option<RoomPlace>>,
    /// Why nothing, or no more, was found.
    pub failure: RwSignal<Option<Failure>>,
    /// Whether an answer is awaited.
    pub is_pending: RwSignal<bool>,
    next: StoredValue<Option<String>>,
    /// Counts questions: only the last one counts.
    turn: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
    engine: StoredValue<EngineClient>,
}

impl Search {
    /// Begins with everything.
    pub fn new() -> Self {
        let search = Self {
            text: RwSignal::new(String::new()),
            server: RwSignal::new(String::new()),
            is_spaces: RwSignal::new(false),
            rooms: RwSignal::new(Vec::new()),
            place: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_pending: RwSignal::new(true),
            next: StoredValue::new(None),
            turn: StoredValue::new(0),
            timer: StoredValue::new(None),
            engine: StoredValue::new(use_engine()),
        };
        search.begin();
        Effect::watch(
            move || {
                (
                    search.text.get(),
                    search.server.get(),
                    search.is_spaces.get(),
                )
            },
            move |_, _, _| search.wait(),
            false,
        );
        on_cleanup(move || search.stop_waiting());
        search
    }

    /// Loads the next page, if there is one and none is under way.
    pub fn go_on(self) {
        let next = self.next.get_value();
        if next.is_some() && !self.is_pending.get_untracked() {
            self.ask(next);
        }
    }

    fn wait(self) {
        self.stop_waiting();
        self.is_pending.set(true);
        let timer = set_timeout_with_handle(move || self.begin(), PAUSE);
        self.timer.set_value(timer.ok());
    }

    fn stop_waiting(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn begin(self) {
        self.read();
        self.ask(None);
    }

    /// Whether the text names a room.
    fn read(self) {
        let text = self.text.get_untracked();
        let engine = self.engine.get_value();
        spawn_local(async move {
            let place = engine.call(ReadAddress { text: text.clone() }).await;
            let is_current = self.text.try_get_untracked() == Some(text);
            if is_current {
                self.place.set(place.unwrap_or_default());
            }
        });
    }

    fn ask(self, since: Option<String>) {
        self.turn.update_value(|turn| *turn += 1);
        let (turn, is_first) = (self.turn.get_value(), since.is_none());
        self.is_pending.set(true);
        let server = self.server.get_untracked();
        let call = FindPublicRooms {
            server: (!server.trim().is_empty()).then_some(server),
            search: self.text.get_untracked(),
            is_spaces: self.is_spaces.get_untracked(),
            since,
        };
        let engine = self.engine.get_value();
        spawn_local(async move {
            let page = engine.call(call).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.is_pending.set(false);
            if is_first {
                self.rooms.set(Vec::new());
            }
            match page {
                Ok(page) => {
                    self.failure.set(None);
                    self.next.set_value(page.next);
                    self.rooms.update(|rooms| rooms.extend(page.rooms));
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }
}
