//! Telling the server that the room was read: when its newest message is on the screen and the page is looked at.

use leptos::{ev, prelude::*};
use loggia_protocol::{ids::EventId, timeline::MarkAsRead};
use web_sys::VisibilityState;

use super::TimelineContext;
use crate::{engine::use_engine, models::grouping::event_of, state::preferences::Preference};

/// Marks the room as read from now on.
pub fn mark_as_read(timeline: TimelineContext) {
    let is_looked_at = RwSignal::new(is_visible());
    let listener = window_event_listener(ev::visibilitychange, move |_| {
        is_looked_at.set(is_visible())
    });
    on_cleanup(move || listener.remove());
    let newest = Memo::new(move |_| {
        timeline.list.list.version.track();
        timeline.list.list.rows.with_untracked(|rows| {
            rows.iter().rev().find_map(|row| {
                row.value
                    .with_untracked(|item| event_of(item).and_then(|event| event.event.clone()))
            })
        })
    });
    let is_read = Memo::new(move |_| is_looked_at.get() && timeline.view.is_at_end().get());
    let engine = use_engine();
    Effect::new(move |before: Option<Option<EventId>>| {
        let before = before.flatten();
        let newest = newest.get();
        if !is_read.get() || newest.is_none() || newest == before {
            return before;
        }
        let (engine, room) = (engine.clone(), timeline.room());
        let is_private = !Preference::SendReceipts.is_on_now();
        leptos::task::spawn_local(async move {
            // Unimportant: the next message brings the next try.
            if let Err(failure) = engine.call(MarkAsRead { room, is_private }).await {
                leptos::logging::warn!("not marked as read: {}", failure.detail);
            }
        });
        newest
    });
}

fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}
