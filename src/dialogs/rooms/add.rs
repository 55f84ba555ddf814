//! Rooms of the account that are put into a space.

use std::collections::HashSet;

use leptos::prelude::*;
use loggia_protocol::{
    Failure,
    ids::RoomId,
    spaces::{AddToSpace, FindRoomsToAdd, RoomToAdd},
};

use super::checklist::{Checklist, Choice, Chosen};
use crate::{
    dialogs::{
        failed::Failed,
        in_turn::{InTurn, NotDone, Progress},
        use_dialogs,
    },
    engine::{EngineClient, use_engine},
    i18n::{Words, t, t_string, use_i18n},
    models::room,
    state::{Action, use_action},
    widgets::{Button, ButtonKind, Dialog, Field, Spinner, use_toasts},
};

/// The dialog.
#[component]
pub fn AddToSpaceDialog(space: RoomId) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, space.add_title).to_owned())
            on_close=move |()| dialogs.close()
        >
            <AddRooms
                space
                other=Signal::derive(move || t_string!(words, common.cancel).to_owned())
                on_end=move |()| dialogs.close()
            />
        </Dialog>
    }
}

/// What is chosen, and how far it is.
#[derive(Clone, Copy)]
struct Adding {
    space: StoredValue<RoomId>,
    find: Action,
    /// What can be put in, once it is known.
    found: RwSignal<Option<Vec<RoomToAdd>>>,
    search: RwSignal<String>,
    chosen: Chosen,
    turn: InTurn<RoomToAdd>,
    engine: StoredValue<EngineClient>,
}

impl Adding {
    fn begin(space: RoomId) -> Self {
        let adding = Self {
            space: StoredValue::new(space),
            find: use_action(),
            found: RwSignal::new(None),
            search: RwSignal::default(),
            chosen: RwSignal::default(),
            turn: InTurn::new(),
            engine: StoredValue::new(use_engine()),
        };
        adding.find();
        adding
    }

    fn find(self) {
        let space = self.space.get_value();
        self.find.run(FindRoomsToAdd { space }, move |found| {
            self.found.set(Some(found));
        });
    }

    /// Those of a kind whose name has what is looked for.
    fn choices(self, words: Words, is_space: bool) -> Signal<Vec<Choice>> {
        Signal::derive(move || {
            let needle = self.search.with(|text| text.trim().to_lowercase());
            let choice = |it: &RoomToAdd| Choice {
                room: it.room.clone(),
                name: room::title(words, &it.name),
                avatar: it.avatar.clone(),
                is_space: it.is_space,
                notes: Vec::new(),
            };
            let found = self.found.read();
            let of_kind = found
                .iter()
                .flatten()
                .filter(|it| it.is_space == is_space)
                .map(choice);
            of_kind
                .filter(|choice| choice.name.to_lowercase().contains(&needle))
                .collect()
        })
    }

    /// Puts in what is chosen.
    fn go(self, on_done: Callback<u32>) {
        let chosen = self.chosen.get_untracked();
        let found = self.found.get_untracked().unwrap_or_default();
        let all = found.into_iter().filter(|it| chosen.contains(&it.room));
        self.put_in(all.collect(), on_done);
    }

    fn put_in(self, all: Vec<RoomToAdd>, on_done: Callback<u32>) {
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let (space, engine) = (self.space.get_value(), self.engine.get_value());
        let deed = move |it| put_in(engine.clone(), space.clone(), it);
        self.turn.run(all, deed, move |is_done| {
            if is_done {
                on_done.run(count);
            } else {
                // What was put in is not offered any more.
                self.chosen.set(HashSet::new());
                self.find();
            }
        });
    }
}

async fn put_in(
    engine: EngineClient,
    space: RoomId,
    it: RoomToAdd,
) -> Result<(), (RoomToAdd, Failure)> {
    let room = it.room.clone();
    let put_in = engine.call(AddToSpace { space, room }).await;
    put_in.map_err(|failure| (it, failure))
}

/// The choice, and the button that puts in what is chosen.
#[component]
pub fn AddRooms(
    space: RoomId,
    /// The words of the other button, which puts nothing in.
    other: Signal<String>,
    /// Everything that was chosen is in, or nothing shall be.
    #[prop(into)]
    on_end: Callback<()>,
) -> impl IntoView {
    let (words, toasts) = (use_i18n(), use_toasts());
    let adding = Adding::begin(space);
    let on_done = Callback::new(move |count: u32| {
        toasts.say(t_string!(words, space.added, count = count).to_string());
        on_end.run(());
    });
    let undone = adding
        .turn
        .undone(move |it| (room::title(words, &it.name), None));
    let n_chosen = Memo::new(move |_| adding.chosen.with(HashSet::len));
    let label = move || match n_chosen.get() {
        0 => t_string!(words, space.add).to_owned(),
        n => t_string!(words, space.add_n, n = n.to_string()).to_string(),
    };
    view! {
        <Field
            label=Signal::derive(move || t_string!(words, space.search_rooms).to_owned())
            value=adding.search
            autocomplete="off"
            is_first=true
        />
        <Found adding />
        <Progress
            label=Signal::derive(move || t_string!(words, space.adding).to_owned())
            progress=adding.turn.progress()
        />
        <NotDone
            undone
            summary=move |count| t_string!(words, space.not_added, count = count).to_string()
            label=Signal::derive(move || t_string!(words, space.not_added_list).to_owned())
            on_retry=move |()| adding.put_in(adding.turn.left(), on_done)
        />
        <div class="dialog__actions">
            <Button on_press=move |_| on_end.run(())>{move || other.get()}</Button>
            <Button
                kind=ButtonKind::Primary
                is_pending=adding.turn.is_pending()
                is_disabled=Signal::derive(move || n_chosen.get() == 0)
                on_press=move |_| adding.go(on_done)
            >
                {label}
            </Button>
        </div>
    }
}

/// What can be put in.
#[component]
fn Found(adding: Adding) -> impl IntoView {
    let words = use_i18n();
    let (rooms, spaces) = (adding.choices(words, false), adding.choices(words, true));
    let nothing = move || {
        let found = adding.found.read();
        let text = match found.as_deref() {
            Some([]) => t_string!(words, space.none_to_add),
            Some(_) if rooms.read().is_empty() && spaces.read().is_empty() => {
                t_string!(words, space.no_match)
            }
            _ => return None,
        };
        Some(text)
    };
    let retry = move || {
        adding.find.failure().get().map(|_| {
            view! { <Button on_press=move |_| adding.find()>{t!(words, common.retry)}</Button> }
        })
    };
    view! {
        <div class="checklists">
            <Checklist
                label=Signal::derive(move || t_string!(words, rooms.rooms).to_owned())
                choices=rooms
                chosen=adding.chosen
            />
            <Checklist
                label=Signal::derive(move || t_string!(words, directory.spaces).to_owned())
                choices=spaces
                chosen=adding.chosen
            />
            <p class="dialog__text" role="status">
                {nothing}
                <Show when=move || adding.found.read().is_none() && adding.find.is_pending().get()>
                    <Spinner />
                    " "
                    {t!(words, common.loading)}
                </Show>
            </p>
            <Failed action=adding.find />
            {retry}
        </div>
    }
}
