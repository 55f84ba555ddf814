//! An entry of the timeline: a date, a mark, a happening, a message.

use leptos::prelude::*;
use loggia_protocol::timeline::{ItemKind, TimelineItem};

use super::{message::MessageView, use_timeline};
use crate::{
    i18n::{day_name, t, t_string, use_i18n},
    models::grouping::is_continuation,
    widgets::Virtual,
};

/// Which kind of entry it is; it hardly ever changes while its key stays.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Date(u64),
    ReadMarker,
    Start,
    Event,
}

/// The entry.
#[component]
pub fn TimelineRow(item: Virtual<TimelineItem>) -> impl IntoView {
    let Virtual {
        row,
        before,
        index,
        tab_index,
    } = item;
    let value = row.value.clone();
    let kind = Memo::new(move |_| match &value.read().kind {
        ItemKind::Date(at) => Kind::Date(*at),
        ItemKind::ReadMarker => Kind::ReadMarker,
        ItemKind::Start => Kind::Start,
        ItemKind::Event(_) => Kind::Event,
    });
    let is_continued = {
        let value = row.value.clone();
        Memo::new(move |_| {
            let before = before.get().map(|before| before.value.get());
            is_continuation(before.as_ref(), &value.read())
        })
    };
    let row = StoredValue::new(row);
    move || match kind.get() {
        Kind::Date(at) => view! { <DateLine at /> }.into_any(),
        Kind::ReadMarker => view! { <ReadMarker /> }.into_any(),
        Kind::Start => view! { <Start /> }.into_any(),
        Kind::Event => {
            let row = row.get_value();
            view! { <MessageView row index tab_index is_continued=is_continued.into() /> }
                .into_any()
        }
    }
}

#[component]
fn DateLine(at: u64) -> impl IntoView {
    let words = use_i18n();
    let name = move || day_name(words, at);
    view! {
        <div class="date-line" role="separator" aria-label=name>
            <span>{name}</span>
        </div>
    }
}

#[component]
fn ReadMarker() -> impl IntoView {
    let words = use_i18n();
    view! {
        <div class="read-marker" role="separator" aria-label=move || t_string!(words, timeline.new_label)>
            <span>{t!(words, timeline.new)}</span>
        </div>
    }
}

#[component]
fn Start() -> impl IntoView {
    let words = use_i18n();
    let name = use_timeline().name();
    view! {
        <p class="timeline__start">
            {move || t_string!(words, timeline.start, room = name.get()).to_string()}
        </p>
    }
}
