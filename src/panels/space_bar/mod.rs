//! The space bar: entries for all rooms, favourites, people, other rooms, and the account's spaces within each other.

mod bar;
mod entry;
mod keys;
mod menu;
mod unfolded;
mod unread;

use icondata_lu::LuPlus;
use leptos::{html, prelude::*};

pub use self::menu::SpaceOptions;
use self::{
    bar::{Bar, Stop, provide_bar},
    entry::EntryView,
    menu::{SpaceMenuView, provide_space_menu},
    unread::tell_unread,
};
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t_string, use_i18n},
    platform::keep_focus,
    widgets::{Icon, move_focus, use_tab_stop},
};

/// What the arrow keys stop at.
const STOPS: &str = ".space-entry";

/// The panel.
#[component]
pub fn SpaceBar() -> impl IntoView {
    let words = use_i18n();
    let bar = provide_bar();
    let menu = provide_space_menu();
    keys::listen(bar);
    tell_unread();
    let scroller = NodeRef::<html::Div>::new();
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(scroller) = scroller.get_untracked() {
            move_focus(&event, &scroller, STOPS);
        }
    };
    view! {
        <nav class="space-bar" data-region="" aria-label=move || t_string!(words, spaces.spaces)>
            <div node_ref=scroller class="space-bar__entries" on:keydown=on_key>
                <Entries bar scroller />
                <NewSpaceButton />
            </div>
            <SpaceMenuView menu />
        </nav>
    }
}

#[component]
fn Entries(bar: Bar, scroller: NodeRef<html::Div>) -> impl IntoView {
    let each = move || {
        if let Some(scroller) = scroller.get_untracked() {
            keep_focus(&scroller, || None);
        }
        bar.entries.get()
    };
    view! {
        <div role="list">
            <For
                each
                key=|scope| scope.clone()
                children=move |scope| view! { <EntryView scope bar /> }
            />
        </div>
    }
}

#[component]
fn NewSpaceButton() -> impl IntoView {
    let (words, dialogs, tab_stop) = (use_i18n(), use_dialogs(), use_tab_stop::<Stop>());
    let label = move || t_string!(words, spaces.new_space);
    let is_stop = Memo::new(move |_| tab_stop.is_at(&Stop::NewSpace));
    view! {
        <button
            class="space-entry"
            type="button"
            aria-label=label
            title=label
            tabindex=move || if is_stop.get() { "0" } else { "-1" }
            on:focus=move |_| tab_stop.move_to(&Stop::NewSpace)
            on:click=move |_| dialogs.open(OpenDialog::NewSpace { parent: None })
        >
            <span class="space-entry__icon">
                <Icon icon=LuPlus />
            </span>
        </button>
    }
}
