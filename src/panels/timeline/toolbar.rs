//! What can be done with a message.

use icondata_lu::{LuPencil, LuReply, LuSmilePlus};
use leptos::prelude::*;
use loggia_protocol::{
    composer::ToggleReaction,
    timeline::{Event, ItemKind, Permissions, TimelineItem},
};

use super::{more_menu::MoreMenu, use_timeline};
use crate::{
    i18n::{t_string, use_i18n},
    panels::composer::{Mode, emoji::EmojiButton, use_composer, use_doing},
    state::Row,
    widgets::IconButton,
};

/// The toolbar. It is drawn for the message under the pointer, or with the focus.
#[component]
pub fn Toolbar(row: Row<TimelineItem>) -> impl IntoView {
    let words = use_i18n();
    let value = row.value.clone();
    let can = Memo::new(move |_| match &value.read().kind {
        ItemKind::Event(event) => event.can,
        _ => Permissions::default(),
    });
    let row = StoredValue::new(row);
    view! {
        <div class="toolbar" role="toolbar" aria-label=move || t_string!(words, timeline.actions)>
            <Show when=move || can.get().react>
                <ReactButton row />
            </Show>
            <Show when=move || can.get().reply>
                <ReplyButton row />
            </Show>
            <Show when=move || can.get().edit>
                <EditButton row />
            </Show>
            <MoreMenu row can />
        </div>
    }
}

pub(super) type StoredRow = StoredValue<Row<TimelineItem>>;

#[component]
fn ReactButton(row: StoredRow) -> impl IntoView {
    let words = use_i18n();
    let (doing, timeline) = (use_doing(), use_timeline());
    let react = move |key: String| {
        doing.run(ToggleReaction {
            room: timeline.room(),
            item: row.with_value(|row| row.key.clone()),
            key,
        });
    };
    view! {
        <EmojiButton
            label=Signal::derive(move || t_string!(words, timeline.react).to_owned())
            icon=LuSmilePlus
            on_choose=react
        />
    }
}

#[component]
fn ReplyButton(row: StoredRow) -> impl IntoView {
    let words = use_i18n();
    let composer = use_composer();
    let reply = move |_| {
        if let Some(event) = event_of(row)
            && let Some(id) = event.event.clone()
        {
            composer.set_mode(Mode::Reply {
                event: id,
                sender: event.sender.clone(),
            });
        }
    };
    view! {
        <IconButton
            icon=LuReply
            label=Signal::derive(move || t_string!(words, timeline.reply).to_owned())
            on_press=reply
        />
    }
}

#[component]
fn EditButton(row: StoredRow) -> impl IntoView {
    let words = use_i18n();
    let composer = use_composer();
    view! {
        <IconButton
            icon=LuPencil
            label=Signal::derive(move || t_string!(words, timeline.edit).to_owned())
            on_press=move |_| composer.edit(row.with_value(|row| row.key.clone()))
        />
    }
}

/// The event of a row.
pub(super) fn event_of(row: StoredRow) -> Option<Event> {
    row.with_value(|row| match &row.value.read_untracked().kind {
        ItemKind::Event(event) => Some((**event).clone()),
        _ => None,
    })
}
