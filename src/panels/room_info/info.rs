//! What is known of a room, and the ways that lead on from it.

use icondata_core::Icon as IconData;
use icondata_lu::{LuGlobe, LuLink, LuLock, LuLockOpen, LuLogOut, LuMail, LuOrbit, LuUsers};
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    ids::RoomId,
    room_info::{Access, RoomInfo, RoomInfoFeed},
    rooms::{LinkToRoom, RoomHead},
};

use crate::{
    config::{own_link, use_config},
    dialogs::{Failed, OpenDialog, use_dialogs},
    i18n::{failure_text, t_string, use_i18n},
    platform,
    routes::{Panel, use_router},
    state::{Loadable, media::avatar_url, use_action, use_state_feed},
    widgets::{Avatar, AvatarSize, Banner, BannerKind, Icon, use_toasts},
};

/// The view.
#[component]
pub fn InfoView(
    room: RoomId,
    head: Signal<Option<RoomHead>>,
    name: Signal<String>,
) -> impl IntoView {
    let (words, router, dialogs) = (use_i18n(), use_router(), use_dialogs());
    let info = use_state_feed(RoomInfoFeed { room: room.clone() });
    let known = Signal::derive(move || info.with(|info| info.ready().cloned()));
    let failure = move || match info.get() {
        Loadable::Failed(failure) => Some(view! {
            <Banner kind=BannerKind::Error text=failure_text(words, &failure) />
        }),
        _ => None,
    };
    let topic = move || head.with(|head| head.as_ref().and_then(|head| head.topic.clone()));
    let people = move || {
        let n_members = head.with(|head| head.as_ref().map_or(0, |head| head.n_members));
        n_members.to_string()
    };
    let leave = OpenDialog::LeaveRoom { room: room.clone() };
    view! {
        <div class="panel__about">
            <Portrait head name />
            <h3 class="panel__name"><bdi>{move || name.get()}</bdi></h3>
            <p class="panel__soft"><bdi>{move || known.get().and_then(|info| info.address)}</bdi></p>
            <Facts head known />
            <p class="panel__topic"><bdi>{topic}</bdi></p>
            {failure}
        </div>
        <div class="panel__ways">
            <Way
                icon=LuUsers
                label=Signal::derive(move || t_string!(words, room_info.people).to_owned())
                on_press=move |()| router.show(Some(Panel::People))
            >
                {people}
            </Way>
            <CopyLink room=room.clone() />
            <Way
                icon=LuLogOut
                label=Signal::derive(move || t_string!(words, room_info.leave).to_owned())
                is_danger=true
                on_press=move |()| dialogs.open(leave.clone())
            >
                ""
            </Way>
        </div>
    }
}

#[component]
fn CopyLink(room: RoomId) -> impl IntoView {
    let (words, toasts, config) = (use_i18n(), use_toasts(), use_config());
    let action = use_action();
    let copy = move |()| {
        let call = LinkToRoom { room: room.clone() };
        let config = config.get_untracked();
        let copy = move |link| {
            spawn_local(async move {
                if platform::copy(&own_link(config.as_ref(), link)).await {
                    toasts.say(t_string!(words, common.copied));
                }
            });
        };
        action.run_to_the_end(call, copy, |_| {});
    };
    view! {
        <Way
            icon=LuLink
            label=Signal::derive(move || t_string!(words, rooms.copy_link).to_owned())
            on_press=copy
        >
            ""
        </Way>
        <Failed action />
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
            view! { <Avatar seed name=name.get() picture size /> }
        })
    }
}

/// Who can read and who can come in, in words.
#[component]
fn Facts(head: Signal<Option<RoomHead>>, known: Signal<Option<RoomInfo>>) -> impl IntoView {
    let words = use_i18n();
    let is_encrypted = Memo::new(move |_| head.with(|head| Some(head.as_ref()?.is_encrypted)));
    let access = Memo::new(move |_| known.with(|info| Some(info.as_ref()?.access)));
    let encryption = move || match is_encrypted.get()? {
        true => Some((LuLock, t_string!(words, rooms.encrypted))),
        false => Some((LuLockOpen, t_string!(words, room_info.not_encrypted))),
    };
    let entrance = move || {
        Some(match access.get()? {
            Access::Public => (LuGlobe, t_string!(words, room_info.public)),
            Access::Invited => (LuMail, t_string!(words, room_info.invited)),
            Access::Knock => (LuMail, t_string!(words, room_info.knock)),
            Access::SpaceMembers => (LuOrbit, t_string!(words, room_info.space_members)),
        })
    };
    let fact = |(icon, text): (IconData, &'static str)| {
        view! { <li class="panel__fact"><Icon icon />{text}</li> }
    };
    view! {
        <ul class="panel__facts" aria-label=move || t_string!(words, room_info.facts)>
            {move || encryption().map(fact)}
            {move || entrance().map(fact)}
        </ul>
    }
}

/// A way that leads on.
#[component]
fn Way(
    icon: IconData,
    label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] is_danger: bool,
    /// What stands at its end.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class="panel__way"
            type="button"
            data-kind=is_danger.then_some("danger")
            aria-label=move || label.get()
            on:click=move |_| on_press.run(())
        >
            <Icon icon />
            <span class="panel__way-name">{move || label.get()}</span>
            <span class="panel__soft">{children()}</span>
        </button>
    }
}
