//! The list itself: sections that fold, rows that are drawn when they are in view, one tab stop.

use std::ops::Range;

use icondata_lu::LuChevronDown;
use leptos::{html, prelude::*};
use loggia_protocol::{
    ids::RoomId,
    rooms::{RoomRow, Section},
    session::Connection,
};

use super::{
    folded::Folded,
    held::{Held, hold},
    nothing::Nothing,
    parts::{Laid, ROW_HEIGHT, lay_out},
    room_row::RoomRowView,
    row_menu::{RowMenuView, provide_row_menu},
    scrolling::{on_key, read_scroll, root_size, watch_scroll},
    view::ListView,
    walk,
};
use crate::{
    i18n::{Words, t_string, use_i18n},
    models::room::Badge,
    panels::unread_badge::UnreadBadge,
    platform,
    routes::use_router,
    state::{
        ListState, Row, connection::use_connection, follow_list, look::on_look,
        snapshot::use_snapshots,
    },
    widgets::{FixedRows, Icon, Place, Scroll, keep_row_focus, provide_tab_stop},
};

/// All sections.
#[component]
pub fn Sections(view: ListView) -> impl IntoView {
    let state = ListState::<RoomRow>::default();
    use_snapshots().follow_rooms(state, &view.scope().get_untracked());
    let held = hold(state);
    follow_rooms(view, state, held);
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
    begin_at_top(view, scroller);
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
            <Nothing state view parts />
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

/// What is chosen in the space bar is shown from its first room on.
fn begin_at_top(view: ListView, scroller: NodeRef<html::Div>) {
    Effect::new(move |is_other: Option<()>| {
        view.scope().track();
        if let (Some(()), Some(scroller)) = (is_other, scroller.get_untracked()) {
            scroller.set_scroll_top(0);
        }
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
    let open = move || route.with(|route| route.address().map(RoomId::from));
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
                    <UnreadBadge badge=Some(Badge::Dot) />
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

fn section_name(words: Words, section: Section) -> &'static str {
    match section {
        Section::Invites => t_string!(words, rooms.invites),
        Section::Favourites => t_string!(words, rooms.favourites),
        Section::People => t_string!(words, rooms.people),
        Section::Rooms => t_string!(words, rooms.rooms),
        Section::LowPriority => t_string!(words, rooms.low_priority),
    }
}
