//! The place to write: text, files, replies, edits, emoji.

mod context;
mod doing;
mod draft;
pub mod emoji;
pub mod files;
mod input;
mod left;
mod new_chat;
mod sending;
mod typing;

use icondata_lu::{LuCheck, LuPencil, LuReply, LuSendHorizontal, LuSmile, LuX};
use leptos::{html, prelude::*};
use loggia_protocol::rooms::RoomHead;

pub use self::{
    context::{ComposerContext, Mode, provide_composer, use_composer},
    doing::use_doing,
    left::provide_drafts,
    new_chat::{draft_of, provide_new_chat},
};
use self::{
    emoji::EmojiButton,
    files::{AttachButton, AttachedFiles},
    input::MessageInput,
};
use crate::{
    i18n::{t_string, use_i18n},
    widgets::{Icon, IconButton},
};

/// The composer.
#[component]
pub fn Composer(head: Signal<Option<RoomHead>>) -> impl IntoView {
    let words = use_i18n();
    let can_send = can_send(head);
    let is_encrypted =
        Memo::new(move |_| head.with(|head| head.as_ref().is_some_and(|head| head.is_encrypted)));
    let why_closed = move || {
        let version = head.with(|head| head.as_ref()?.unknown_version.clone());
        match version {
            Some(version) => {
                t_string!(words, composer.unknown_version, version = version).to_string()
            }
            None => t_string!(words, composer.cannot_write).to_owned(),
        }
    };
    view! {
        <Show
            when=move || can_send.get()
            fallback=move || view! { <p class="composer composer--closed">{why_closed}</p> }
        >
            <Writing is_encrypted=is_encrypted.into() />
        </Show>
    }
}

/// Whether the reader may write in a room.
pub fn can_send(head: Signal<Option<RoomHead>>) -> Signal<bool> {
    Memo::new(move |_| head.with(|head| head.as_ref().is_none_or(|head| head.can_send))).into()
}

#[component]
fn Writing(is_encrypted: Signal<bool>) -> impl IntoView {
    let words = use_i18n();
    let composer = use_composer();
    let input = NodeRef::<html::Textarea>::new();
    let is_editing = Memo::new(move |_| matches!(composer.mode().get(), Mode::Edit { .. }));
    let is_empty = Memo::new(move |_| {
        let has_files = !is_editing.get() && !composer.files().is_empty();
        !has_files && composer.text().with(|text| text.trim().is_empty())
    });
    view! {
        <section class="composer">
            <ModeLine />
            // Where a chat is begun this stands above, with a way to try again.
            <p class="composer__failure" role="alert">
                {move || composer.problem().get().filter(|_| !composer.is_new_chat())}
            </p>
            <Show when=move || !is_editing.get()>
                <AttachedFiles />
            </Show>
            <div class="composer__box">
                <MessageInput input is_encrypted />
                <Show when=move || !is_editing.get()>
                    <AttachButton />
                </Show>
                <EmojiButton
                    label=Signal::derive(move || t_string!(words, composer.emoji).to_owned())
                    icon=LuSmile
                    on_choose=move |emoji: String| input::insert(input, composer, &emoji)
                />
                {move || {
                    let icon = match is_editing.get() {
                        true => LuCheck,
                        false => LuSendHorizontal,
                    };
                    view! {
                        <IconButton
                            icon
                            label=Signal::derive(move || t_string!(words, composer.send).to_owned())
                            is_disabled=is_empty
                            on_press=move |_| composer.send()
                        />
                    }
                }}
            </div>
        </section>
    }
}

/// What is being answered or edited.
#[component]
fn ModeLine() -> impl IntoView {
    let words = use_i18n();
    let composer = use_composer();
    let line = move |icon, text: String, cancel: &'static str| {
        view! {
            <p class="composer__mode">
                <Icon icon />
                <bdi class="composer__mode-text">{text}</bdi>
                <IconButton
                    icon=LuX
                    label=cancel.to_owned()
                    on_press=move |_| composer.set_mode(Mode::Write)
                />
            </p>
        }
    };
    move || match composer.mode().get() {
        Mode::Write => None,
        Mode::Reply { sender, .. } => Some(line(
            LuReply,
            t_string!(words, composer.replying_to, name = sender.name).to_string(),
            t_string!(words, composer.cancel_reply),
        )),
        Mode::Edit { .. } => Some(line(
            LuPencil,
            t_string!(words, composer.editing).to_owned(),
            t_string!(words, composer.cancel_edit),
        )),
    }
}
