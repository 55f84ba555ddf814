//! What else can be done with a message, behind "More".

use icondata_lu::{LuCopy, LuEllipsis, LuLink, LuTrash2};
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::timeline::{Content, Event, LinkToMessage, Permissions};

use super::{
    toolbar::{StoredRow, event_of},
    use_timeline,
};
use crate::{
    config::{own_link, use_config},
    dialogs::{OpenDialog, use_dialogs},
    engine::use_engine,
    i18n::{Words, failure_text, t_string, use_i18n},
    platform,
    widgets::{Icon, Menu, MenuItem, ToastQueue, use_toasts},
};

/// The menu; nothing where it would be empty.
#[component]
pub fn MoreMenu(row: StoredRow, can: Memo<Permissions>) -> impl IntoView {
    let words = use_i18n();
    let has_text = event_of(row).is_some_and(|event| text_of(&event).is_some());
    let is_sent = event_of(row).is_some_and(|event| event.event.is_some());
    if !has_text && !is_sent && !can.get_untracked().remove {
        return ().into_any();
    }
    view! {
        <Menu
            label=Signal::derive(move || t_string!(words, timeline.more).to_owned())
            button=|| view! { <Icon icon=LuEllipsis /> }
        >
            {has_text.then(|| view! { <CopyText row /> })}
            {is_sent.then(|| view! { <CopyLink row /> })}
            <Show when=move || can.get().remove>
                <Remove row />
            </Show>
        </Menu>
    }
    .into_any()
}

#[component]
fn CopyText(row: StoredRow) -> impl IntoView {
    let (words, toasts) = (use_i18n(), use_toasts());
    let copy = move |()| {
        let text = event_of(row).and_then(|event| text_of(&event));
        spawn_local(copy_and_say(words, toasts, text.unwrap_or_default()));
    };
    view! {
        <MenuItem
            icon=LuCopy
            label=Signal::derive(move || t_string!(words, timeline.copy_text).to_owned())
            on_choose=copy
        />
    }
}

#[component]
fn CopyLink(row: StoredRow) -> impl IntoView {
    let (words, toasts, config) = (use_i18n(), use_toasts(), use_config());
    let (timeline, engine) = (use_timeline(), StoredValue::new(use_engine()));
    let copy = move |()| {
        let Some(event) = event_of(row).and_then(|event| event.event) else {
            return;
        };
        // The menu closes, and what it was made with goes.
        let (engine, room) = (engine.get_value(), timeline.room());
        let config = config.get_untracked();
        spawn_local(async move {
            match engine.call(LinkToMessage { room, event }).await {
                Ok(link) => {
                    copy_and_say(words, toasts, own_link(config.as_ref(), link)).await;
                }
                Err(failure) => toasts.complain(failure_text(words, &failure)),
            }
        });
    };
    view! {
        <MenuItem
            icon=LuLink
            label=Signal::derive(move || t_string!(words, timeline.copy_link).to_owned())
            on_choose=copy
        />
    }
}

async fn copy_and_say(words: Words, toasts: ToastQueue, text: String) {
    if platform::copy(&text).await {
        toasts.say(t_string!(words, common.copied));
    }
}

#[component]
fn Remove(row: StoredRow) -> impl IntoView {
    let (words, dialogs, timeline) = (use_i18n(), use_dialogs(), use_timeline());
    let remove = move |()| {
        dialogs.open(OpenDialog::RemoveMessage {
            room: timeline.room(),
            item: row.with_value(|row| row.key.clone()),
        });
    };
    view! {
        <MenuItem
            icon=LuTrash2
            label=Signal::derive(move || t_string!(words, timeline.remove).to_owned())
            is_dangerous=true
            on_choose=remove
        />
    }
}

fn text_of(event: &Event) -> Option<String> {
    match &event.content {
        Content::Text(body) | Content::Notice(body) | Content::Emote(body) => {
            Some(body.plain.clone())
        }
        _ => None,
    }
}
