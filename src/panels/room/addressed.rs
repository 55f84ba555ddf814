//! From an address to what can be shown: the room or space behind it, or how it looks from outside.

use icondata_lu::LuTriangleAlert;
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure, FailureKind,
    ids::RoomId,
    rooms::{FindRoom, RoomFeed, RoomHead},
};

use super::{header::BackLink, preview::Preview};
use crate::{
    engine::use_engine,
    i18n::{failure_text, t, t_string, use_i18n},
    state::{Loadable, snapshot::use_snapshots, use_state_feed_from},
    widgets::{EmptyState, EmptyStateKind, Spinner},
};

/// What an address is taken to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A room.
    Room,
    /// A space.
    Space,
}

/// Draws what the account knows: which it is, and its head.
pub type Inside = Callback<(RoomId, Signal<Option<RoomHead>>), AnyView>;

/// Finds what is behind an address.
#[component]
pub fn Addressed(
    /// Id or alias.
    address: String,
    /// Servers that may know it.
    via: Vec<String>,
    /// What it is taken for.
    goal: Goal,
    /// Draws it, where the account knows it.
    inside: Inside,
) -> impl IntoView {
    let found = RwSignal::new(Loadable::Loading);
    if address.starts_with('!') {
        found.set(Loadable::Ready(RoomId(address.clone())));
    } else {
        find(address.clone(), found);
    }
    let way = StoredValue::new((address, via));
    let enter = move |room| {
        found.try_set(Loadable::Ready(room));
    };
    move || match found.get() {
        Loadable::Loading => view! { <Opening /> }.into_any(),
        Loadable::Ready(room) => {
            let (address, via) = way.get_value();
            view! { <Known room address via goal inside on_enter=enter /> }.into_any()
        }
        Loadable::Failed(failure) => {
            let (address, via) = way.get_value();
            view! { <Elsewhere failure address via goal on_enter=enter /> }.into_any()
        }
    }
}

fn find(address: String, found: RwSignal<Loadable<RoomId>>) {
    let engine = use_engine();
    spawn_local(async move {
        let room = engine.call(FindRoom { address }).await.and_then(|room| {
            room.ok_or_else(|| Failure::new(FailureKind::NotFound, "no room has this address"))
        });
        found.try_set(room.map_or_else(Loadable::Failed, Loadable::Ready));
    });
}

/// What the account is not in, or what cannot be shown.
#[component]
fn Elsewhere(
    failure: Failure,
    address: String,
    via: Vec<String>,
    goal: Goal,
    #[prop(into)] on_enter: Callback<RoomId>,
) -> impl IntoView {
    match failure.kind {
        FailureKind::NotFound => view! { <Preview address via goal on_enter /> }.into_any(),
        _ => view! { <Unavailable failure address /> }.into_any(),
    }
}

#[component]
fn Known(
    room: RoomId,
    address: String,
    via: Vec<String>,
    goal: Goal,
    inside: Inside,
    #[prop(into)] on_enter: Callback<RoomId>,
) -> impl IntoView {
    let snapshots = use_snapshots();
    let head = use_state_feed_from(RoomFeed { room: room.clone() }, snapshots.head(&room));
    if goal == Goal::Room {
        snapshots.follow_head(head);
    }
    let state = Memo::new(move |_| head.with(Loadable::status));
    let known = Signal::derive(move || head.with(|head| head.ready().cloned()));
    let (room, way) = (StoredValue::new(room), StoredValue::new((address, via)));
    move || match state.get() {
        Loadable::Loading => view! { <Opening /> }.into_any(),
        Loadable::Ready(()) => inside.run((room.get_value(), known)),
        Loadable::Failed(failure) => {
            let (address, via) = way.get_value();
            view! { <Elsewhere failure address via goal on_enter /> }.into_any()
        }
    }
}

/// Says that something is on its way.
#[component]
pub fn Opening() -> impl IntoView {
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

/// Says why nothing can be shown.
#[component]
pub fn Unavailable(failure: Failure, address: String) -> impl IntoView {
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
                <BackLink />
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
