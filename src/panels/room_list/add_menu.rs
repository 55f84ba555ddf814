//! What can be begun: rooms, chats and spaces.

use icondata_lu::{LuGlobe, LuHash, LuMessageCirclePlus, LuOrbit, LuPlus};
use leptos::prelude::*;

use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t_string, use_i18n},
    state::spaces::use_spaces,
    widgets::{Icon, Menu, MenuItem},
};

/// The button with its menu.
#[component]
pub fn AddMenu() -> impl IntoView {
    let (words, dialogs, spaces) = (use_i18n(), use_dialogs(), use_spaces());
    // A new room belongs to the space that is looked at, where its maker may put rooms in.
    let space = move || {
        let row = spaces.row(&spaces.open_space()?)?;
        row.can_arrange.then_some(row.space)
    };
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
                on_choose=move |()| dialogs.open(OpenDialog::NewRoom { space: untrack(space) })
            />
            <MenuItem
                icon=LuGlobe
                label=Signal::derive(move || t_string!(words, directory.title).to_owned())
                on_choose=move |()| dialogs.open(OpenDialog::Directory)
            />
            <MenuItem
                icon=LuOrbit
                label=Signal::derive(move || t_string!(words, spaces.new_space).to_owned())
                on_choose=move |()| dialogs.open(OpenDialog::NewSpace { parent: None })
            />
        </Menu>
    }
}
