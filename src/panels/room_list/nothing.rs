//! What stands in the place of rooms while there are none.

use icondata_lu::{LuMessagesSquare, LuSearchX, LuTriangleAlert};
use leptos::prelude::*;
use loggia_protocol::{
    rooms::{RoomFilter, RoomRow},
    session::Connection,
    spaces::Scope,
};

use super::{parts::Part, view::ListView};
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{Words, failure_text, t, t_string, use_i18n},
    state::{ListState, Loadable, connection::use_connection, spaces::use_spaces},
    widgets::{Button, EmptyState},
};

/// Why there are none, or that they are on their way.
#[component]
pub fn Nothing(
    state: ListState<RoomRow>,
    view: ListView,
    parts: RwSignal<Vec<Part>>,
) -> impl IntoView {
    let (words, connection) = (use_i18n(), use_connection());
    // What the server has is not known before it has answered once.
    let is_known = move || connection.with(|connection| *connection != Connection::Starting);
    move || {
        state.status.with(|status| match status {
            Loadable::Loading => view! { <Skeleton /> }.into_any(),
            Loadable::Failed(failure) => {
                let text = failure_text(words, failure);
                view! {
                    <EmptyState
                        icon=LuTriangleAlert
                        title=t_string!(words, rooms.failed).to_owned()
                        text=text
                    />
                }
                .into_any()
            }
            Loadable::Ready(()) if parts.with(|parts| !parts.is_empty()) => ().into_any(),
            Loadable::Ready(()) if !is_known() => view! { <Skeleton /> }.into_any(),
            Loadable::Ready(()) if view.search.with(|search| search.trim().is_empty()) => {
                view! { <NoRooms view /> }.into_any()
            }
            Loadable::Ready(()) => {
                let search = view.search.get();
                let title = t_string!(words, rooms.no_match, search).to_string();
                view! { <EmptyState icon=LuSearchX title /> }.into_any()
            }
        })
    }
}

/// There are none of the kind that is wanted.
#[component]
fn NoRooms(view: ListView) -> impl IntoView {
    let words = use_i18n();
    move || {
        let (filter, scope) = (view.filter.get(), view.scope().get());
        let title = match filter {
            RoomFilter::All => nothing_in(words, &scope),
            filter => nothing_of(words, filter),
        };
        match (filter, scope) {
            (RoomFilter::All, Scope::Home) => {
                let text = t_string!(words, rooms.no_rooms_text).to_owned();
                view! { <EmptyState icon=LuMessagesSquare title=title.to_owned() text /> }
                    .into_any()
            }
            (RoomFilter::All, Scope::Space(_)) => view! {
                <EmptyState icon=LuMessagesSquare title=title.to_owned()>
                    <AddRooms />
                </EmptyState>
            }
            .into_any(),
            _ => view! { <EmptyState icon=LuMessagesSquare title=title.to_owned() /> }.into_any(),
        }
    }
}

/// Puts rooms into the space that is chosen, for whoever may.
#[component]
fn AddRooms() -> impl IntoView {
    let (words, spaces, dialogs) = (use_i18n(), use_spaces(), use_dialogs());
    let space = Memo::new(move |_| {
        let row = spaces.row(&spaces.open_space()?)?;
        row.can_arrange.then_some(row.space)
    });
    move || {
        space.get().map(|space| {
            let add = move |_| dialogs.open(OpenDialog::AddToSpace(space.clone()));
            view! { <Button on_press=add>{t!(words, spaces.add_rooms)}</Button> }
        })
    }
}

/// An entry of the space bar has no rooms.
fn nothing_in(words: Words, scope: &Scope) -> &'static str {
    match scope {
        Scope::Home => t_string!(words, rooms.no_rooms),
        Scope::Favourites => t_string!(words, rooms.no_favourites),
        Scope::People => t_string!(words, rooms.no_people),
        Scope::Others => t_string!(words, spaces.no_others),
        Scope::Space(_) => t_string!(words, spaces.no_rooms),
    }
}

/// No room passes the filter.
fn nothing_of(words: Words, filter: RoomFilter) -> &'static str {
    match filter {
        RoomFilter::All => t_string!(words, rooms.no_rooms),
        RoomFilter::Unread => t_string!(words, rooms.no_unread),
        RoomFilter::People => t_string!(words, rooms.no_people),
        RoomFilter::Rooms => t_string!(words, rooms.no_groups),
        RoomFilter::Mentions => t_string!(words, rooms.no_mentions),
        RoomFilter::Invites => t_string!(words, rooms.no_invites),
        RoomFilter::Favourites => t_string!(words, rooms.no_favourites),
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    const N_ROWS: usize = 8;
    let row = || {
        view! {
            <div class="room-row room-row--skeleton">
                <span class="skeleton skeleton--round"></span>
                <span class="skeleton"></span>
            </div>
        }
    };
    view! { <div aria-hidden="true">{(0..N_ROWS).map(|_| row()).collect_view()}</div> }
}
