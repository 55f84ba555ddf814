//! Older messages: loaded before the reader gets to where they are missing.

use leptos::prelude::*;
use loggia_protocol::{
    session::Connection,
    timeline::{ItemKind, LoadOlder, TimelineItem},
};

use super::TimelineContext;
use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    state::{Action, connection::use_connection, use_action},
    widgets::{Banner, BannerKind, Button, Spinner},
};

/// Events of the first page: two or three screens.
const FIRST_PAGE: u16 = 50;
/// Events of those that follow: whoever goes on reading goes far.
const NEXT_PAGE: u16 = 100;

/// Loading older messages.
#[derive(Clone, Copy)]
pub struct Older {
    action: Action,
    is_start: RwSignal<bool>,
    next_page: StoredValue<u16>,
    timeline: TimelineContext,
}

/// Loads a page whenever the beginning of what is there is near, and one that failed again once the server can be reached.
pub fn use_older_pages(timeline: TimelineContext) -> Older {
    let older = Older {
        action: use_action(),
        is_start: RwSignal::new(false),
        next_page: StoredValue::new(FIRST_PAGE),
        timeline,
    };
    // After a gap, or with a new engine, the beginning is not there any more.
    let has_start = Memo::new(move |_| {
        timeline.list.list.rows.with(|rows| {
            let is_start = |item: &TimelineItem| matches!(item.kind, ItemKind::Start);
            rows.first().is_some_and(|row| row.value.with(is_start))
        })
    });
    Effect::new(move |had_start: Option<bool>| {
        let has_start = has_start.get();
        if had_start == Some(true) && !has_start {
            older.is_start.set(false);
        }
        has_start
    });
    let is_needed = Memo::new(move |_| {
        timeline.view.is_near_start().get()
            && timeline.list.status.with(|status| status.ready().is_some())
            && !older.is_start.get()
            && !older.action.is_pending().get()
            && older.action.failure().with(Option::is_none)
    });
    Effect::new(move || {
        if is_needed.get() {
            older.load();
        }
    });
    let connection = use_connection();
    let is_online = Memo::new(move |_| connection.get() == Connection::Online);
    Effect::new(move || {
        let has_failed = older.action.failure().with_untracked(Option::is_some);
        if is_online.get() && has_failed {
            older.load();
        }
    });
    older
}

impl Older {
    fn load(self) {
        let call = LoadOlder {
            room: self.timeline.room(),
            count: self.next_page.get_value(),
        };
        self.action.run(call, move |loaded| {
            self.is_start.set(loaded.is_start);
            self.next_page.set_value(NEXT_PAGE);
        });
    }
}

/// That older messages are being loaded, or why they cannot be.
#[component]
pub fn OlderPages(older: Older) -> impl IntoView {
    let words = use_i18n();
    let is_waiting = Memo::new(move |_| {
        older.action.is_pending().get() && older.timeline.view.is_near_start().get()
    });
    view! {
        <Show when=move || is_waiting.get()>
            <p class="timeline__older" role="status" aria-label=t_string!(words, timeline.loading_older)>
                <Spinner />
            </p>
        </Show>
        {move || older.action.failure().get().map(|failure| {
            let text = format!(
                "{} {}",
                t_string!(words, timeline.load_failed),
                failure_text(words, &failure)
            );
            view! {
                <Banner kind=BannerKind::Error text>
                    <Button on_press=move |_| older.load()>{t!(words, common.retry)}</Button>
                </Banner>
            }
        })}
    }
}
