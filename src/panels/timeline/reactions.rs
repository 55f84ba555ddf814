//! Reactions below a message.

use leptos::prelude::*;
use loggia_protocol::{composer::ToggleReaction, ids::ItemKey, timeline::Reaction};

use super::use_timeline;
use crate::{
    i18n::{Words, join_names, t_string, use_i18n},
    panels::composer::use_doing,
};

/// The reactions; a press gives or takes back one's own.
#[component]
pub fn Reactions(reactions: Memo<Option<(Vec<Reaction>, bool)>>, key: ItemKey) -> impl IntoView {
    let words = use_i18n();
    let (doing, room) = (use_doing(), use_timeline().room());
    let chip = move |reaction: Reaction, can_react: bool| {
        let call = ToggleReaction {
            room: room.clone(),
            item: key.clone(),
            key: reaction.key.clone(),
        };
        let who = who(words, &reaction);
        view! {
            <button
                class="reaction"
                type="button"
                aria-pressed=reaction.is_own.to_string()
                aria-label=who.clone()
                title=who
                disabled=!can_react
                on:click=move |_| doing.run(call.clone())
            >
                <span class="reaction__key">{reaction.key}</span>
                <span class="reaction__count">{reaction.count}</span>
            </button>
        }
    };
    move || {
        let (reactions, can_react) = reactions.get()?;
        (!reactions.is_empty()).then(|| {
            let chips = reactions
                .into_iter()
                .map(|reaction| chip(reaction, can_react));
            view! { <div class="reactions">{chips.collect_view()}</div> }
        })
    }
}

fn who(words: Words, reaction: &Reaction) -> String {
    let people = join_names(words, &reaction.people);
    let key = reaction.key.clone();
    let rest = reaction.count.saturating_sub(reaction.people.len() as u32);
    match rest {
        0 => t_string!(words, timeline.reaction, key, people).to_string(),
        rest => t_string!(words, timeline.reaction_more, key, people, count = rest).to_string(),
    }
}
