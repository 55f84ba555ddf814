//! The list itself: sections that fold, rows that are drawn when they are in view, one tab stop.

use std::ops::Range;

use icondata_lu::{LuChevronDown, LuMessagesSquare, LuSearchX, LuTriangleAlert};
use leptos::{html, prelude::*};
use loggia_protocol::{
    rooms::{RoomListFeed, RoomRow, Section},
    session::Connection,
};

use super::{
    folded::Folded,
    parts::{Laid, Part, ROW_HEIGHT, lay_out, parts_of},
    room_row::RoomRowView,
    scrolling::{on_key, read_scroll, root_size, watch_scroll},
    tab_stop::provide_tab_stop,
    unread::tell_unread,
};
use crate::{
    i18n::{Words, failure_text, t_string, use_i18n},
    platform,
    routes::use_router,
    state::{
        ListState, Loadable, Row, connection::use_connection, follow_list, look::on_look,
        snapshot::use_snapshots,
    },
    widgets::{EmptyState, FixedRows, Icon, Place, Scroll},
};

/// All sections.
#[component]
pub fn Sections(#[prop(into)] search: Signal<String>) -> impl IntoView {
    let words = use_i18n();
    let state = follow_rooms(search);
    tell_unread(state, search);
    let parts = Memo::new(move |_| {
        state.list.version.track();
        state.list.rows.with_untracked(|rows| parts_of(rows))
    });
    let connection = use_connection();
    Effect::new(move || {
        // An account without rooms is known to have none once the server has said so.
        let is_empty = parts.with(Vec::is_empty);
        if !is_empty || is_ready(state) && connection.get() == Connection::Online {
            platform::mark("loggia:rooms-visible");
        }
    });
    let folded = RwSignal::new(Folded::load());
    let scroll = RwSignal::new(Scroll::default());
    let scroller = NodeRef::<html::Div>::new();
    watch_scroll(scroller, scroll);
    let rem = RwSignal::new(root_size());
    on_look(move || rem.set(root_size()));
    let laid = Memo::new(move |_| {
        let (parts, scroll) = (parts.get(), scroll.get());
        folded.with(|folded| lay_out(&parts, folded, scroll, rem.get()))
    });
    watch_tab_stop(state, laid);
    view! {
        <div
            node_ref=scroller
            class="sections"
            on:scroll=move |_| read_scroll(scroller, scroll)
            on:keydown=move |event| on_key(&event, scroller)
        >
            <For
                each=move || {
                    let rem = rem.get();
                    parts.get().into_iter().map(move |part| (part.section, rem)).collect::<Vec<_>>()
                }
                key=|(section, rem)| (*section, rem.to_bits())
                children=move |(section, rem)| {
                    view! { <SectionView section laid state folded row_height=ROW_HEIGHT * rem /> }
                }
            />
            <Nothing words state search parts />
        </div>
    }
}

/// Whether the engine has said which rooms there are.
fn is_ready(state: ListState<RoomRow>) -> bool {
    state.status.with(|status| status.ready().is_some())
}

/// The rooms that are searched for, or all.
fn follow_rooms(search: Signal<String>) -> ListState<RoomRow> {
    let state = ListState::<RoomRow>::default();
    use_snapshots().follow_rooms(state);
    // The search has its own feed: the list goes on showing what it has until the first answer.
    Effect::new(move || {
        search.with(|search| {
            follow_list(
                RoomListFeed {
                    search: search.clone(),
                },
                state,
            )
        });
    });
    state
}

/// One row of what is drawn is a tab stop.
fn watch_tab_stop(state: ListState<RoomRow>, laid: Memo<Vec<Laid>>) {
    let route = use_router().route();
    let drawn = move || {
        state.list.rows.with(|rows| {
            laid.with(|laid| {
                let drawn = laid.iter().flat_map(|laid| laid.drawn_rows(rows));
                drawn.map(|row| row.key.clone()).collect()
            })
        })
    };
    let open = move || route.with(|route| route.address().map(str::to_owned));
    provide_tab_stop(drawn, open);
}

#[component]
fn SectionView(
    section: Section,
    laid: Memo<Vec<Laid>>,
    state: ListState<RoomRow>,
    folded: RwSignal<Folded>,
    row_height: f64,
) -> impl IntoView {
    let words = use_i18n();
    let rows_of = move |which: fn(&Laid) -> &Range<usize>| {
        Memo::new(move |_| {
            laid.with(|laid| {
                let here = laid.iter().find(|laid| laid.section == section);
                here.map_or(0..0, |here| which(here).clone())
            })
        })
    };
    let shown = rows_of(|laid| &laid.shown);
    let drawn = rows_of(|laid| &laid.drawn);
    let is_open = Memo::new(move |_| folded.with(|folded| !folded.has(section)));
    let name = move || section_name(words, section);
    let row = |row: Row<RoomRow>, place: Place| view! { <RoomRowView row place /> };
    view! {
        <div class="section" role="group" aria-label=name>
            <button
                class="section__head"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| folded.update(|folded| folded.toggle(section))
            >
                <Icon icon=LuChevronDown />
                <span>{name}</span>
            </button>
            <FixedRows
                rows=state.list.rows
                part=shown
                height=row_height
                drawn
                children=row
            />
        </div>
    }
}

/// What stands in the place of rooms while there are none.
#[component]
fn Nothing(
    words: Words,
    state: ListState<RoomRow>,
    search: Signal<String>,
    parts: Memo<Vec<Part>>,
) -> impl IntoView {
    let connection = use_connection();
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
            Loadable::Ready(()) if search.with(|search| search.trim().is_empty()) => view! {
                <EmptyState
                    icon=LuMessagesSquare
                    title=t_string!(words, rooms.no_rooms).to_owned()
                    text=t_string!(words, rooms.no_rooms_text).to_owned()
                />
            }
            .into_any(),
            Loadable::Ready(()) => {
                let title = t_string!(words, rooms.no_match, search = search.get()).to_string();
                view! { <EmptyState icon=LuSearchX title /> }.into_any()
            }
        })
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

fn section_name(words: Words, section: Section) -> &'static str {
    match section {
        Section::Invites => t_string!(words, rooms.invites),
        Section::Favourites => t_string!(words, rooms.favourites),
        Section::People => t_string!(words, rooms.people),
        Section::Rooms => t_string!(words, rooms.rooms),
        Section::LowPriority => t_string!(words, rooms.low_priority),
    }
}
