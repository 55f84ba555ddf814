//! What can be done with a message.

use icondata_lu::{LuCopy, LuEllipsis, LuPencil, LuReply, LuSmilePlus, LuTrash2};
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    composer::ToggleReaction,
    timeline::{Content, Event, ItemKind, Permissions, TimelineItem},
};

use super::use_timeline;
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t_string, use_i18n},
    panels::composer::{Mode, emoji::EmojiButton, use_composer, use_doing},
    platform,
    state::Row,
    widgets::{Icon, IconButton, Menu, MenuItem, use_toasts},
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

type StoredRow = StoredValue<Row<TimelineItem>>;

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

#[component]
fn MoreMenu(row: StoredRow, can: Memo<Permissions>) -> impl IntoView {
    let words = use_i18n();
    let (dialogs, timeline, toasts) = (use_dialogs(), use_timeline(), use_toasts());
    let copy = move |()| {
        let text = event_of(row)
            .and_then(|event| text_of(&event))
            .unwrap_or_default();
        spawn_local(async move {
            if platform::copy(&text).await {
                toasts.say(t_string!(words, common.copied));
            }
        });
    };
    let remove = move |()| {
        dialogs.open(OpenDialog::RemoveMessage {
            room: timeline.room(),
            item: row.with_value(|row| row.key.clone()),
        });
    };
    let has_text = event_of(row).is_some_and(|event| text_of(&event).is_some());
    if !has_text && !can.get_untracked().remove {
        return ().into_any();
    }
    view! {
        <Menu
            label=Signal::derive(move || t_string!(words, timeline.more).to_owned())
            button=|| view! { <Icon icon=LuEllipsis /> }
        >
            {has_text.then(|| view! {
                <MenuItem
                    icon=LuCopy
                    label=Signal::derive(move || t_string!(words, timeline.copy_text).to_owned())
                    on_choose=copy
                />
            })}
            <Show when=move || can.get().remove>
                <MenuItem
                    icon=LuTrash2
                    label=Signal::derive(move || t_string!(words, timeline.remove).to_owned())
                    is_dangerous=true
                    on_choose=remove
                />
            </Show>
        </Menu>
    }
    .into_any()
}

fn event_of(row: StoredRow) -> Option<Event> {
    row.with_value(|row| match &row.value.read_untracked().kind {
        ItemKind::Event(event) => Some((**event).clone()),
        _ => None,
    })
}

fn text_of(event: &Event) -> Option<String> {
    match &event.content {
        Content::Text(body) | Content::Notice(body) | Content::Emote(body) => {
            Some(body.plain.clone())
        }
        _ => None,
    }
}
