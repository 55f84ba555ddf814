//! A room's head: who or what it is.

use icondata_lu::{LuArrowLeft, LuInfo, LuLock, LuUserPlus};
use leptos::prelude::*;
use loggia_protocol::rooms::{Membership, RoomHead};

use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t_string, use_i18n},
    routes::{Panel, Route, use_router},
    state::media::avatar_url,
    widgets::{Avatar, AvatarSize, Icon, IconButton},
};

/// A room's head.
#[component]
pub fn RoomHeader(head: Signal<Option<RoomHead>>, name: Signal<String>) -> impl IntoView {
    view! {
        <HeaderFrame head name>
            <InviteButton head />
            <InfoButton />
        </HeaderFrame>
    }
}

/// Who or what it is, and beside that what can be done there.
#[component]
pub fn HeaderFrame(
    head: Signal<Option<RoomHead>>,
    name: Signal<String>,
    /// Whether it is a space.
    #[prop(optional)]
    is_space: bool,
    /// Buttons.
    children: Children,
) -> impl IntoView {
    let words = use_i18n();
    let topic = move || head.with(|head| head.as_ref().and_then(|head| head.topic.clone()));
    let is_encrypted =
        Memo::new(move |_| head.with(|head| head.as_ref().is_some_and(|head| head.is_encrypted)));
    let members = move || {
        let head = head.get()?;
        let count = head.n_members;
        (!head.is_direct && head.membership == Membership::Joined)
            .then(|| t_string!(words, rooms.n_members, count = count).to_string())
    };
    view! {
        <header class="room-header">
            <BackLink />
            <HeadAvatar head name is_space />
            <div class="room-header__text">
                <h1 class="room-header__name">
                    <bdi>{move || name.get()}</bdi>
                    {move || is_encrypted.get().then(|| view! {
                        <span class="room-header__lock" title=t_string!(words, rooms.encrypted)>
                            <Icon icon=LuLock />
                            <span class="said">{t_string!(words, rooms.encrypted)}</span>
                        </span>
                    })}
                </h1>
                <p class="room-header__topic"><bdi>{topic}</bdi></p>
            </div>
            <p class="room-header__members">{members}</p>
            {children()}
        </header>
    }
}

/// Opens what is known of the room, or closes it.
#[component]
fn InfoButton() -> impl IntoView {
    let (words, router) = (use_i18n(), use_router());
    let is_open = Memo::new(move |_| router.route().with(|route| route.panel().is_some()));
    let label = move || t_string!(words, room_info.title);
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=label
            title=label
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| router.show((!is_open.get_untracked()).then_some(Panel::Info))
        >
            <Icon icon=LuInfo />
        </button>
    }
}

/// Invites people, where the reader may and where it is no chat of two.
#[component]
pub fn InviteButton(head: Signal<Option<RoomHead>>) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let room = Memo::new(move |_| {
        let head = head.read();
        let head = head
            .as_ref()
            .filter(|head| head.can_invite && !head.is_direct)?;
        Some(head.room.clone())
    });
    move || {
        room.get().map(|room| {
            view! {
                <IconButton
                    icon=LuUserPlus
                    label=Signal::derive(move || t_string!(words, people.invite).to_owned())
                    on_press=move |_| dialogs.open(OpenDialog::Invite(room.clone()))
                />
            }
        })
    }
}

/// The way back to the rooms, where the window shows one pane.
#[component]
pub fn BackLink() -> impl IntoView {
    let words = use_i18n();
    let label = move || t_string!(words, rooms.back);
    view! {
        <a class="icon-button room-header__back" href=Route::Home.fragment() aria-label=label title=label>
            <Icon icon=LuArrowLeft />
        </a>
    }
}

#[component]
fn HeadAvatar(
    head: Signal<Option<RoomHead>>,
    name: Signal<String>,
    is_space: bool,
) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let head = head.get()?;
        // An invitation's picture is a stranger's.
        let is_invited = matches!(head.membership, Membership::Invited(_));
        Some((head.room.0, head.avatar.filter(|_| !is_invited)))
    });
    move || {
        shown.get().map(|(seed, picture)| {
            let size = AvatarSize::Medium;
            let picture = picture.map(|picture| avatar_url(picture, size.edge()));
            view! { <Avatar seed name=name.get() picture size is_square=is_space /> }
        })
    }
}
