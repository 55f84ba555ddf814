//! A room that the reader is not in, as it looks from outside, and the ways in.

use leptos::prelude::*;
use loggia_protocol::{
    Failure, FailureKind,
    directory::{EnterRoom, KnockRoom, PreviewRoom, PublicRoom, RoomPlace},
    ids::RoomId,
    room_info::Access,
};

use super::{
    addressed::{Goal, Opening, Unavailable},
    header::BackLink,
};
use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    routes::{Route, use_router},
    state::{Action, media::avatar_url, use_action},
    widgets::{Avatar, AvatarSize, Banner, BannerKind, Button, ButtonKind, Field},
};

/// Looks at a room, and shows what is seen of it.
#[component]
pub fn Preview(
    address: String,
    via: Vec<String>,
    /// What it is taken for.
    goal: Goal,
    /// The reader is in it now, or has asked to be.
    #[prop(into)]
    on_enter: Callback<RoomId>,
) -> impl IntoView {
    let (look, router) = (use_action(), use_router());
    let found = RwSignal::new(None::<PublicRoom>);
    let call = PreviewRoom {
        address: address.clone(),
        via: via.clone(),
    };
    let way = StoredValue::new((address, via));
    look.run(call, move |room| match other_place(goal, &room, way) {
        Some(place) => router.replace(&place),
        None => found.set(Some(room)),
    });
    move || {
        if let Some(room) = found.get() {
            let (address, via) = way.get_value();
            return view! { <Outside room address via on_enter /> }.into_any();
        }
        match look.failure().get() {
            Some(failure) => {
                // That the servers show nothing says no more than that the reader is not in it.
                let failure = match failure.kind {
                    FailureKind::NotFound => Failure::new(FailureKind::NotFound, ""),
                    _ => failure,
                };
                view! { <Unavailable failure address=way.get_value().0 /> }.into_any()
            }
            None => view! { <Opening /> }.into_any(),
        }
    }
}

/// Where the reader belongs, where it is not what it was taken for.
fn other_place(
    goal: Goal,
    room: &PublicRoom,
    way: StoredValue<(String, Vec<String>)>,
) -> Option<Route> {
    let (address, via) = way.get_value();
    match (goal, room.is_space) {
        (Goal::Room, true) => Some(Route::Space {
            space: address,
            via,
        }),
        (Goal::Space, false) => Some(Route::place(RoomPlace {
            address,
            event: None,
            via,
        })),
        (Goal::Room, false) | (Goal::Space, true) => None,
    }
}

#[component]
fn Outside(
    room: PublicRoom,
    address: String,
    via: Vec<String>,
    on_enter: Callback<RoomId>,
) -> impl IntoView {
    let words = use_i18n();
    let name = room
        .name
        .clone()
        .or_else(|| room.address.clone())
        .unwrap_or(address.clone());
    let size = AvatarSize::Large;
    let picture = room
        .avatar
        .clone()
        .map(|picture| avatar_url(picture, size.edge()));
    let (access, is_space, label) = (room.access, room.is_space, name.clone());
    let count = room.n_members;
    view! {
        <main class="room" aria-label=label>
            <header class="room-header">
                <BackLink />
            </header>
            <div class="room-preview">
                <Avatar seed=room.room.0.clone() name=name.clone() picture size is_square=is_space />
                <h1 class="room-preview__name"><bdi>{name}</bdi></h1>
                <p class="room-preview__soft"><bdi>{room.address}</bdi></p>
                <p class="room-preview__soft">
                    {move || t_string!(words, rooms.n_members, count = count).to_string()}
                </p>
                <p class="room-preview__topic"><bdi>{room.topic}</bdi></p>
                {match access {
                    Access::Knock => view! { <Knock address via on_enter /> }.into_any(),
                    _ => view! { <Enter access is_space address via on_enter /> }.into_any(),
                }}
            </div>
        </main>
    }
}

#[component]
fn Enter(
    access: Access,
    is_space: bool,
    address: String,
    via: Vec<String>,
    on_enter: Callback<RoomId>,
) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let call = EnterRoom { address, via };
    let hint = move || match (access, is_space) {
        (Access::Public | Access::Knock, _) => "",
        (Access::Invited, false) => t_string!(words, rooms.preview_invited),
        (Access::SpaceMembers, false) => t_string!(words, rooms.preview_restricted),
        (Access::Invited, true) => t_string!(words, space.preview_invited),
        (Access::SpaceMembers, true) => t_string!(words, space.preview_restricted),
    };
    let label = move || match is_space {
        true => t_string!(words, space.join_space),
        false => t_string!(words, rooms.join),
    };
    view! {
        <p class="room-preview__soft">{hint}</p>
        <Refused action />
        <Button
            kind=ButtonKind::Primary
            is_pending=action.is_pending()
            on_press=move |_| action.run(call.clone(), move |room| on_enter.run(room))
        >
            {label}
        </Button>
    }
}

#[component]
fn Knock(address: String, via: Vec<String>, on_enter: Callback<RoomId>) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let reason = RwSignal::new(String::new());
    let ask = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let call = KnockRoom {
            address: address.clone(),
            via: via.clone(),
            reason: reason.get_untracked(),
        };
        action.run(call, move |room| on_enter.run(room));
    };
    view! {
        <p class="room-preview__soft">{t!(words, rooms.preview_knock)}</p>
        <form class="room-preview__form" on:submit=ask>
            <Field
                label=Signal::derive(move || t_string!(words, rooms.knock_reason).to_owned())
                value=reason
            />
            <Refused action />
            <Button kind=ButtonKind::Primary is_pending=action.is_pending()>
                {t!(words, rooms.knock)}
            </Button>
        </form>
    }
}

/// Why it did not work.
#[component]
fn Refused(action: Action) -> impl IntoView {
    let words = use_i18n();
    move || {
        let failure = action.failure().get()?;
        Some(view! { <Banner kind=BannerKind::Error text=failure_text(words, &failure) /> })
    }
}
