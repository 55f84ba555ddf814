//! The open room: its head, its messages, the place to write; or why it cannot be shown.

mod addressed;
mod header;
mod invite;
mod knock_bar;
mod outside;
mod preview;

use icondata_lu::LuMessagesSquare;
use leptos::prelude::*;
use loggia_protocol::{
    ids::{EventId, RoomId},
    rooms::{Membership, RoomHead},
};

use self::{addressed::Opening, knock_bar::KnockBar, outside::Outside};
pub use self::{
    addressed::{Addressed, Goal, Inside},
    header::{HeaderFrame, InviteButton, RoomHeader},
    invite::InvitePane,
    outside::OutsidePane,
};
use super::{
    composer::{Composer, can_send, files::DropZone, provide_composer},
    new_chat::NewChatPane,
    room_info::RoomInfoPanel,
    space::SpacePane,
    timeline::TimelinePanel,
};
use crate::{
    config::use_brand,
    i18n::{Words, t_string, use_i18n},
    models::room,
    platform,
    routes::{Route, use_router},
    state::spaces::use_spaces,
    widgets::EmptyState,
};

/// The region beside the room list.
#[component]
pub fn RoomPane() -> impl IntoView {
    let words = use_i18n();
    let route = use_router().route();
    let place = Memo::new(move |_| match route.get() {
        Route::Room { address, via, .. } => Route::Room {
            address,
            event: None,
            panel: None,
            via,
        },
        place => place,
    });
    let event = Memo::new(move |_| {
        route.with(|route| match route {
            Route::Room { event, .. } => event.clone(),
            _ => None,
        })
    });
    move || match place.get() {
        Route::Room { address, via, .. } => {
            let inside = move |(room, head)| {
                view! { <RoomOrSpace room head event=event.into() /> }.into_any()
            };
            view! { <Addressed address via goal=Goal::Room inside=Inside::new(inside) /> }
                .into_any()
        }
        Route::Space { space, via } => view! { <SpacePane address=space via /> }.into_any(),
        Route::NewChat { people } => view! { <NewChatPane people /> }.into_any(),
        Route::Home => view! {
            <main class="room">
                <EmptyState
                    icon=LuMessagesSquare
                    title=Signal::derive(move || t_string!(words, rooms.select_title).to_owned())
                    text=Signal::derive(move || t_string!(words, rooms.select_text).to_owned())
                />
            </main>
        }
        .into_any(),
    }
}

/// A room; what turns out to be one of the account's spaces has a place of its own.
#[component]
fn RoomOrSpace(
    room: RoomId,
    head: Signal<Option<RoomHead>>,
    event: Signal<Option<EventId>>,
) -> impl IntoView {
    let (router, spaces) = (use_router(), use_spaces());
    let place = Route::space(&room);
    let is_space = {
        let room = room.clone();
        Memo::new(move |_| spaces.row(&room).is_some())
    };
    Effect::new(move || {
        if is_space.get() {
            router.replace(&place);
        }
    });
    let room = StoredValue::new(room);
    move || match is_space.get() {
        true => view! { <Opening /> }.into_any(),
        false => view! { <RoomView room=room.get_value() head event /> }.into_any(),
    }
}

/// What a room or space has for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// All that is in it.
    Inside,
    /// An answer to be given.
    Invitation,
    /// Why the reader is not in it.
    Outside(Outside),
}

impl Content {
    /// Follows the reader's place in it.
    pub fn follow(head: Signal<Option<RoomHead>>) -> Memo<Self> {
        Memo::new(move |_| {
            let head = head.read();
            head.as_ref()
                .map_or(Self::Inside, |head| Self::of(&head.membership))
        })
    }

    fn of(membership: &Membership) -> Self {
        match membership {
            Membership::Joined => Self::Inside,
            Membership::Invited(_) => Self::Invitation,
            Membership::Left => Self::Outside(Outside::Left),
            Membership::Knocked => Self::Outside(Outside::Knocked),
            Membership::Banned => Self::Outside(Outside::Banned),
        }
    }
}

#[component]
fn RoomView(
    room: RoomId,
    head: Signal<Option<RoomHead>>,
    event: Signal<Option<EventId>>,
) -> impl IntoView {
    let words = use_i18n();
    provide_composer(room.clone());
    let name = name_of(words, head);
    follow_title(name);
    let content = Content::follow(head);
    let room = StoredValue::new(room);
    view! {
        <main class="room" aria-label=move || name.get()>
            <RoomHeader head name />
            {move || match content.get() {
                Content::Inside => view! {
                    <KnockBar room=room.get_value() />
                    <DropZone name can_send=can_send(head)>
                        <TimelinePanel room=room.get_value() name event />
                        <Composer head />
                    </DropZone>
                }
                .into_any(),
                Content::Invitation => view! { <InvitePane room=room.get_value() head name /> }.into_any(),
                Content::Outside(outside) => {
                    view! { <OutsidePane room=room.get_value() head outside /> }.into_any()
                }
            }}
        </main>
        <RoomInfoPanel room=room.get_value() head name />
    }
}

/// What a room is called, as its head has it.
pub fn name_of(words: Words, head: Signal<Option<RoomHead>>) -> Signal<String> {
    Signal::derive(move || {
        head.with(|head| {
            head.as_ref()
                .map(|head| room::title(words, &head.name))
                .unwrap_or_default()
        })
    })
}

/// Has the window be called so for as long as the current component lives.
pub fn follow_title(name: Signal<String>) {
    let brand = use_brand();
    Effect::new(move || platform::set_title(format!("{} · {}", name.get(), brand.get())));
    on_cleanup(move || platform::set_title(brand.try_get_untracked().unwrap_or_default()));
}
