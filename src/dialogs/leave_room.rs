//! Leaving a room: what it means, and for whoever is the only one to manage it, who shall do so instead.

use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    members::Person,
    room_info::{CheckLeaving, ForgetRoom, Leaving, MakeAdmin},
    rooms::LeaveRoom,
};

use super::{failed::Failed, use_dialogs};
use crate::{
    i18n::{Words, t, t_string, use_i18n},
    routes::{Route, use_router},
    state::use_action,
    widgets::{Banner, BannerKind, Button, ButtonKind, Dialog, Select, Spinner, Switch},
};

/// The question.
#[component]
pub fn LeaveRoomDialog(room: RoomId) -> impl IntoView {
    let (words, dialogs, router) = (use_i18n(), use_dialogs(), use_router());
    let (check, leave) = (use_action(), use_action());
    let meaning = RwSignal::new(None::<Leaving>);
    let call = CheckLeaving { room: room.clone() };
    check.run(call, move |found| meaning.set(Some(found)));
    let is_forgotten = RwSignal::new(false);
    let room = StoredValue::new(room);
    let close = move |left: &RoomId| {
        dialogs.close();
        let is_open = |route: &Route| route.address() == Some(&left.0);
        if router.route().with_untracked(is_open) {
            router.go(&Route::Home);
        }
    };
    let go = move |_| {
        let (room, is_forgotten) = (room.get_value(), is_forgotten.get_untracked());
        leave.run(LeaveRoom { room: room.clone() }, move |()| {
            if is_forgotten {
                leave.run(ForgetRoom { room: room.clone() }, move |()| close(&room));
            } else {
                close(&room);
            }
        });
    };
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, room_info.leave_title).to_owned())
            on_close=move |()| dialogs.close()
        >
            <Show when=move || check.is_pending().get()>
                <p role="status">
                    <Spinner />
                    " "
                    {t!(words, room_info.leave_checking)}
                </p>
            </Show>
            {move || meaning.get().map(|meaning| warnings(words, &meaning))}
            <Heirs
                room=room.get_value()
                meaning
                warning=Signal::derive(move || t_string!(words, room_info.sole_admin).to_owned())
            />
            <Switch
                label=Signal::derive(move || t_string!(words, room_info.forget).to_owned())
                hint=Signal::derive(move || t_string!(words, room_info.forget_hint).to_owned())
                is_on=is_forgotten
                on_switch=move |is_on| is_forgotten.set(is_on)
            />
            <Failed action=check />
            <Failed action=leave />
            <div class="dialog__actions">
                <Button on_press=move |_| dialogs.close()>{t!(words, common.cancel)}</Button>
                <Button
                    kind=ButtonKind::Danger
                    is_pending=leave.is_pending()
                    is_disabled=check.is_pending()
                    on_press=go
                >
                    {t!(words, room_info.leave)}
                </Button>
            </div>
        </Dialog>
    }
}

fn warnings(words: Words, meaning: &Leaving) -> impl IntoView + use<> {
    let text = if meaning.is_last {
        t_string!(words, room_info.leave_last)
    } else if meaning.needs_invitation {
        t_string!(words, room_info.leave_private)
    } else {
        t_string!(words, room_info.leave_public)
    };
    view! { <p class="dialog__text">{text}</p> }
}

/// Proposes others who could manage the room, where nobody else can.
#[component]
pub fn Heirs(
    /// The room, or a space.
    room: RoomId,
    /// What leaving it would mean.
    meaning: RwSignal<Option<Leaving>>,
    /// Why somebody else is needed.
    warning: Signal<String>,
) -> impl IntoView {
    let words = use_i18n();
    let make = use_action();
    let chosen = RwSignal::new(0_usize);
    let made = RwSignal::new(None::<Person>);
    let heirs = Memo::new(move |_| {
        meaning.with(|meaning| meaning.as_ref().and_then(|meaning| meaning.heirs.clone()))
    });
    let names = move || {
        let name = |person: Person| match person.name == person.user.0 {
            true => person.name,
            false => format!("{} ({})", person.name, person.user.0),
        };
        heirs
            .get()
            .unwrap_or_default()
            .into_iter()
            .map(name)
            .collect::<Vec<_>>()
    };
    let promote = move |_| {
        let heir = heirs
            .get_untracked()
            .and_then(|heirs| heirs.into_iter().nth(chosen.get_untracked()));
        let Some(heir) = heir else { return };
        let call = MakeAdmin {
            room: room.clone(),
            user: heir.user.clone(),
        };
        make.run(call, move |()| {
            meaning.update(|meaning| {
                if let Some(meaning) = meaning {
                    meaning.heirs = None;
                }
            });
            made.set(Some(heir));
        });
    };
    let promote = Callback::new(promote);
    view! {
        <Show when=move || heirs.with(Option::is_some)>
            <Banner kind=BannerKind::Warning text=warning />
            <Select
                label=Signal::derive(move || t_string!(words, room_info.heir).to_owned())
                options=Signal::derive(names)
                chosen=Signal::derive(move || Some(chosen.get()))
                on_choose=move |place| chosen.set(place)
            />
            <Button is_pending=make.is_pending() on_press=promote>{t!(words, room_info.make_admin)}</Button>
        </Show>
        <p class="dialog__text" role="status">
            {move || made.get().map(|person| t_string!(words, room_info.is_admin_now, name = person.name).to_string())}
        </p>
        <Failed action=make />
    }
}
