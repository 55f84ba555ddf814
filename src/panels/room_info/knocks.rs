//! Who asks to be let into a room, with the answers.

use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    people::InvitePerson,
    room_info::{Knock, Knocks, KnocksFeed, TurnAway},
};

use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    state::{media::avatar_url, use_action, use_state_feed},
    widgets::{Avatar, AvatarSize, Button, ButtonKind, use_toasts},
};

/// Follows who asks to be let in.
pub fn use_knocks(room: RoomId) -> Memo<Knocks> {
    let feed = use_state_feed(KnocksFeed { room });
    Memo::new(move |_| feed.with(|feed| feed.ready().cloned().unwrap_or_default()))
}

/// Who they are; nothing where nobody asks.
#[component]
pub fn KnockList(room: RoomId) -> impl IntoView {
    let words = use_i18n();
    let knocks = use_knocks(room.clone());
    let room = StoredValue::new(room);
    let row = move |knock: Knock| {
        let can_turn_away = Signal::derive(move || knocks.with(|knocks| knocks.can_turn_away));
        view! { <Asking room=room.get_value() knock can_turn_away /> }
    };
    view! {
        <Show when=move || knocks.with(|knocks| !knocks.people.is_empty())>
            <h3 class="panel__heading">{t!(words, room_info.asking)}</h3>
            <ul class="panel__people" aria-label=move || t_string!(words, room_info.asking)>
                <For
                    each=move || knocks.with(|knocks| knocks.people.clone())
                    key=|knock| (knock.person.user.0.clone(), knock.person.name.clone(), knock.reason.clone())
                    children=row
                />
            </ul>
        </Show>
    }
}

#[component]
fn Asking(room: RoomId, knock: Knock, can_turn_away: Signal<bool>) -> impl IntoView {
    let size = AvatarSize::Medium;
    let Knock { person, reason } = knock.clone();
    let picture = person
        .avatar
        .map(|picture| avatar_url(picture, size.edge()));
    view! {
        <li class="panel__person panel__person--asking">
            <Avatar seed=person.user.0.clone() name=person.name.clone() picture size />
            <span class="panel__person-text">
                <bdi class="panel__person-name">{person.name}</bdi>
                <bdi class="panel__soft">{person.user.0}</bdi>
                {reason.map(|reason| view! { <q class="panel__reason"><bdi>{reason}</bdi></q> })}
            </span>
            <span class="panel__answers">
                <KnockAnswers room knock can_turn_away />
            </span>
        </li>
    }
}

/// The answers to somebody who asks.
#[component]
pub fn KnockAnswers(
    room: RoomId,
    knock: Knock,
    /// Whether the reader may turn them down.
    can_turn_away: Signal<bool>,
) -> impl IntoView {
    let (words, toasts) = (use_i18n(), use_toasts());
    let action = use_action();
    Effect::new(move || {
        if let Some(failure) = action.failure().get() {
            toasts.complain(failure_text(words, &failure));
        }
    });
    let user = knock.person.user;
    let let_in = InvitePerson {
        room: room.clone(),
        user: user.clone(),
    };
    let turn_away = StoredValue::new(TurnAway { room, user });
    view! {
        <Show when=move || can_turn_away.get()>
            <Button
                is_disabled=action.is_pending()
                on_press=move |_| action.run(turn_away.get_value(), |()| {})
            >
                {t!(words, room_info.deny)}
            </Button>
        </Show>
        <Button
            kind=ButtonKind::Primary
            is_pending=action.is_pending()
            on_press=move |_| action.run(let_in.clone(), |()| {})
        >
            {t!(words, room_info.approve)}
        </Button>
    }
}
