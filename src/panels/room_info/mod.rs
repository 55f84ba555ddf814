//! What stands beside an open room: what is known of it, and who is in it.

mod info;
mod knocks;
mod people;

use icondata_lu::{LuArrowLeft, LuX};
use leptos::prelude::*;
use loggia_protocol::{ids::RoomId, rooms::RoomHead};

pub use self::knocks::{KnockAnswers, use_knocks};
use self::{info::InfoView, people::PeopleView};
use crate::{
    i18n::{t_string, use_i18n},
    routes::{Panel, use_router},
    widgets::{Edge, IconButton, Resizer, Width},
};

/// How wide it is.
const WIDTH: Width = Width {
    name: "panel-width",
    property: "--width-panel",
    range: 16.0..=32.0,
    usual: 21.0,
    edge: Edge::Start,
};

/// The panel, where the address asks for one.
#[component]
pub fn RoomInfoPanel(
    room: RoomId,
    head: Signal<Option<RoomHead>>,
    name: Signal<String>,
) -> impl IntoView {
    let router = use_router();
    let panel = Memo::new(move |_| router.route().with(|route| route.panel()));
    let room = StoredValue::new(room);
    move || {
        panel.get().map(|panel| {
            let room = room.get_value();
            let content = match panel {
                Panel::Info => view! { <InfoView room head name /> }.into_any(),
                Panel::People => view! { <PeopleView room /> }.into_any(),
            };
            view! { <Frame panel>{content}</Frame> }
        })
    }
}

#[component]
fn Frame(panel: Panel, children: Children) -> impl IntoView {
    let (words, router) = (use_i18n(), use_router());
    let title = move || match panel {
        Panel::Info => t_string!(words, room_info.title),
        Panel::People => t_string!(words, room_info.people),
    };
    let close = move |event: web_sys::KeyboardEvent| {
        let is_taken = event.default_prevented();
        if event.key() == "Escape" && !is_taken {
            router.show(None);
        }
    };
    view! {
        <aside class="panel" data-region="" aria-label=title on:keydown=close>
            <header class="panel__header">
                {(panel != Panel::Info).then(|| view! {
                    <IconButton
                        icon=LuArrowLeft
                        label=Signal::derive(move || t_string!(words, room_info.back).to_owned())
                        on_press=move |_| router.show(Some(Panel::Info))
                    />
                })}
                <h2 class="panel__title">{title}</h2>
                <IconButton
                    icon=LuX
                    label=Signal::derive(move || t_string!(words, common.close).to_owned())
                    on_press=move |_| router.show(None)
                />
            </header>
            <div class="panel__content">{children()}</div>
            <Resizer
                label=Signal::derive(move || t_string!(words, room_info.width).to_owned())
                width=WIDTH
            />
        </aside>
    }
}
