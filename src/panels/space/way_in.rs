//! The way into a room of a space: in at once, or to where it is asked for.

use leptos::prelude::*;
use loggia_protocol::{directory::EnterRoom, room_info::Access, spaces::SpaceChild};

use super::{child::place, home::use_home, row::tab_index};
use crate::{
    i18n::{failure_text, t_string, use_i18n},
    routes::use_router,
    state::Action,
    widgets::Button,
};

/// Enters the room, or opens it where the reader is in it.
#[component]
pub fn WayIn(value: ArcRwSignal<SpaceChild>, action: Action, is_stop: Memo<bool>) -> impl IntoView {
    let (words, home, router) = (use_i18n(), use_home(), use_router());
    let way = {
        let value = value.clone();
        Memo::new(move |_| {
            let child = value.read();
            match (home.is_joined(&child), child.room.access) {
                (true, _) => Way::Open,
                (false, Access::Knock) => Way::Ask,
                (false, _) => Way::Join,
            }
        })
    };
    let press = move |_| {
        let child = value.read_untracked().clone();
        if way.get_untracked() != Way::Join {
            router.go(&place(&child));
            return;
        }
        let call = EnterRoom {
            address: child.room.room.0.clone(),
            via: child.via,
        };
        action.run(call, move |room| home.enter(room));
    };
    view! {
        <Button
            is_pending=action.is_pending()
            on_press=press
            attr:tabindex=move || tab_index(is_stop.get())
        >
            {move || match way.get() {
                Way::Open => t_string!(words, space.open),
                Way::Ask => t_string!(words, rooms.knock),
                Way::Join => t_string!(words, space.join),
            }}
        </Button>
    }
}

/// What the button of a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Open,
    /// Somebody has to let the reader in: that is asked for where the room is seen.
    Ask,
    Join,
}

/// Why the reader was not let in.
#[component]
pub fn Refused(action: Action) -> impl IntoView {
    let words = use_i18n();
    view! {
        <p class="space-child__problem" role="alert">
            {move || action.failure().get().map(|failure| failure_text(words, &failure))}
        </p>
    }
}
