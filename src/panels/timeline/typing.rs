//! Who is typing.

use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    members::{Person, TypingFeed},
};

use crate::{
    i18n::{Words, t_string, use_i18n},
    state::use_state_feed,
};

/// The line. It keeps its height when nobody types.
#[component]
pub fn TypingLine(room: RoomId) -> impl IntoView {
    let words = use_i18n();
    let typing = use_state_feed(TypingFeed { room });
    let people = Memo::new(move |_| {
        typing
            .with(|typing| typing.ready().map(|typing| typing.0.clone()))
            .unwrap_or_default()
    });
    view! {
        <p class="typing" role="status">
            <bdi>{move || people.with(|people| text(words, people))}</bdi>
        </p>
    }
}

fn text(words: Words, people: &[Person]) -> Option<String> {
    let name = |person: &Person| person.name.clone();
    match people {
        [] => None,
        [one] => Some(t_string!(words, timeline.typing.one, name = name(one)).to_string()),
        [one, two] => Some(
            t_string!(
                words,
                timeline.typing.two,
                first = name(one),
                second = name(two)
            )
            .to_string(),
        ),
        [one, rest @ ..] => {
            let count = rest.len() as u32;
            Some(
                t_string!(words, timeline.typing.many, name = name(one), count = count).to_string(),
            )
        }
    }
}
