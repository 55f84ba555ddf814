//! A room that the reader is not in any more, or not yet: why, and what can be done.

use icondata_lu::LuMessageCircleDashed;
use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    room_info::ForgetRoom,
    rooms::{JoinRoom, LeaveRoom, Removal, RoomHead},
};

use crate::{
    dialogs::Failed,
    i18n::{Words, t, t_string, use_i18n},
    routes::{Route, use_router},
    state::use_action,
    widgets::{Button, ButtonKind, EmptyState},
};

/// Why the reader is not in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// Left, or removed by somebody.
    Left,
    /// Asked to be let in.
    Knocked,
    /// Shut out.
    Banned,
}

/// The pane.
#[component]
pub fn OutsidePane(
    room: RoomId,
    head: Signal<Option<RoomHead>>,
    outside: Outside,
) -> impl IntoView {
    let (words, router) = (use_i18n(), use_router());
    let action = use_action();
    let removal = Memo::new(move |_| head.with(|head| head.as_ref()?.removal.clone()));
    let title = move || title(words, outside, removal.get());
    let reason = move || {
        let reason = removal.get().and_then(|removal| removal.reason);
        reason
            .map(|reason| t_string!(words, room_info.removal_reason, reason).to_string())
            .unwrap_or_default()
    };
    let room = StoredValue::new(room);
    let leave = move || router.go(&Route::Home);
    let join = move |_| {
        let room = room.get_value();
        action.run(JoinRoom { room }, |()| {});
    };
    let forget = move |_| {
        let room = room.get_value();
        action.run(ForgetRoom { room }, move |()| leave());
    };
    let cancel = move |_| {
        let room = room.get_value();
        action.run(LeaveRoom { room }, move |()| leave());
    };
    view! {
        <EmptyState
            icon=LuMessageCircleDashed
            title=Signal::derive(title)
            text=Signal::derive(reason)
        >
            <Failed action />
            {(outside == Outside::Knocked).then(|| view! {
                <Button is_pending=action.is_pending() on_press=cancel>
                    {t!(words, rooms.cancel_knock)}
                </Button>
            })}
            {(outside != Outside::Knocked).then(|| view! {
                <Button is_pending=action.is_pending() on_press=forget>
                    {t!(words, room_info.forget)}
                </Button>
            })}
            {(outside == Outside::Left).then(|| view! {
                <Button kind=ButtonKind::Primary is_pending=action.is_pending() on_press=join>
                    {t!(words, rooms.rejoin)}
                </Button>
            })}
        </EmptyState>
    }
}

/// Why the reader is not in it: by whom, where somebody else took them out.
fn title(words: Words, outside: Outside, removal: Option<Removal>) -> String {
    match (outside, removal) {
        (Outside::Left, Some(removal)) => {
            t_string!(words, room_info.removed_by, name = removal.by.name).to_string()
        }
        (Outside::Banned, Some(removal)) => {
            t_string!(words, room_info.banned_by, name = removal.by.name).to_string()
        }
        (Outside::Left, None) => t_string!(words, rooms.left).to_owned(),
        (Outside::Banned, None) => t_string!(words, rooms.banned).to_owned(),
        (Outside::Knocked, _) => t_string!(words, rooms.knocked).to_owned(),
    }
}
