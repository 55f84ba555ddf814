//! The list itself: sections that fold, rows that are drawn when they are in view, one tab stop.

use std::ops::Range;

use icondata_lu::{LuChevronDown, LuMessagesSquare, LuSearchX, LuTriangleAlert};
use leptos::{html, prelude::*};
use loggia_protocol::{
    rooms::{RoomFilter, RoomRow, Section},
    session::Connection,
};

use super::{
    filters::nothing,
    folded::Folded,
    held::{Held, hold},
    parts::{Laid, Part, ROW_HEIGHT, lay_out},
    room_row::RoomRowView,
    row_menu::{RowMenuView, provide_row_menu},
    scrolling::{on_key, read_scroll, root_size, watch_scroll},
    tab_stop::provide_tab_stop,
    unread::tell_unread,
    view::ListView,
    walk,
};
use crate::{
    i18n::{Words, failure_text, t_string, use_i18n},
    platform,
    routes::use_router,
    state::{
        ListState, Loadable, Row, connection::use_connection, follow_list, look::on_look,
        snapshot::use_snapshots,
    },
    widgets::{EmptyState, FixedRows, Icon, Place, Scroll, keep_row_focus},
};

/// All sections.
#[component]
pub fn Sections(view: ListView) -> impl IntoView {
    let words = use_i18n();
    let state = ListState::<RoomRow>::default();
    use_snapshots().follow_rooms(state);
    let held = hold(state);
    follow_rooms(view, state, held);
    tell_unread(state, view);
    let parts = held.parts;
    let menu = provide_row_menu(held);
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
    watch_tab_stop(held, laid);
    walk::listen(held, folded, rem, scroll, scroller);
    view! {
        <div
            node_ref=scroller
            class="sections"
            on:scroll=move |_| read_scroll(scroller, scroll)
            on:keydown=move |event| on_key(&event, scroller)
            on:pointermove=move |event| held.on_move(&event)
            on:pointerleave=move |_| held.release()
        >
            <For
                each=move || {
                    if let Some(scroller) = scroller.get_untracked() {
                        keep_row_focus(&scroller);
                    }
                    let rem = rem.get();
                    parts.get().into_iter().map(move |part| (part.section, rem)).collect::<Vec<_>>()
                }
                key=|(section, rem)| (*section, rem.to_bits())
                children=move |(section, rem)| {
                    view! { <SectionView section laid held folded row_height=ROW_HEIGHT * rem /> }
                }
            />
            <Nothing words state view parts />
        </div>
        <RowMenuView menu />
    }
}

/// Whether the engine has said which rooms there are.
fn is_ready(state: ListState<RoomRow>) -> bool {
    state.status.with(|status| status.ready().is_some())
}

/// Has the list follow what is asked for.
fn follow_rooms(view: ListView, state: ListState<RoomRow>, held: Held) {
    // What is asked for has a feed of its own: the list goes on showing what it has until the first answer.
    Effect::new(move |is_other: Option<()>| {
        if is_other.is_some() {
            held.let_go();
        }
        follow_list(view.feed(), state);
    });
}

/// One row of what is drawn is a tab stop.
fn watch_tab_stop(held: Held, laid: Memo<Vec<Laid>>) {
    let route = use_router().route();
    let drawn = move || {
        held.rows.with(|rows| {
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
    held: Held,
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
    // What goes on in a folded section is not missed.
    let has_news = move || {
        held.version.track();
        let part = held
            .parts
            .get()
            .into_iter()
            .find(|part| part.section == section);
        let rows = part.map(|part| part.start..part.start + part.count);
        held.rows.with(|all| {
            let rows = rows.and_then(|rows| all.get(rows)).unwrap_or_default();
            rows.iter()
                .any(|row| row.value.read_untracked().is_unread())
        })
    };
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
                <Show when=move || !is_open.get() && has_news()>
                    <span class="room-row__badge" data-kind="dot" aria-hidden="true"></span>
                </Show>
            </button>
            <FixedRows
                rows=held.rows
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
    view: ListView,
    parts: RwSignal<Vec<Part>>,
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
            Loadable::Ready(()) if view.search.with(|search| search.trim().is_empty()) => {
                let filter = view.filter.get();
                let text = match filter {
                    RoomFilter::All => t_string!(words, rooms.no_rooms_text),
                    _ => "",
                };
                let (title, text) = (nothing(words, filter).to_owned(), text.to_owned());
                view! { <EmptyState icon=LuMessagesSquare title text /> }.into_any()
            }
            Loadable::Ready(()) => {
                let search = view.search.get();
                let title = t_string!(words, rooms.no_match, search).to_string();
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
