//! Leaving a space: what it means, which of its rooms are left with it, and who shall manage it where nobody else can.

use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    spaces::{Scope, SpaceExit},
};

use super::{
    checklist::{Checklist, Choice, Note},
    parting::{Parting, Which},
};
use crate::{
    dialogs::{
        create_room::space_name,
        failed::Failed,
        in_turn::{NotDone, Progress},
        leave_room::Heirs,
        use_dialogs,
    },
    i18n::{Words, t, t_string, use_i18n},
    models::room,
    routes::{Route, use_router},
    state::spaces::use_spaces,
    widgets::{Button, ButtonKind, Dialog, Spinner, next_id},
};

/// The question.
#[component]
pub fn LeaveSpaceDialog(space: RoomId) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let name = last_name(&space);
    let end = use_end(space.clone());
    let parting = Parting::begin(space.clone());
    let go = move |_| {
        let exits = parting.exits(words, name.get_untracked());
        parting.leave(exits, end);
    };
    let undone = parting.turn.undone(|exit| (exit.name.clone(), None));
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, space.leave).to_owned())
            on_close=move |()| dialogs.close()
        >
            <Meaning parting name />
            <Heirs
                room=space
                meaning=parting.meaning
                warning=Signal::derive(move || t_string!(words, space.sole_admin).to_owned())
            />
            <Rooms parting />
            <Progress
                label=Signal::derive(move || t_string!(words, space.leaving).to_owned())
                progress=parting.turn.progress()
            />
            <NotDone
                undone
                summary=move |count| t_string!(words, space.not_left, count = count).to_string()
                label=Signal::derive(move || t_string!(words, space.not_left_list).to_owned())
                on_retry=move |()| parting.leave(parting.turn.left(), end)
            />
            <div class="dialog__actions">
                <Button on_press=move |_| dialogs.close()>{t!(words, common.cancel)}</Button>
                <Button
                    kind=ButtonKind::Danger
                    is_pending=parting.turn.is_pending()
                    is_disabled=Signal::derive(move || !parting.is_known())
                    on_press=go
                >
                    {t!(words, space.leave)}
                </Button>
            </div>
        </Dialog>
    }
}

/// What the space is called, also when it was left already and only some of its rooms were not.
fn last_name(space: &RoomId) -> Memo<String> {
    let now = space_name(Some(space.clone()));
    Memo::new(move |before: Option<&String>| match (now.get(), before) {
        (now, Some(before)) if now.is_empty() => before.clone(),
        (now, _) => now,
    })
}

/// What is done when everything was left: nothing is open that somebody is not in any more.
fn use_end(space: RoomId) -> Callback<()> {
    let (dialogs, router, spaces) = (use_dialogs(), use_router(), use_spaces());
    Callback::new(move |()| {
        dialogs.close();
        if untrack(|| spaces.open_space()).as_ref() == Some(&space) {
            spaces.choose(Scope::Home);
        }
        router.go(&Route::Home);
    })
}

/// What leaving the space itself means.
#[component]
fn Meaning(parting: Parting, name: Memo<String>) -> impl IntoView {
    let words = use_i18n();
    let text = move || {
        let meaning = parting.meaning.get()?;
        let text = match (meaning.is_last, meaning.needs_invitation) {
            (true, _) => t_string!(words, space.leave_last),
            (false, true) => t_string!(words, space.leave_private),
            (false, false) => t_string!(words, space.leave_public),
        };
        Some(view! { <p class="dialog__text">{text}</p> })
    };
    let question = move || t_string!(words, space.leave_question, name = name.get()).to_string();
    let has_failed = move || {
        parting
            .check
            .failure()
            .get()
            .or(parting.check_rooms.failure().get())
            .is_some()
    };
    view! {
        <p>{question}</p>
        <Show when=move || parting.is_looking()>
            <p role="status">
                <Spinner />
                " "
                {t!(words, room_info.leave_checking)}
            </p>
        </Show>
        {text}
        <Failed action=parting.check />
        <Failed action=parting.check_rooms />
        <Show when=has_failed>
            <Button on_press=move |_| parting.look()>{t!(words, common.retry)}</Button>
        </Show>
    }
}

/// Which of its rooms are left with it.
#[component]
fn Rooms(parting: Parting) -> impl IntoView {
    let words = use_i18n();
    let group = StoredValue::new(next_id());
    let has_rooms = Memo::new(move |_| {
        parting
            .rooms
            .read()
            .as_ref()
            .is_some_and(|it| !it.is_empty())
    });
    let option = move |which: Which| {
        view! {
            <label class="leave-choice__line">
                <input
                    type="radio"
                    name=group.get_value()
                    prop:checked=move || parting.which.get() == which
                    on:change=move |_| parting.which.set(which)
                />
                {which.name(words)}
            </label>
        }
    };
    view! {
        <Show when=move || has_rooms.get()>
            <fieldset class="leave-choice">
                <legend class="leave-choice__title">{t!(words, space.leave_rooms)}</legend>
                {Which::EACH.map(option)}
            </fieldset>
            <Warned parting />
            <Show when=move || parting.which.get() == Which::Some>
                <Lists parting />
            </Show>
        </Show>
    }
}

/// The rooms that nobody could manage any more, where all of them are left.
#[component]
fn Warned(parting: Parting) -> impl IntoView {
    let words = use_i18n();
    let names = move || {
        let rooms = parting.rooms.read();
        let orphans = rooms.iter().flatten().filter(|it| it.is_sole_admin);
        let names = orphans.map(|it| room::title(words, &it.name));
        names.collect::<Vec<_>>()
    };
    let line = move |name: String| {
        view! {
            <li>
                <bdi class="not-done__name">{name}</bdi>
                <p class="checklist__note" data-kind="warning">{t!(words, space.only_admin)}</p>
            </li>
        }
    };
    move || {
        let names = match parting.which.get() {
            Which::All => names(),
            Which::Nothing | Which::Some => Vec::new(),
        };
        (!names.is_empty()).then(|| {
            view! { <ul class="not-done">{names.into_iter().map(line).collect_view()}</ul> }
        })
    }
}

#[component]
fn Lists(parting: Parting) -> impl IntoView {
    let words = use_i18n();
    let choices = move |is_space: bool| {
        Signal::derive(move || {
            let rooms = parting.rooms.read();
            let of_kind = rooms.iter().flatten().filter(|it| it.is_space == is_space);
            of_kind.map(|it| choice(words, it)).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="checklists">
            <Checklist
                label=Signal::derive(move || t_string!(words, rooms.rooms).to_owned())
                choices=choices(false)
                chosen=parting.chosen
            />
            <Checklist
                label=Signal::derive(move || t_string!(words, directory.spaces).to_owned())
                choices=choices(true)
                chosen=parting.chosen
            />
        </div>
    }
}

fn choice(words: Words, it: &SpaceExit) -> Choice {
    let notes = [
        (it.is_sole_admin, t_string!(words, space.only_admin), true),
        (it.is_elsewhere, t_string!(words, space.elsewhere), false),
    ];
    let there = notes.into_iter().filter(|(is_so, ..)| *is_so);
    Choice {
        room: it.room.clone(),
        name: room::title(words, &it.name),
        avatar: it.avatar.clone(),
        is_space: it.is_space,
        notes: there
            .map(|(_, text, is_warning)| Note {
                text: text.to_owned(),
                is_warning,
            })
            .collect(),
    }
}
