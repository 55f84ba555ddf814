//! A poll as it stands.

use leptos::prelude::*;
use loggia_protocol::timeline::{Poll, PollAnswer};

use crate::i18n::{t, t_string, use_i18n};

/// The poll.
#[component]
pub fn PollView(poll: Poll) -> impl IntoView {
    let words = use_i18n();
    let is_hidden = poll.is_closed_kind && !poll.is_over;
    let most = poll
        .answers
        .iter()
        .map(|answer| answer.n_votes)
        .max()
        .unwrap_or(0)
        .max(1);
    let (n_voters, is_over) = (poll.n_voters, poll.is_over);
    let status = move || {
        let votes = t_string!(words, timeline.poll_votes, count = n_voters).to_string();
        match (is_over, is_hidden) {
            (true, _) => format!("{}, {votes}", t_string!(words, timeline.poll_over)),
            (false, true) => t_string!(words, timeline.poll_hidden).to_owned(),
            (false, false) => votes,
        }
    };
    let answer = move |answer: PollAnswer| view! { <Answer answer most is_hidden /> };
    view! {
        <section class="poll" aria-label=move || t_string!(words, timeline.poll)>
            <p class="poll__question" dir="auto">{poll.question}</p>
            <ul class="poll__answers">{poll.answers.into_iter().map(answer).collect_view()}</ul>
            <p class="poll__status">{status}</p>
        </section>
    }
}

#[component]
fn Answer(answer: PollAnswer, most: u32, is_hidden: bool) -> impl IntoView {
    let words = use_i18n();
    let share = u64::from(answer.n_votes) * 100 / u64::from(most);
    let n_votes = answer.n_votes;
    view! {
        <li class="poll__answer" data-own=answer.is_own.then_some("true")>
            <span class="poll__text" dir="auto">{answer.text}</span>
            {answer.is_own.then(|| view! { <span class="said">{t!(words, timeline.poll_chosen)}</span> })}
            {(!is_hidden).then(|| view! {
                <span class="poll__count">
                    {move || t_string!(words, timeline.poll_votes, count = n_votes).to_string()}
                </span>
                <span class="poll__bar" style:inline-size=format!("{share}%")></span>
            })}
        </li>
    }
}
