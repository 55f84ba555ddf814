//! What is found beyond one's own rooms: where an address leads, people, the server's public rooms.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure,
    directory::{DirectoryPage, FindPublicRooms, ReadAddress},
    members::Person,
    rooms::FindDirectChat,
};

use super::found::Found;
use crate::{
    dialogs::people::Search,
    engine::use_engine,
    state::{Answer, use_answer},
};

/// How long somebody does not type before the server is asked.
const PAUSE: Duration = Duration::from_millis(300);
/// So many of each kind.
const MOST: usize = 5;

/// What is found.
#[derive(Clone, Copy)]
pub struct Others {
    /// Where what is typed leads, if it is an address or a link.
    pub place: Memo<Option<Found>>,
    /// People with whom there is no chat yet.
    pub people: RwSignal<Vec<Found>>,
    /// Public rooms that the reader is not in.
    pub rooms: Memo<Vec<Found>>,
    /// Whether more may be found.
    pub is_pending: Signal<bool>,
    directory: Answer<DirectoryPage>,
}

impl Others {
    /// Follows what is typed.
    pub fn follow(typed: RwSignal<String>) -> Self {
        let settled = settled(typed);
        let asked = move || Some(settled.get().trim().to_owned()).filter(|text| !text.is_empty());
        let address = use_answer(move || asked().map(|text| ReadAddress { text }));
        let directory = use_answer(move || {
            let search = asked()?;
            Some(FindPublicRooms {
                server: None,
                search,
                is_spaces: false,
                since: None,
            })
        });
        let search = Search::follow(settled, None);
        Self {
            place: Memo::new(move |_| address.now()?.ok()?.map(Found::Place)),
            people: without_chat(settled, search),
            rooms: Memo::new(move |_| strange(directory.last.get())),
            is_pending: Signal::derive(move || {
                let is_asked = !typed.read().trim().is_empty();
                let is_unsettled = *typed.read() != *settled.read();
                is_asked && (is_unsettled || directory.is_pending.get() || search.is_pending())
            }),
            directory,
        }
    }

    /// Shows all of them, in their order.
    pub fn with<T>(self, see: impl FnOnce(&[Found]) -> T) -> T {
        let mut all: Vec<_> = self.place.get().into_iter().collect();
        all.extend(self.people.get());
        all.extend(self.rooms.get());
        see(&all)
    }

    /// Why the directory finds nothing.
    pub fn failure(self) -> Option<Failure> {
        self.directory.now()?.err()
    }
}

fn strange(page: Option<Result<DirectoryPage, Failure>>) -> Vec<Found> {
    let rooms = page.and_then(Result::ok).unwrap_or_default().rooms;
    let strange = rooms.into_iter().filter(|room| !room.is_joined);
    strange.take(MOST).map(Found::Public).collect()
}

/// Those of the found people with whom there is no direct chat: the others' chats are among one's own rooms.
fn without_chat(typed: RwSignal<String>, search: Search) -> RwSignal<Vec<Found>> {
    let strangers = RwSignal::new(Vec::new());
    let engine = StoredValue::new(use_engine());
    // Counts looks: only the last one counts.
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        turn.update_value(|turn| *turn += 1);
        if typed.read().trim().is_empty() {
            strangers.set(Vec::new());
            return;
        }
        let found = search.found();
        let (engine, now) = (engine.get_value(), turn.get_value());
        spawn_local(async move {
            let mut people: Vec<Person> = Vec::new();
            for found in found.into_iter().filter(|found| found.is_known) {
                let user = found.person.user.clone();
                if people.len() < MOST
                    && matches!(engine.call(FindDirectChat { user }).await, Ok(None))
                {
                    people.push(found.person);
                }
            }
            if turn.try_get_value() == Some(now) {
                strangers.set(people.into_iter().map(Found::Person).collect());
            }
        });
    });
    strangers
}

/// What is typed, once nobody types any more.
fn settled(typed: RwSignal<String>) -> RwSignal<String> {
    let settled = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    Effect::new(move || {
        let text = typed.get();
        stop();
        let set = move || drop(settled.try_set(text.clone()));
        timer.set_value(set_timeout_with_handle(set, PAUSE).ok());
    });
    on_cleanup(stop);
    settled
}
