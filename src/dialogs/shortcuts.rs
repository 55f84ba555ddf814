//! The keys that do something.

use leptos::prelude::*;

use super::use_dialogs;
use crate::{
    i18n::{t_string, use_i18n},
    keyboard::{GROUPS, Group, Shortcut},
    widgets::Dialog,
};

/// The dialog.
#[component]
pub fn ShortcutsDialog() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let groups = GROUPS.map(|group| view! { <KeyGroup group /> });
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, keyboard.title).to_owned())
            on_close=move |()| dialogs.close()
        >
            {groups}
        </Dialog>
    }
}

#[component]
fn KeyGroup(group: Group) -> impl IntoView {
    let words = use_i18n();
    let lines = move || group.shortcuts(words).into_iter().map(line).collect_view();
    view! {
        <section class="shortcuts">
            <h3 class="shortcuts__title">{move || group.name(words)}</h3>
            <dl class="shortcuts__list">{lines}</dl>
        </section>
    }
}

fn line(shortcut: Shortcut) -> impl IntoView {
    let key = |key: String| view! { <kbd>{key}</kbd> };
    let together = |keys: Vec<String>| {
        let keys = keys.into_iter().map(key).collect_view();
        view! { <span class="shortcuts__keys">{keys}</span> }
    };
    let keys = shortcut.keys.into_iter().map(together).collect_view();
    view! {
        <div class="shortcuts__line">
            <dt>{shortcut.text}</dt>
            <dd>{keys}</dd>
        </div>
    }
}
