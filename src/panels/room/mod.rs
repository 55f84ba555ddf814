//! The open room: its head, its messages, the place to write; or why it cannot be shown.

mod header;
mod invite;
mod outside;
mod preview;

use icondata_lu::{LuMessagesSquare, LuTriangleAlert};
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure, FailureKind,
    ids::{EventId, RoomId},
    rooms::{FindRoom, Membership, RoomFeed, RoomHead},
};

pub use self::header::RoomHeader;
use self::{
    invite::InvitePane,
    outside::{Outside, OutsidePane},
    preview::Preview,
};
use super::{
    composer::{Composer, can_send, files::DropZone, provide_composer},
    new_chat::NewChatPane,
    room_info::RoomInfoPanel,
    timeline::TimelinePanel,
};
use crate::{
    config::use_brand,
    engine::use_engine,
    i18n::{failure_text, t, t_string, use_i18n},
    models::room,
    platform,
    routes::{Route, use_router},
    state::{Loadable, snapshot::use_snapshots, use_state_feed_from},
    widgets::{EmptyState, EmptyStateKind, Spinner},
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
            Route::Home | Route::NewChat { .. } => None,
        })
    });
    move || match place.get() {
        Route::Room { address, via, .. } => {
            view! { <Addressed address via event=event.into() /> }.into_any()
        }
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

/// Finds the room behind an address.
#[component]
fn Addressed(address: String, via: Vec<String>, event: Signal<Option<EventId>>) -> impl IntoView {
    let found = RwSignal::new(Loadable::Loading);
    if address.starts_with('!') {
        found.set(Loadable::Ready(RoomId(address.clone())));
    } else {
        let (engine, call) = (
            use_engine(),
            FindRoom {
                address: address.clone(),
            },
        );
        spawn_local(async move {
            let room = engine.call(call).await.and_then(|room| {
                room.ok_or_else(|| Failure::new(FailureKind::NotFound, "no room has this address"))
            });
            found.try_set(room.map_or_else(Loadable::Failed, Loadable::Ready));
        });
    }
    let way = StoredValue::new((address, via));
    let enter = move |room| {
        found.try_set(Loadable::Ready(room));
    };
    move || match found.get() {
        Loadable::Loading => view! { <Opening /> }.into_any(),
        Loadable::Ready(room) => {
            let (address, via) = way.get_value();
            view! { <OpenRoom room event address via on_enter=enter /> }.into_any()
        }
        Loadable::Failed(failure) => {
            let (address, via) = way.get_value();
            view! { <Elsewhere failure address via on_enter=enter /> }.into_any()
        }
    }
}

/// A room that the account is not in, or that cannot be shown.
#[component]
fn Elsewhere(
    failure: Failure,
    address: String,
    via: Vec<String>,
    #[prop(into)] on_enter: Callback<RoomId>,
) -> impl IntoView {
    match failure.kind {
        FailureKind::NotFound => view! { <Preview address via on_enter /> }.into_any(),
        _ => view! { <Unavailable failure address /> }.into_any(),
    }
}

#[component]
fn OpenRoom(
    room: RoomId,
    event: Signal<Option<EventId>>,
    address: String,
    via: Vec<String>,
    #[prop(into)] on_enter: Callback<RoomId>,
) -> impl IntoView {
    let snapshots = use_snapshots();
    let head = use_state_feed_from(RoomFeed { room: room.clone() }, snapshots.head(&room));
    snapshots.follow_head(head);
    let state = Memo::new(move |_| {
        head.with(|head| match head {
            Loadable::Loading => Loadable::Loading,
            Loadable::Ready(_) => Loadable::Ready(()),
            Loadable::Failed(failure) => Loadable::Failed(failure.clone()),
        })
    });
    let known = Signal::derive(move || head.with(|head| head.ready().cloned()));
    let (room, way) = (StoredValue::new(room), StoredValue::new((address, via)));
    move || match state.get() {
        Loadable::Loading => view! { <Opening /> }.into_any(),
        Loadable::Ready(()) => {
            view! { <RoomView room=room.get_value() head=known event /> }.into_any()
        }
        Loadable::Failed(failure) => {
            let (address, via) = way.get_value();
            view! { <Elsewhere failure address via on_enter /> }.into_any()
        }
    }
}

/// Which content a room has for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Messages,
    Invitation,
    Outside(Outside),
}

impl Inside {
    fn of(membership: &Membership) -> Self {
        match membership {
            Membership::Joined => Self::Messages,
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
    let name = Signal::derive(move || {
        head.with(|head| {
            head.as_ref()
                .map(|head| room::title(words, &head.name))
                .unwrap_or_default()
        })
    });
    let inside = Memo::new(move |_| {
        head.with(|head| {
            head.as_ref()
                .map_or(Inside::Messages, |head| Inside::of(&head.membership))
        })
    });
    let brand = use_brand();
    Effect::new(move || platform::set_title(format!("{} · {}", name.get(), brand.get())));
    on_cleanup(move || platform::set_title(brand.try_get_untracked().unwrap_or_default()));
    let room = StoredValue::new(room);
    view! {
        <main class="room" aria-label=move || name.get()>
            <RoomHeader head name />
            {move || match inside.get() {
                Inside::Messages => view! {
                    <DropZone name can_send=can_send(head)>
                        <TimelinePanel room=room.get_value() name event />
                        <Composer head />
                    </DropZone>
                }
                .into_any(),
                Inside::Invitation => view! { <InvitePane room=room.get_value() head name /> }.into_any(),
                Inside::Outside(outside) => {
                    view! { <OutsidePane room=room.get_value() outside /> }.into_any()
                }
            }}
        </main>
        <RoomInfoPanel room=room.get_value() head name />
    }
}

#[component]
fn Opening() -> impl IntoView {
    let words = use_i18n();
    view! {
        <main class="room room--waiting" aria-busy="true">
            <p role="status">
                <Spinner />
                " "
                {t!(words, rooms.loading_room)}
            </p>
        </main>
    }
}

#[component]
fn Unavailable(failure: Failure, address: String) -> impl IntoView {
    let words = use_i18n();
    let is_unknown = failure.kind == FailureKind::NotFound;
    let title = move || match is_unknown {
        true => t_string!(words, rooms.room_unknown),
        false => t_string!(words, rooms.room_failed),
    };
    let text = move || match is_unknown {
        true => t_string!(words, rooms.room_unknown_text, address = address.clone()).to_string(),
        false => failure_text(words, &failure),
    };
    view! {
        <main class="room">
            <header class="room-header">
                <header::BackLink />
            </header>
            <EmptyState
                kind=EmptyStateKind::Page
                icon=LuTriangleAlert
                title=Signal::derive(move || title().to_owned())
                text=Signal::derive(text)
            />
        </main>
    }
}
