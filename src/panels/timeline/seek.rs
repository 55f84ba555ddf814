//! Going to a message by its event id, also where it is not loaded yet.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure,
    ids::{EventId, ItemKey},
    timeline::LoadOlder,
};

use super::TimelineContext;
use crate::{
    engine::{EngineClient, use_engine},
    i18n::{failure_text, t_string, use_i18n},
    models::grouping::event_of,
    state::Loadable,
    widgets::use_toasts,
};

/// Pages that are looked through before the search is given up.
const MAX_PAGES: usize = 20;
/// Events of a page.
const PAGE: u16 = 100;

/// Goes to messages.
#[derive(Clone, Copy)]
pub struct Seeker {
    seek: Callback<EventId>,
}

impl Seeker {
    /// Goes to a message.
    pub fn go_to(self, event: EventId) {
        self.seek.run(event);
    }
}

/// What goes to messages of this timeline.
pub fn use_seeker(timeline: TimelineContext) -> Seeker {
    let (words, toasts, engine) = (use_i18n(), use_toasts(), use_engine());
    let seek = move |event: EventId| {
        let engine = engine.clone();
        spawn_local(async move {
            match find(&engine, timeline, &event).await {
                Ok(Some(key)) => {
                    timeline.marked.try_set(Some(event));
                    timeline.view.focus(&key);
                }
                Ok(None) => toasts.complain(t_string!(words, timeline.not_found)),
                Err(failure) => toasts.complain(failure_text(words, &failure)),
            }
        });
    };
    Seeker {
        seek: Callback::new(seek),
    }
}

/// Goes to the message that the address names, whenever it names another one.
pub fn follow_address(timeline: TimelineContext, event: Signal<Option<EventId>>) {
    let seeker = use_seeker(timeline);
    Effect::new(move || {
        let is_ready = timeline
            .list
            .status
            .with(|status| matches!(status, Loadable::Ready(())));
        if let Some(event) = event.get().filter(|_| is_ready) {
            seeker.go_to(event);
        }
    });
}

async fn find(
    engine: &EngineClient,
    timeline: TimelineContext,
    event: &EventId,
) -> Result<Option<ItemKey>, Failure> {
    for _ in 0..MAX_PAGES {
        if let Some(key) = key_of(timeline, event) {
            return Ok(Some(key));
        }
        if timeline.list.list.rows.is_disposed() {
            return Ok(None);
        }
        let loaded = engine
            .call(LoadOlder {
                room: timeline.room(),
                count: PAGE,
            })
            .await?;
        if loaded.is_start {
            break;
        }
    }
    Ok(key_of(timeline, event))
}

fn key_of(timeline: TimelineContext, event: &EventId) -> Option<ItemKey> {
    timeline.list.list.rows.try_with_untracked(|rows| {
        let row = rows.iter().find(|row| {
            let item = row.value.read_untracked();
            event_of(&item).is_some_and(|found| found.event.as_ref() == Some(event))
        });
        row.map(|row| row.key.clone())
    })?
}
