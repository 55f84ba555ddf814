//! Who has read up to a message.

use leptos::prelude::*;
use loggia_protocol::members::Person;

use crate::{
    i18n::{Words, join_names, t_string, use_i18n},
    state::media::avatar_url,
    widgets::{Avatar, AvatarSize},
};

/// The readers' pictures.
#[component]
pub fn Readers(readers: Memo<Option<(Vec<Person>, u32)>>) -> impl IntoView {
    let words = use_i18n();
    move || {
        let (people, n_readers) = readers.get()?;
        (!people.is_empty()).then(|| {
            let label = label(words, &people, n_readers);
            let rest = n_readers.saturating_sub(people.len() as u32);
            let picture = |person: Person| {
                let size = AvatarSize::Tiny;
                let picture = person.avatar.map(|avatar| avatar_url(avatar, size.edge()));
                view! { <Avatar seed=person.user.0 name=person.name picture size /> }
            };
            view! {
                <span class="readers" role="img" aria-label=label.clone() title=label>
                    {(rest > 0).then(|| format!("+{rest}"))}
                    {people.into_iter().map(picture).collect_view()}
                </span>
            }
        })
    }
}

fn label(words: Words, people: &[Person], n_readers: u32) -> String {
    let names: Vec<_> = people.iter().map(|person| person.name.clone()).collect();
    let names = join_names(words, &names);
    match n_readers.saturating_sub(people.len() as u32) {
        0 => t_string!(words, timeline.read_by, names).to_string(),
        rest => t_string!(words, timeline.read_by_more, names, count = rest).to_string(),
    }
}
