//! The box that people are searched for in: who is chosen, what is typed, who is found. Arrow keys, Enter and Backspace do it all.

use icondata_lu::LuX;
use leptos::{html, prelude::*};
use loggia_protocol::{ids::RoomId, members::Person};
use web_sys::KeyboardEvent;

use super::found::{Found, Search, is_email};
use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    platform::focus_on_next_frame,
    state::media::avatar_url,
    widgets::{Avatar, AvatarSize, Button, ButtonKind, Icon, InlineForm, Spinner, next_id},
};

/// What is typed, and who is chosen.
#[derive(Clone, Copy)]
pub struct Picked {
    /// Who is chosen.
    pub people: RwSignal<Vec<Person>>,
    text: RwSignal<String>,
    /// Somebody of whom no server has a profile.
    doubtful: RwSignal<Option<Person>>,
    /// The place of the one whom Enter chooses.
    active: RwSignal<usize>,
    input: NodeRef<html::Input>,
}

impl Picked {
    /// Nobody yet.
    pub fn nobody() -> Self {
        Self {
            people: RwSignal::default(),
            text: RwSignal::default(),
            doubtful: RwSignal::default(),
            active: RwSignal::default(),
            input: NodeRef::new(),
        }
    }

    fn choose(self, found: Found) {
        match found.is_known {
            true => self.add(found.person),
            false => self.doubtful.set(Some(found.person)),
        }
    }

    fn add(self, person: Person) {
        self.people.update(|people| people.push(person));
        self.doubtful.set(None);
        self.text.set(String::new());
        self.focus();
    }

    fn remove(self, place: usize) {
        self.people.update(|people| drop(people.remove(place)));
        self.focus();
    }

    fn focus(self) {
        if let Some(input) = self.input.get_untracked() {
            focus_on_next_frame(input.into());
        }
    }
}

/// The box.
#[component]
pub fn PeoplePicker(
    picked: Picked,
    /// Only people who are not in this room.
    #[prop(optional_no_strip)]
    outside: Option<RoomId>,
    /// Enter, where nothing is typed.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let search = Search::follow(picked.text, outside);
    let found = Memo::new(move |_| {
        let mut found = search.found();
        picked.people.with(|people| {
            found.retain(|found| people.iter().all(|it| it.user != found.person.user));
        });
        found
    });
    Effect::new(move || {
        picked.text.track();
        picked.active.set(0);
    });
    let list = StoredValue::new(next_id());
    view! {
        <div class="picker">
            <div class="picker__box">
                <Pills picked />
                <SearchInput picked found list on_done />
            </div>
            <Doubt picked />
            <Results picked found list />
            <Hints picked search found />
        </div>
    }
}

#[component]
fn Pills(picked: Picked) -> impl IntoView {
    let words = use_i18n();
    let pill = move |(place, person): (usize, Person)| {
        let label = t_string!(words, people.remove, name = person.name.clone()).to_string();
        view! {
            <li class="picker__pill">
                <bdi>{person.name}</bdi>
                <button
                    class="picker__remove"
                    type="button"
                    aria-label=label.clone()
                    title=label
                    on:click=move |_| picked.remove(place)
                >
                    <Icon icon=LuX />
                </button>
            </li>
        }
    };
    move || {
        let people = picked.people.get();
        (!people.is_empty()).then(|| {
            view! {
                <ul class="picker__pills" aria-label=t_string!(words, people.chosen)>
                    {people.into_iter().enumerate().map(pill).collect_view()}
                </ul>
            }
        })
    }
}

