//! The rooms: who is signed in, how the connection is, search, filters, sections.

mod account_menu;
mod add_menu;
mod connection;
mod filters;
mod folded;
mod held;
mod nothing;
mod parts;
mod prompts;
mod room_row;
mod row_menu;
mod scrolling;
mod sections;
mod title;
mod view;
mod walk;

use icondata_lu::{LuSearch, LuX};
use leptos::{html, prelude::*};

use self::{
    account_menu::AccountMenu,
    add_menu::AddMenu,
    connection::ConnectionStatus,
    filters::{Filters, ListOptions},
    prompts::CryptoPrompt,
    sections::Sections,
    title::ListTitle,
    view::ListView,
};
use crate::{
    i18n::{t_string, use_i18n},
    routes::{Errand, use_router},
    widgets::{Edge, Icon, IconButton, Resizer, Width},
};

/// How wide it is where the open room stands beside it.
const WIDTH: Width = Width {
    name: "rooms-width",
    property: "--width-rooms",
    range: 15.0..=35.0,
    usual: 20.0,
    edge: Edge::End,
};

/// The panel.
#[component]
pub fn RoomListPanel() -> impl IntoView {
    let words = use_i18n();
    let view = ListView::new();
    view! {
        <nav class="room-list" data-region="" aria-label=move || t_string!(words, rooms.rooms)>
            <header class="room-list__header">
                <AccountMenu />
                <ListTitle />
                <ConnectionStatus />
                <AddMenu />
            </header>
            <div class="room-list__bar">
                <SearchBox search=view.search />
                <ListOptions view />
            </div>
            <Filters view />
            <Sections view />
            <CryptoPrompt />
            <Resizer
                label=Signal::derive(move || t_string!(words, rooms.width).to_owned())
                width=WIDTH
            />
        </nav>
    }
}

#[component]
fn SearchBox(search: RwSignal<String>) -> impl IntoView {
    let words = use_i18n();
    let label = move || t_string!(words, rooms.search);
    let input = NodeRef::<html::Input>::new();
    if use_router().take(Errand::Search) {
        input.on_load(|input| drop(input.focus()));
    }
    let clear_on_escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            search.set(String::new());
        }
    };
    view! {
        <div class="room-list__search">
            <Icon icon=LuSearch />
            <input
                node_ref=input
                class="room-list__input"
                type="search"
                aria-label=label
                placeholder=label
                autocomplete="off"
                spellcheck="false"
                prop:value=move || search.get()
                on:input=move |event| search.set(event_target_value(&event))
                on:keydown=clear_on_escape
            />
            <Show when=move || search.with(|search| !search.is_empty())>
                <IconButton
                    icon=LuX
                    label=Signal::derive(move || t_string!(words, rooms.clear_search).to_owned())
                    on_press=move |_| search.set(String::new())
                />
            </Show>
        </div>
    }
}
