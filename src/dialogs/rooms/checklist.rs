//! A list of rooms, each with a box to tick.

use std::collections::HashSet;

use leptos::prelude::*;
use loggia_protocol::ids::{Mxc, RoomId};

use crate::{
    state::media::avatar_url,
    widgets::{Avatar, AvatarSize, next_id},
};

/// The rooms that are ticked.
pub type Chosen = RwSignal<HashSet<RoomId>>;

/// A room that can be ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which room.
    pub room: RoomId,
    /// Its name.
    pub name: String,
    /// Its picture.
    pub avatar: Option<Mxc>,
    /// Whether it is a space.
    pub is_space: bool,
    /// What there is to say of it.
    pub notes: Vec<Note>,
}

/// Something to know of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub text: String,
    /// Whether it should make the reader hesitate.
    pub is_warning: bool,
}

/// The list.
#[component]
pub fn Checklist(
    /// Its name, which stands above it.
    label: Signal<String>,
    /// The rooms; without any, nothing is shown.
    choices: Signal<Vec<Choice>>,
    /// Those that are ticked.
    chosen: Chosen,
) -> impl IntoView {
    view! {
        <Show when=move || choices.with(|choices| !choices.is_empty())>
            <section class="checklist">
                <h3 class="checklist__title" aria-hidden="true">{move || label.get()}</h3>
                <ul aria-label=move || label.get()>
                    <For
                        each=move || choices.get()
                        key=|choice| choice.room.clone()
                        children=move |choice| view! { <Line choice chosen /> }
                    />
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Line(choice: Choice, chosen: Chosen) -> impl IntoView {
    let Choice {
        room,
        name,
        avatar,
        is_space,
        notes,
    } = choice;
    let (name_id, notes_id) = (next_id(), next_id());
    let size = AvatarSize::Medium;
    let picture = avatar.map(|picture| avatar_url(picture, size.edge()));
    let (is_ticked, tick) = (room.clone(), room.clone());
    let note = |Note { text, is_warning }: Note| {
        let kind = is_warning.then_some("warning");
        view! { <span class="checklist__note" data-kind=kind>{text}</span> }
    };
    view! {
        <li>
            <label class="checklist__line">
                <input
                    class="checklist__box"
                    type="checkbox"
                    aria-labelledby=name_id.clone()
                    aria-describedby=notes_id.clone()
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&is_ticked))
                    on:change=move |event| chosen.update(|chosen| {
                        match event_target_checked(&event) {
                            true => chosen.insert(tick.clone()),
                            false => chosen.remove(&tick),
                        };
                    })
                />
                <Avatar seed=room.0 name=name.clone() picture size is_square=is_space />
                <span class="checklist__text">
                    <bdi class="checklist__name" id=name_id>{name}</bdi>
                    <span class="checklist__notes" id=notes_id>
                        {notes.into_iter().map(note).collect_view()}
                    </span>
                </span>
            </label>
        </li>
    }
}
