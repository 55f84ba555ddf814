//! The list itself: sections that fold, rows that are drawn when they are in view, one tab stop.

use icondata_lu::{LuChevronDown, LuMessagesSquare, LuSearchX, LuTriangleAlert};
use leptos::{html, prelude::*};
use loggia_protocol::{
    rooms::{RoomListFeed, RoomRow, Section},
    session::Connection,
};

use super::{
    folded::Folded,
    room_row::RoomRowView,
    scrolling::{on_key, read_scroll, rem, watch_scroll},
};
use crate::{
    i18n::{Words, failure_text, t_string, use_i18n},
    platform,
    state::{
        ListState, Loadable, Row, connection::use_connection, follow_list, snapshot::use_snapshots,
    },
    widgets::{EmptyState, FixedRows, Icon, Place, Scroll},
};

/// A row's height in rem, as the style sheet has it.
const ROW_HEIGHT: f64 = 3.5;
/// A section's head, likewise.
const HEAD_HEIGHT: f64 = 2.0;

/// A section with rooms in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    section: Section,
    start: usize,
    count: usize,
}

/// All sections.
#[component]
pub fn Sections(#[prop(into)] search: Signal<String>) -> impl IntoView {
    let words = use_i18n();
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
    let parts = Memo::new(move |_| {
        state.list.version.track();
        state.list.rows.with_untracked(|rows| parts_of(rows))
    });
    Effect::new(move || {
        if parts.with(|parts| !parts.is_empty()) {
            platform::mark("loggia:rooms-visible");
        }
    });
    let folded = RwSignal::new(Folded::load());
    let scroll = RwSignal::new(Scroll::default());
    let scroller = NodeRef::<html::Div>::new();
    watch_scroll(scroller, scroll);
    view! {
        <div
            node_ref=scroller
            class="sections"
            on:scroll=move |_| read_scroll(scroller, scroll)
            on:keydown=move |event| on_key(&event, scroller)
        >
            <For
                each=move || parts.get()
                key=|part| part.section
                children=move |part| {
                    view! { <SectionView section=part.section parts state folded scroll /> }
                }
            />
            <Nothing words state search parts />
        </div>
    }
}

#[component]
fn SectionView(
    section: Section,
    parts: Memo<Vec<Part>>,
    state: ListState<RoomRow>,
    folded: RwSignal<Folded>,
    scroll: RwSignal<Scroll>,
) -> impl IntoView {
    let words = use_i18n();
    let part = Memo::new(move |_| {
        parts.with(|parts| parts.iter().find(|part| part.section == section).copied())
    });
    let is_open = Memo::new(move |_| folded.with(|folded| !folded.has(section)));
    let shown = Memo::new(move |_| match part.get() {
        Some(Part { start, count, .. }) if is_open.get() => start..start + count,
        _ => 0..0,
    });
    let rem = rem();
    let begins_at = Signal::derive(move || {
        let before = parts
            .get()
            .into_iter()
            .take_while(|part| part.section != section);
        let height = |part: Part| {
            let n_rows = if folded.with(|folded| folded.has(part.section)) {
                0
            } else {
                part.count
            };
            HEAD_HEIGHT + n_rows as f64 * ROW_HEIGHT
        };
        (before.map(height).sum::<f64>() + HEAD_HEIGHT) * rem
    });
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
                height=ROW_HEIGHT * rem
                begins_at
                scroll
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

/// The sections that have rooms; rows come in the sections' order.
fn parts_of(rows: &[Row<RoomRow>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let section = row.value.read_untracked().section;
        match parts.last_mut() {
            Some(part) if part.section == section => part.count += 1,
            _ => parts.push(Part {
                section,
                start: index,
                count: 1,
            }),
        }
    }
    parts
}
