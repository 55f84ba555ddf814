//! What can be begun: rooms and chats.

use icondata_lu::{LuGlobe, LuHash, LuMessageCirclePlus, LuPlus};
use leptos::prelude::*;

use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t_string, use_i18n},
    widgets::{Icon, Menu, MenuItem},
};

/// The button with its menu.
#[component]
pub fn AddMenu() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    view! {
        <Menu
            label=Signal::derive(move || t_string!(words, creation.add).to_owned())
            button=|| view! { <Icon icon=LuPlus /> }
        >
            <MenuItem
                icon=LuMessageCirclePlus
                label=Signal::derive(move || t_string!(words, people.start_title).to_owned())
                on_choose=move |()| dialogs.open(OpenDialog::StartChat)
            />
            <MenuItem
                icon=LuHash
                label=Signal::derive(move || t_string!(words, creation.new_room).to_owned())
                on_choose=move |()| dialogs.open(OpenDialog::NewRoom)
            />
            <MenuItem
                icon=LuGlobe
                label=Signal::derive(move || t_string!(words, directory.title).to_owned())
                on_choose=move |()| dialogs.open(OpenDialog::Directory)
            />
        </Menu>
    }
}
