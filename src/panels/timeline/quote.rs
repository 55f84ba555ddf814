//! The message that another one answers.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::timeline::{ItemKind, LoadQuote, Quote, QuoteState, TimelineItem};

use super::{seek::use_seeker, use_timeline};
use crate::{
    engine::use_engine,
    i18n::{t, t_string, use_i18n},
    models::preview,
    state::Row,
    widgets::hue,
};

/// The quote; a press goes to the message.
#[component]
pub fn QuoteView(quote: Quote, row: Row<TimelineItem>) -> impl IntoView {
    let words = use_i18n();
    let timeline = use_timeline();
    let seeker = use_seeker(timeline);
    if quote.state == QuoteState::Loading {
        load(&row);
    }
    let event = quote.event;
    match quote.state {
        QuoteState::Loading => {
            view! { <p class="quote quote--empty">{t!(words, timeline.quote_loading)}</p> }
                .into_any()
        }
        QuoteState::Missing => {
            view! { <p class="quote quote--empty">{t!(words, timeline.quote_missing)}</p> }
                .into_any()
        }
        QuoteState::Ready {
            sender,
            preview: kind,
        } => {
            let name = sender.name.clone();
            let label =
                move || t_string!(words, timeline.reply_to, name = name.clone()).to_string();
            view! {
                <button
                    class="quote"
                    type="button"
                    title=label
                    on:click=move |_| seeker.go_to(event.clone())
                >
                    <bdi class="quote__sender" data-hue=hue(&sender.user.0)>{sender.name}</bdi>
                    <bdi class="quote__text">{preview::text(words, &kind)}</bdi>
                </button>
            }
            .into_any()
        }
    }
}

/// Asks for the quoted message; it arrives in the timeline.
fn load(row: &Row<TimelineItem>) {
    let event = match &row.value.read_untracked().kind {
        ItemKind::Event(event) => event.event.clone(),
        _ => None,
    };
    let Some(event) = event else { return };
    let (engine, room) = (use_engine(), use_timeline().room());
    spawn_local(async move {
        if let Err(failure) = engine.call(LoadQuote { room, event }).await {
            leptos::logging::warn!("a quote is missing: {}", failure.detail);
        }
    });
}
