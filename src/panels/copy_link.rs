//! The entry of a menu that copies the link to a room or space.

use icondata_lu::LuLink;
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{ids::RoomId, rooms::LinkToRoom};

use crate::{
    config::{own_link, use_config},
    engine::use_engine,
    i18n::{failure_text, t_string, use_i18n},
    platform,
    widgets::{MenuItem, use_toasts},
};

/// The entry.
#[component]
pub fn CopyLinkItem(
    /// Whose link.
    room: RoomId,
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let (words, toasts, config) = (use_i18n(), use_toasts(), use_config());
    let engine = StoredValue::new(use_engine());
    let copy = move |()| {
        // The menu closes, and what it was made with goes.
        let (engine, room) = (engine.get_value(), room.clone());
        let config = config.get_untracked();
        spawn_local(async move {
            match engine.call(LinkToRoom { room }).await {
                Ok(link) => {
                    if platform::copy(&own_link(config.as_ref(), link)).await {
                        toasts.say(t_string!(words, common.copied));
                    }
                }
                Err(failure) => toasts.complain(failure_text(words, &failure)),
            }
        });
    };
    view! { <MenuItem icon=LuLink label on_choose=copy /> }
}
