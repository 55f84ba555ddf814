//! Something that happened, in one line.

use leptos::prelude::*;
use loggia_protocol::timeline::{Content, ItemKind, TimelineItem};

use crate::{
    i18n::{clock_time, full_time, use_i18n},
    models::change,
    state::{Row, media::avatar_url},
    widgets::{Avatar, AvatarSize},
};

/// The line.
#[component]
pub fn ChangeLine(row: Row<TimelineItem>) -> impl IntoView {
    let words = use_i18n();
    let value = row.value;
    let shown = Memo::new(move |_| match &value.read().kind {
        ItemKind::Event(event) => match &event.content {
            Content::Change(change) => Some((event.sender.clone(), change.clone(), event.sent_at)),
            _ => None,
        },
        _ => None,
    });
    move || {
        shown.get().map(|(sender, happened, at)| {
            let text = change::text(words, &happened, &sender.name);
            let size = AvatarSize::Tiny;
            let picture = sender.avatar.map(|avatar| avatar_url(avatar, size.edge()));
            view! {
                <div class="change-line">
                    <Avatar seed=sender.user.0 name=sender.name picture size />
                    <p class="change-line__text"><bdi>{text}</bdi></p>
                    <time class="message__time" title=full_time(words, at)>{clock_time(words, at)}</time>
                </div>
            }
        })
    }
}
