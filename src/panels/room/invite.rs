//! An invitation: from whom, to what, and the answer.

use icondata_lu::LuMail;
use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    rooms::{JoinRoom, LeaveRoom, Membership, RoomHead},
};

use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{failure_text, t, t_string, use_i18n},
    routes::{Route, use_router},
    state::use_action,
    widgets::{Banner, BannerKind, Button, ButtonKind, EmptyState},
};

/// The invitation.
#[component]
pub fn InvitePane(
    room: RoomId,
    head: Signal<Option<RoomHead>>,
    name: Signal<String>,
) -> impl IntoView {
    let (words, router, dialogs) = (use_i18n(), use_router(), use_dialogs());
    let (accept, decline) = (use_action(), use_action());
    let inviter = move || match head.get()?.membership {
        Membership::Invited(person) => person,
        _ => None,
    };
    let title = move || {
        let room = name.get();
        match inviter() {
            Some(person) => {
                t_string!(words, rooms.invite_title, name = person.name, room).to_string()
            }
            None => t_string!(words, rooms.invite_title_plain, room).to_string(),
        }
    };
    let text = move || inviter().map(|person| person.user.0).unwrap_or_default();
    let blocked = StoredValue::new(room.clone());
    let (join, leave) = (JoinRoom { room: room.clone() }, LeaveRoom { room });
    let failure = move || {
        let failure = accept.failure().get().or_else(|| decline.failure().get())?;
        Some(view! { <Banner kind=BannerKind::Error text=failure_text(words, &failure) /> })
    };
    view! {
        {failure}
        <EmptyState icon=LuMail title=Signal::derive(title) text=Signal::derive(text)>
            <Button
                is_pending=decline.is_pending()
                is_disabled=accept.is_pending()
                on_press=move |_| decline.run(leave.clone(), move |()| router.go(&Route::Home))
            >
                {t!(words, rooms.decline)}
            </Button>
            {move || inviter().map(|inviter| {
                let block = OpenDialog::DeclineInvite {
                    room: blocked.get_value(),
                    inviter,
                };
                view! {
                    <Button
                        kind=ButtonKind::Quiet
                        is_disabled=accept.is_pending()
                        on_press=move |_| dialogs.open(block.clone())
                    >
                        {t!(words, room_info.decline_title)}
                    </Button>
                }
            })}
            <Button
                kind=ButtonKind::Primary
                is_pending=accept.is_pending()
                is_disabled=decline.is_pending()
                on_press=move |_| accept.run(join.clone(), |()| {})
            >
                {move || match accept.is_pending().get() {
                    true => t_string!(words, rooms.accepting),
                    false => t_string!(words, rooms.accept),
                }}
            </Button>
        </EmptyState>
    }
}
