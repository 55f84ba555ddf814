//! A room in the list.

use icondata_core::Icon as IconData;
use icondata_lu::{LuArrowDown, LuBellOff, LuCircleAlert, LuEllipsis, LuGlobe, LuLock};
use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    rooms::{RoomRow, Section},
};
use web_sys::{Element, MouseEvent};

use super::row_menu::use_row_menu;
use crate::{
    i18n::{Words, short_time, t_string, use_i18n},
    models::room::{self, Sign},
    panels::unread_badge::UnreadBadge,
    routes::{Route, use_router},
    state::{Row, media::avatar_url, preferences::Preference},
    widgets::{Avatar, AvatarSize, Icon, Place, use_tab_stop},
};

/// The row: a link to the room, and a button for what else can be done with it.
#[component]
pub fn RoomRowView(row: Row<RoomRow>, place: Place) -> impl IntoView {
    let words = use_i18n();
    let route = Route::room(&row.key);
    let value = row.value.clone();
    let is_open = {
        let (current, room) = (use_router().route(), row.key.clone());
        Memo::new(move |_| current.with(|current| current.address() == Some(room.0.as_str())))
    };
    let (tab_stop, at) = (use_tab_stop::<RoomId>(), row.key.clone());
    let is_stop = Memo::new(move |_| tab_stop.is_at(&at));
    let room = row.key.clone();
    let Place { index, count } = place;
    let (label, time, line) = (value.clone(), value.clone(), value.clone());
    let (menu, asked) = (use_row_menu(), row.clone());
    let badge = {
        let value = value.clone();
        Memo::new(move |_| room::badge(&value.read()))
    };
    view! {
        <div
            class="room-item"
            role="listitem"
            aria-posinset=move || (index.get() + 1).to_string()
            aria-setsize=move || count.get().to_string()
            on:contextmenu=move |event| menu.open_under(&asked, &event)
        >
            <a
                class="room-row"
                href=route.fragment()
                aria-current=move || is_open.get().then_some("page")
                aria-label=move || room::label(words, &label.read())
                tabindex=move || if is_stop.get() { "0" } else { "-1" }
                on:focus=move |_| tab_stop.move_to(&room)
                data-unread=move || badge.get().is_some().then_some("true")
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
                    <RowSigns value of_name=false />
                    <UnreadBadge badge />
                </span>
            </a>
            <RowOptions row is_stop />
        </div>
    }
}

/// The button that opens the row's menu. An invitation is answered in the room.
#[component]
fn RowOptions(row: Row<RoomRow>, is_stop: Memo<bool>) -> impl IntoView {
    let (words, menu) = (use_i18n(), use_row_menu());
    let (value, row) = (row.value.clone(), StoredValue::new(row));
    let is_offered = Memo::new(move |_| value.read().section != Section::Invites);
    let ask = move |event: MouseEvent| {
        let button: Element = event_target(&event);
        let button = button.closest("button").ok().flatten();
        if let Some(button) = button {
            row.with_value(|row| menu.open_at(row, &button));
        }
    };
    move || {
        is_offered.get().then(|| {
            view! {
                <button
                    class="room-item__options"
                    type="button"
                    aria-label=t_string!(words, rooms.options)
                    title=t_string!(words, rooms.options)
                    aria-haspopup="menu"
                    aria-expanded=move || row.with_value(|row| menu.is_about(row)).to_string()
                    tabindex=move || if is_stop.get() { "0" } else { "-1" }
                    popovertarget=menu.id()
                    on:click=ask
                >
                    <Icon icon=LuEllipsis />
                </button>
            }
        })
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
    let name = value.clone();
    view! {
        <bdi class="room-row__name">{move || room::title(words, &name.read().name)}</bdi>
        <RowSigns value of_name=true />
    }
}

/// What icons say: of the room itself beside its name, of what goes on in it below.
#[component]
fn RowSigns(value: ArcRwSignal<RoomRow>, of_name: bool) -> impl IntoView {
    let words = use_i18n();
    let is_here = move |sign: &Sign| matches!(sign, Sign::Encrypted | Sign::Public) == of_name;
    let signs = Memo::new(move |_| {
        let mut signs = room::signs(&value.read());
        signs.retain(is_here);
        signs
    });
    let sign = move |sign: Sign| {
        let kind = (sign == Sign::Unsent).then_some("problem");
        view! {
            <span class="room-row__sign" data-kind=kind title=sign.name(words)>
                <Icon icon=icon_of(sign) />
            </span>
        }
    };
    move || signs.get().into_iter().map(sign).collect_view()
}

fn icon_of(sign: Sign) -> IconData {
    match sign {
        Sign::Encrypted => LuLock,
        Sign::Public => LuGlobe,
        Sign::LowPriority => LuArrowDown,
        Sign::Muted => LuBellOff,
        Sign::Unsent => LuCircleAlert,
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