#[component]
fn SearchInput(
    picked: Picked,
    found: Memo<Vec<Found>>,
    list: StoredValue<String>,
    on_done: Callback<()>,
) -> impl IntoView {
    let words = use_i18n();
    let label = move || t_string!(words, people.search);
    picked.input.on_load(move |_| picked.focus());
    let on_key = move |event: KeyboardEvent| {
        let n_found = found.with_untracked(Vec::len);
        let is_empty = picked.text.with_untracked(String::is_empty);
        match event.key().as_str() {
            "ArrowDown" if n_found > 0 => picked.active.update(|at| *at = (*at + 1) % n_found),
            "ArrowUp" if n_found > 0 => {
                picked
                    .active
                    .update(|at| *at = (*at + n_found - 1) % n_found);
            }
            "Enter" if event.is_composing() => return,
            "Enter" if is_empty && picked.people.with_untracked(|it| !it.is_empty()) => {
                on_done.run(());
            }
            "Enter" => {
                let chosen =
                    found.with_untracked(|found| found.get(picked.active.get_untracked()).cloned());
                if let Some(chosen) = chosen {
                    picked.choose(chosen);
                }
            }
            "Backspace" if is_empty => picked.people.update(|people| drop(people.pop())),
            _ => return,
        }
        event.prevent_default();
    };
    let option = move || {
        let is_there = picked.active.get() < found.with(Vec::len);
        is_there.then(|| list.with_value(|list| format!("{list}-{}", picked.active.get())))
    };
    view! {
        <input
            node_ref=picked.input
            class="picker__input"
            autofocus
            role="combobox"
            aria-label=label
            placeholder=label
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls=list.get_value()
            aria-activedescendant=option
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            prop:value=move || picked.text.get()
            on:input=move |event| {
                picked.doubtful.set(None);
                picked.text.set(event_target_value(&event));
            }
            on:keydown=on_key
        />
    }
}

#[component]
fn Results(picked: Picked, found: Memo<Vec<Found>>, list: StoredValue<String>) -> impl IntoView {
    let words = use_i18n();
    let label = move || match picked.text.with(String::is_empty) {
        true => t_string!(words, people.suggestions),
        false => t_string!(words, people.found),
    };
    let option = move |(place, found): (usize, Found)| {
        let id = list.with_value(|list| format!("{list}-{place}"));
        let person = found.person.clone();
        let size = AvatarSize::Medium;
        let picture = person
            .avatar
            .map(|picture| avatar_url(picture, size.edge()));
        // Whoever is not known has their Matrix ID for a name.
        let note = (!found.is_known).then(|| t_string!(words, people.no_profile));
        let id_below = found.is_known.then_some(person.user.0.clone());
        view! {
            <li
                id=id
                class="picker__option"
                role="option"
                aria-selected=move || (picked.active.get() == place).to_string()
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| picked.choose(found.clone())
            >
                <Avatar seed=person.user.0 name=person.name.clone() picture size />
                <bdi class="picker__name">{person.name}</bdi>
                <span class="picker__id">
                    <bdi>{id_below}</bdi>
                    {note}
                </span>
            </li>
        }
    };
    view! {
        <p class="picker__label" aria-hidden="true">{label}</p>
        <ul class="picker__list" id=list.get_value() role="listbox" aria-label=label>
            {move || found.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
    }
}

/// What there is to say of the search.
#[component]
fn Hints(picked: Picked, search: Search, found: Memo<Vec<Found>>) -> impl IntoView {
    let words = use_i18n();
    let text = move || {
        let text = picked.text.get();
        match search.failure() {
            _ if is_email(&text) => t_string!(words, people.no_email).to_owned(),
            Some(failure) => failure_text(words, &failure),
            None if found.with(|found| !found.is_empty()) || search.is_pending() => String::new(),
            None if text.is_empty() => t_string!(words, people.nobody_known).to_owned(),
            None => t_string!(words, people.nobody).to_owned(),
        }
    };
    view! {
        <p class="picker__hint" role="status">
            <Show when=move || search.is_pending()>
                <Spinner />
            </Show>
            {text}
        </p>
    }
}

/// Asks before somebody is chosen who may not exist.
#[component]
fn Doubt(picked: Picked) -> impl IntoView {
    let words = use_i18n();
    let cancel = move || {
        picked.doubtful.set(None);
        picked.focus();
    };
    move || {
        picked.doubtful.get().map(|person| {
            let user = person.user.0.clone();
            view! {
                <InlineForm on_submit=move |()| picked.add(person.clone())>
                    <p role="alert">{t_string!(words, people.doubt, user).to_string()}</p>
                    <div class="dialog__actions">
                        <Button on_press=move |_| cancel()>{t!(words, common.cancel)}</Button>
                        <Button kind=ButtonKind::Primary>{t!(words, people.anyway)}</Button>
                    </div>
                </InlineForm>
            }
        })
    }
}
