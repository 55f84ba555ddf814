//! Keys that work wherever the focus is, and the table of all keys for whoever wants to know them.

mod regions;
mod table;

use leptos::{ev, prelude::*};
use web_sys::KeyboardEvent;

pub use self::table::{GROUPS, Group, Shortcut};
use crate::dialogs::{OpenDialog, use_dialogs};

/// What a key does everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Everywhere {
    ShowShortcuts,
    SwitchRoom,
    NextRegion,
    PreviousRegion,
}

/// Listens for as long as the current component lives.
pub fn listen() {
    let dialogs = use_dialogs();
    let handle = window_event_listener(ev::keydown, move |event| {
        let Some(meant) = meaning(&event) else { return };
        // A modal has a way of its own to be left: what is in it may be nowhere else.
        if is_modal_open() {
            return;
        }
        event.prevent_default();
        match meant {
            Everywhere::ShowShortcuts => dialogs.open(OpenDialog::Shortcuts),
            Everywhere::SwitchRoom => dialogs.open(OpenDialog::SwitchRoom),
            Everywhere::NextRegion => regions::go(1),
            Everywhere::PreviousRegion => regions::go(-1),
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether a modal has the keyboard: what is in it may be nowhere else.
pub fn is_modal_open() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

fn meaning(event: &KeyboardEvent) -> Option<Everywhere> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (event.key().as_str(), event.shift_key()) {
        // On some keyboards, a slash takes Shift.
        ("/", _) => Some(Everywhere::ShowShortcuts),
        ("k" | "K", false) => Some(Everywhere::SwitchRoom),
        ("F6", false) => Some(Everywhere::NextRegion),
        ("F6", true) => Some(Everywhere::PreviousRegion),
        _ => None,
    }
}
