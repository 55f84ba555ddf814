//! A room in the list.

use icondata_lu::LuLock;
use leptos::prelude::*;
use loggia_protocol::rooms::{RoomRow, Section};

use super::tab_stop::use_tab_stop;
use crate::{
    i18n::{Words, short_time, t_string, use_i18n},
    models::room::{self, Badge},
    routes::{Route, use_router},
    state::{Row, media::avatar_url, preferences::Preference},
    widgets::{Avatar, AvatarSize, Icon, Place},
};

/// The row: a link to the room.
#[component]
pub fn RoomRowView(row: Row<RoomRow>, place: Place) -> impl IntoView {
    let words = use_i18n();
    let route = Route::room(&row.key);
    let value = row.value;
    let is_open = {
        let (current, room) = (use_router().route(), row.key.clone());
        Memo::new(move |_| current.with(|current| current.address() == Some(room.0.as_str())))
    };
    let tab_stop = use_tab_stop();
    let (at, room) = (row.key.clone(), row.key);
    let Place { index, count } = place;
    let (label, time, line, unread) = (value.clone(), value.clone(), value.clone(), value.clone());
    view! {
        <div
            role="listitem"
            aria-posinset=move || (index.get() + 1).to_string()
            aria-setsize=move || count.get().to_string()
        >
            <a
                class="room-row"
                href=route.fragment()
                aria-current=move || is_open.get().then_some("page")
                aria-label=move || room::label(words, &label.read())
                tabindex=move || if tab_stop.is_at(&at) { "0" } else { "-1" }
                on:focus=move |_| tab_stop.move_to(&room)
                data-unread=move || room::badge(unread.read().unread).is_some().then_some("true")
                draggable="false"
            >
                <RowAvatar value=value.clone() />
                <span class="room-row__first">
                    <RowName value=value.clone() />
                    <time class="room-row__time">
                        {move || time.read().active_at.map(|at| short_time(words, at))}
                    </time>
                </span>
                <span class="room-row__second">
                    <bdi class="room-row__preview">
                        {move || second_line(words, &line.read())}
                    </bdi>
                    <RowBadge value />
                </span>
            </a>
        </div>
    }
}

/// What was said last, unless the reader does not want that; invitations go on saying who invites.
fn second_line(words: Words, row: &RoomRow) -> Option<String> {
    let is_shown = Preference::ShowPreviews.is_on() || row.section == Section::Invites;
    is_shown.then(|| room::second_line(words, row)).flatten()
}

#[component]
fn RowName(value: ArcRwSignal<RoomRow>) -> impl IntoView {
    let words = use_i18n();
    let is_encrypted = {
        let value = value.clone();
        Memo::new(move |_| value.read().is_encrypted)
    };
    view! {
        <bdi class="room-row__name">{move || room::title(words, &value.read().name)}</bdi>
        {move || {
            is_encrypted
                .get()
                .then(|| {
                    view! {
                        <span class="room-row__lock" title=t_string!(words, rooms.encrypted)>
                            <Icon icon=LuLock />
                        </span>
                    }
                })
        }}
    }
}

/// The picture. Invitations load none: it is a stranger's.
#[component]
fn RowAvatar(value: ArcRwSignal<RoomRow>) -> impl IntoView {
    let words = use_i18n();
    let shown = Memo::new(move |_| {
        let row = value.read();
        let picture = row
            .avatar
            .clone()
            .filter(|_| row.section != Section::Invites);
        (row.room.0.clone(), room::title(words, &row.name), picture)
    });
    move || {
        let (seed, name, picture) = shown.get();
        let size = AvatarSize::Medium;
        let picture = picture.map(|picture| avatar_url(picture, size.edge()));
        view! { <Avatar seed name picture size /> }
    }
}

#[component]
fn RowBadge(value: ArcRwSignal<RoomRow>) -> impl IntoView {
    let badge = Memo::new(move |_| room::badge(value.read().unread));
    move || {
        badge.get().map(|badge| {
            let (kind, text) = match badge {
                Badge::Count(n) => ("count", short_count(n)),
                Badge::Mention(n) => ("mention", short_count(n)),
                Badge::Dot => ("dot", String::new()),
            };
            view! { <span class="room-row__badge" data-kind=kind aria-hidden="true">{text}</span> }
        })
    }
}

fn short_count(n: u32) -> String {
    const MOST: u32 = 999;
    if n > MOST {
        format!("{MOST}+")
    } else {
        n.to_string()
    }
}
