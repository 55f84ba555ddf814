//! What a space is: its picture, its name, who can come in, what it is about.

use icondata_core::Icon as IconData;
use icondata_lu::{LuGlobe, LuLock, LuMail, LuOrbit, LuUsers};
use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    room_info::{Access, RoomInfoFeed},
    rooms::RoomHead,
};

use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t, t_string, use_i18n},
    state::{Loadable, media::avatar_url, use_state_feed},
    widgets::{Avatar, AvatarSize, Button, ButtonKind, Icon},
};

/// What it is.
#[component]
pub fn About(space: RoomId, head: Signal<Option<RoomHead>>, name: Signal<String>) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let topic = move || head.with(|head| head.as_ref().and_then(|head| head.topic.clone()));
    let can_invite =
        Memo::new(move |_| head.with(|head| head.as_ref().is_some_and(|head| head.can_invite)));
    let invite = OpenDialog::Invite(space.clone());
    view! {
        <section class="space-about">
            <Portrait head name />
            <h2 class="space-about__name"><bdi>{move || name.get()}</bdi></h2>
            <Facts space head />
            <p class="space-about__topic"><bdi>{topic}</bdi></p>
            {move || {
                let invite = invite.clone();
                can_invite.get().then(|| view! {
                    <Button
                        kind=ButtonKind::Primary
                        on_press=move |_| dialogs.open(invite.clone())
                    >
                        {t!(words, people.invite_go)}
                    </Button>
                })
            }}
        </section>
    }
}

#[component]
fn Portrait(head: Signal<Option<RoomHead>>, name: Signal<String>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let head = head.get()?;
        Some((head.room.0, head.avatar))
    });
    move || {
        shown.get().map(|(seed, picture)| {
            let size = AvatarSize::Large;
            let picture = picture.map(|picture| avatar_url(picture, size.edge()));
            view! { <Avatar seed name=name.get() picture size is_square=true /> }
        })
    }
}

/// Who can come in, and how many have.
#[component]
fn Facts(space: RoomId, head: Signal<Option<RoomHead>>) -> impl IntoView {
    let words = use_i18n();
    let info = use_state_feed(RoomInfoFeed { room: space });
    let access = Memo::new(move |_| info.with(|info| Loadable::ready(info).map(|it| it.access)));
    let n_members = Memo::new(move |_| head.with(|head| Some(head.as_ref()?.n_members)));
    let entrance = move || {
        Some(match access.get()? {
            Access::Public => (LuGlobe, t_string!(words, space.public)),
            Access::Invited => (LuLock, t_string!(words, space.private)),
            Access::Knock => (LuMail, t_string!(words, room_info.knock)),
            Access::SpaceMembers => (LuOrbit, t_string!(words, space.restricted)),
        })
    };
    let members = move || {
        let count = n_members.get()?;
        let text = t_string!(words, rooms.n_members, count = count).to_string();
        Some((LuUsers, text))
    };
    view! {
        <ul class="space-about__facts" aria-label=move || t_string!(words, space.facts)>
            {move || entrance().map(|(icon, text)| fact(icon, text.to_owned()))}
            {move || members().map(|(icon, text)| fact(icon, text))}
        </ul>
    }
}

fn fact(icon: IconData, text: String) -> impl IntoView {
    view! { <li class="space-about__fact"><Icon icon />{text}</li> }
}
