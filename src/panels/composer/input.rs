//! The text box: grows with its text, sends with Enter.

use leptos::{html, prelude::*};
use web_sys::{ClipboardEvent, HtmlTextAreaElement, KeyboardEvent};

use super::{ComposerContext, Mode, files::pasted_files, use_composer};
use crate::{
    i18n::{t_string, use_i18n},
    platform::{focus_on_next_frame, on_next_frame},
    state::preferences::Preference,
};

/// The box.
#[component]
pub fn MessageInput(input: NodeRef<html::Textarea>, is_encrypted: Signal<bool>) -> impl IntoView {
    let words = use_i18n();
    let composer = use_composer();
    let placeholder = move || match is_encrypted.get() {
        true => t_string!(words, composer.placeholder_encrypted),
        false => t_string!(words, composer.placeholder),
    };
    Effect::new(move || {
        composer.text().track();
        if let Some(input) = input.get() {
            on_next_frame(move || grow(&input));
        }
    });
    Effect::watch(
        move || composer.focus_requests().get(),
        move |_, _, _| {
            if let Some(input) = input.get_untracked() {
                focus_on_next_frame(input.into());
            }
        },
        false,
    );
    view! {
        <textarea
            node_ref=input
            class="composer__input"
            data-region=""
            rows="1"
            dir="auto"
            aria-label=move || t_string!(words, composer.message)
            placeholder=placeholder
            autocomplete="off"
            prop:value=move || composer.text().get()
            on:input=move |event| composer.set_text(event_target_value(&event))
            on:keydown=move |event| on_key(&event, composer)
            on:paste=move |event| on_paste(&event, composer)
        ></textarea>
    }
}

fn on_key(event: &KeyboardEvent, composer: ComposerContext) {
    let is_empty = composer.text().with_untracked(String::is_empty);
    match event.key().as_str() {
        "Enter" if sends(event) => composer.send(),
        "ArrowUp" if is_empty => composer.edit_last(),
        "Escape" if composer.mode().get_untracked() != Mode::Write => {
            composer.set_mode(Mode::Write)
        }
        _ => return,
    }
    event.prevent_default();
}

/// Whether Enter sends. A key that chooses a character of an input method does nothing else.
fn sends(event: &KeyboardEvent) -> bool {
    let has_modifier = event.ctrl_key() || event.meta_key();
    let is_meant = has_modifier || !Preference::SendWithModifier.is_on_now();
    is_meant && !event.shift_key() && !event.is_composing()
}

/// Files are attached; everything else is pasted as text.
fn on_paste(event: &ClipboardEvent, composer: ComposerContext) {
    let clipboard = event.clipboard_data();
    if let Some(files) = clipboard.and_then(|clipboard| pasted_files(&clipboard)) {
        event.prevent_default();
        composer.stage(&files);
    }
}

/// Gives the box the height of its text; the style sheet limits it.
fn grow(input: &HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(input);
    drop(style.set_property("block-size", "auto"));
    drop(style.set_property("block-size", &format!("{}px", input.scroll_height())));
}

/// Puts a text where the cursor is.
pub fn insert(input: NodeRef<html::Textarea>, composer: ComposerContext, text: &str) {
    let Some(input) = input.get_untracked() else {
        return;
    };
    let end = input.value().len() as u32;
    let start = input.selection_start().ok().flatten().unwrap_or(end);
    let stop = input.selection_end().ok().flatten().unwrap_or(start);
    if input
        .set_range_text_with_start_and_end(text, start, stop)
        .is_err()
    {
        return;
    }
    let cursor = start + text.encode_utf16().count() as u32;
    drop(input.set_selection_range(cursor, cursor));
    composer.set_text(input.value());
    drop(input.focus());
}
