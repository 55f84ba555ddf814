//! Choosing files.

use icondata_lu::LuPaperclip;
use leptos::{ev, html, prelude::*};
use web_sys::HtmlInputElement;

use super::super::use_composer;
use crate::{
    i18n::{t_string, use_i18n},
    widgets::IconButton,
};

/// The button that opens the browser's choice of files.
#[component]
pub fn AttachButton() -> impl IntoView {
    let words = use_i18n();
    let composer = use_composer();
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let take = move |event: ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(files) = input.files() {
            composer.stage(&files);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <IconButton
            icon=LuPaperclip
            label=Signal::derive(move || t_string!(words, composer.attach).to_owned())
            on_press=choose
        />
        <input node_ref=input type="file" multiple hidden on:change=take />
    }
}
