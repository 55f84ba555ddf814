//! A room's messages: the list, what is above and below it, reading receipts.

mod body;
mod change;
pub mod download;
mod file;
mod image;
mod message;
mod more_menu;
mod pages;
mod poll;
mod quote;
mod reactions;
mod readers;
mod reading;
mod row;
mod seek;
mod send_state;
mod toolbar;
mod typing;
mod upload;

use icondata_lu::{LuArrowDown, LuTriangleAlert};
use leptos::prelude::*;
use loggia_protocol::{
    ids::{EventId, ItemKey, RoomId},
    timeline::{ItemKind, TimelineFeed, TimelineItem},
};

use self::{
    pages::{OlderPages, use_older_pages},
    reading::mark_as_read,
    row::TimelineRow,
    typing::TypingLine,
};
use super::composer::use_composer;
use crate::{
    i18n::{failure_text, t_string, use_i18n},
    platform,
    state::{ListState, Loadable, snapshot::use_snapshots, use_list_feed},
    widgets::{EmptyState, Icon, ListView, VirtualList},
};

/// What a message's parts need to know of the timeline around them.
#[derive(Clone, Copy)]
pub struct TimelineContext {
    /// The messages.
    pub list: ListState<TimelineItem>,
    /// The view of them.
    pub view: ListView<TimelineItem>,
    /// The message that shows what can be done with it.
    pub active: RwSignal<Option<ItemKey>>,
    /// The message that was jumped to.
    pub marked: RwSignal<Option<EventId>>,
    room: StoredValue<RoomId>,
    name: Signal<String>,
}

impl TimelineContext {
    /// Which room.
    pub fn room(self) -> RoomId {
        self.room.get_value()
    }

    /// The room's name.
    pub fn name(self) -> Signal<String> {
        self.name
    }
}

/// The timeline around the calling component.
pub fn use_timeline() -> TimelineContext {
    expect_context()
}

/// The panel.
#[component]
pub fn TimelinePanel(
    room: RoomId,
    name: Signal<String>,
    /// The event that the address names.
    event: Signal<Option<EventId>>,
) -> impl IntoView {
    let words = use_i18n();
    let list = use_list_feed(TimelineFeed { room: room.clone() });
    use_snapshots().follow_timeline(&room, list);
    let composer = use_composer();
    let view = ListView::new(list.list.rows, composer.left_at());
    on_cleanup(move || composer.leave_at(view.anchor()));
    let timeline = TimelineContext {
        list,
        view,
        active: RwSignal::new(None),
        marked: RwSignal::new(None),
        room: StoredValue::new(room.clone()),
        name,
    };
    provide_context(timeline);
    composer.set_timeline(list, view);
    let older = use_older_pages(timeline);
    mark_as_read(timeline);
    seek::follow_address(timeline, event);
    let has_rows = Memo::new(move |_| list.list.rows.with(|rows| !rows.is_empty()));
    Effect::new(move || {
        if has_rows.get() {
            platform::mark("loggia:timeline-visible");
        }
    });
    let nothing = move || match list.status.get() {
        Loadable::Failed(failure) => Some(
            view! {
                <EmptyState
                    icon=LuTriangleAlert
                    title=t_string!(words, timeline.failed).to_owned()
                    text=failure_text(words, &failure)
                />
            }
            .into_any(),
        ),
        Loadable::Loading => Some(view! { <Skeleton /> }.into_any()),
        Loadable::Ready(()) => None,
    };
    view! {
        <div class="timeline" data-region="">
            <OlderPages older />
            {nothing}
            <VirtualList
                view
                role="log"
                label=Signal::derive(move || t_string!(words, timeline.timeline).to_owned())
                is_stop=is_message
                children=|item| view! { <TimelineRow item /> }
            />
            <JumpToEnd timeline />
        </div>
        <TypingLine room />
    }
}

fn is_message(item: &TimelineItem) -> bool {
    matches!(item.kind, ItemKind::Event(_))
}

#[component]
fn JumpToEnd(timeline: TimelineContext) -> impl IntoView {
    let words = use_i18n();
    let label = move || t_string!(words, timeline.jump_to_newest);
    view! {
        <Show when=move || !timeline.view.is_at_end().get()>
            <button
                class="timeline__jump"
                type="button"
                aria-label=label
                title=label
                on:click=move |_| timeline.view.go_to_end()
            >
                <Icon icon=LuArrowDown />
            </button>
        </Show>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    const N_LINES: usize = 6;
    let line = |_| {
        view! {
            <div class="timeline__skeleton">
                <span class="skeleton skeleton--round"></span>
                <span class="skeleton"></span>
            </div>
        }
    };
    view! { <div class="timeline__waiting" aria-hidden="true">{(0..N_LINES).map(line).collect_view()}</div> }
}
