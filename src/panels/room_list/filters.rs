//! Which rooms are shown: a row of buttons, of which one may be pressed; and a menu for the order.

use icondata_lu::{LuChevronDown, LuSlidersHorizontal};
use leptos::prelude::*;
use loggia_protocol::rooms::{RoomFilter, RoomOrder};

use super::view::{ListView, ORDERS};
use crate::{
    i18n::{Words, t_string, use_i18n},
    state::preferences::Preference,
    widgets::{ChoiceKind, Icon, Menu, MenuChoice, MenuGroup},
};

const FILTERS: [RoomFilter; 6] = [
    RoomFilter::Unread,
    RoomFilter::People,
    RoomFilter::Rooms,
    RoomFilter::Mentions,
    RoomFilter::Invites,
    RoomFilter::Favourites,
];

/// The buttons: one line of them, or all.
#[component]
pub fn Filters(view: ListView) -> impl IntoView {
    let words = use_i18n();
    let is_open = RwSignal::new(false);
    // The one that is pressed is in the line that is always seen.
    let order = move || {
        let pressed = view.filter.get();
        let mut filters = FILTERS.to_vec();
        if !is_open.get() {
            filters.sort_by_key(|filter| *filter != pressed);
        }
        filters
    };
    let more = move || match is_open.get() {
        true => t_string!(words, rooms.fewer_filters),
        false => t_string!(words, rooms.more_filters),
    };
    view! {
        <div
            class="filters"
            role="group"
            aria-label=move || t_string!(words, rooms.filter)
            data-open=move || is_open.get().then_some("")
        >
            <div class="filters__line">
                <For
                    each=order
                    key=|filter| *filter as u8
                    children=move |filter| view! { <Chip view filter /> }
                />
            </div>
            <button
                class="icon-button filters__more"
                type="button"
                aria-label=more
                title=more
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                <Icon icon=LuChevronDown />
            </button>
        </div>
    }
}

#[component]
fn Chip(view: ListView, filter: RoomFilter) -> impl IntoView {
    let words = use_i18n();
    let is_pressed = move || view.filter.get() == filter;
    let press = move |_| {
        view.filter.set(match is_pressed() {
            true => RoomFilter::All,
            false => filter,
        });
    };
    view! {
        <button
            class="filters__chip"
            type="button"
            aria-pressed=move || is_pressed().to_string()
            on:click=press
        >
            {move || name(words, filter)}
        </button>
    }
}

fn name(words: Words, filter: RoomFilter) -> &'static str {
    match filter {
        RoomFilter::All => "",
        RoomFilter::Unread => t_string!(words, rooms.filter_unread),
        RoomFilter::People => t_string!(words, rooms.people),
        RoomFilter::Rooms => t_string!(words, rooms.rooms),
        RoomFilter::Mentions => t_string!(words, rooms.filter_mentions),
        RoomFilter::Invites => t_string!(words, rooms.invites),
        RoomFilter::Favourites => t_string!(words, rooms.favourites),
    }
}

/// How the list looks: its order, and whether what was said last is shown.
#[component]
pub fn ListOptions(view: ListView) -> impl IntoView {
    let words = use_i18n();
    let order_name = move |order| match order {
        RoomOrder::Activity => t_string!(words, rooms.sort_activity),
        RoomOrder::Name => t_string!(words, rooms.sort_name),
        RoomOrder::UnreadFirst => t_string!(words, rooms.sort_unread),
    };
    let choice = move |(order, _): (RoomOrder, &str)| {
        view! {
            <MenuChoice
                kind=ChoiceKind::One
                label=Signal::derive(move || order_name(order).to_owned())
                is_on=Signal::derive(move || view.order() == order)
                on_choose=move |()| view.sort_by(order)
            />
        }
    };
    let previews = Preference::ShowPreviews;
    view! {
        <Menu
            label=Signal::derive(move || t_string!(words, rooms.list_options).to_owned())
            button=|| view! { <Icon icon=LuSlidersHorizontal /> }
        >
            <MenuGroup label=Signal::derive(move || t_string!(words, rooms.sort).to_owned())>
                {ORDERS.map(choice)}
            </MenuGroup>
            <MenuGroup label=Signal::derive(move || t_string!(words, rooms.appearance).to_owned())>
                <MenuChoice
                    kind=ChoiceKind::Switch
                    label=Signal::derive(move || t_string!(words, rooms.previews).to_owned())
                    is_on=Signal::derive(move || previews.is_on())
                    on_choose=move |()| previews.switch(!previews.is_on_now())
                />
            </MenuGroup>
        </Menu>
    }
}
