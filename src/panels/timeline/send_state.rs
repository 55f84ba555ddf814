//! How far one's own message is on its way.

use icondata_lu::{LuCircleAlert, LuCircleCheck, LuClock3};
use leptos::prelude::*;
use loggia_protocol::{
    Failure,
    composer::{DiscardMessage, RetrySend},
    ids::ItemKey,
    timeline::SendState,
};

use super::use_timeline;
use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    panels::composer::use_doing,
    widgets::Icon,
};

/// The state: an icon while all is well, words and buttons where it is not.
#[component]
pub fn SendStateView(state: Memo<Option<Option<SendState>>>, key: ItemKey) -> impl IntoView {
    let words = use_i18n();
    move || {
        match state.get().flatten() {
        None | Some(SendState::Received) => ().into_any(),
        Some(SendState::Sending) => view! {
            <span class="send-state" role="img" aria-label=t_string!(words, timeline.sending) title=t_string!(words, timeline.sending)>
                <Icon icon=LuClock3 />
            </span>
        }
        .into_any(),
        Some(SendState::Sent) => view! {
            <span class="send-state" role="img" aria-label=t_string!(words, timeline.sent) title=t_string!(words, timeline.sent)>
                <Icon icon=LuCircleCheck />
            </span>
        }
        .into_any(),
        Some(SendState::Failed(failure)) => {
            view! { <NotSent failure key=key.clone() /> }.into_any()
        }
    }
    }
}

#[component]
fn NotSent(failure: Failure, key: ItemKey) -> impl IntoView {
    let words = use_i18n();
    let (doing, room) = (use_doing(), use_timeline().room());
    let retry = RetrySend {
        room: room.clone(),
        item: key.clone(),
    };
    let discard = DiscardMessage { room, item: key };
    let reason = failure_text(words, &failure);
    view! {
        <p class="send-state send-state--failed" role="alert">
            <Icon icon=LuCircleAlert />
            <span>{t!(words, timeline.not_sent)} ". " {reason}</span>
            <button class="link-button" type="button" on:click=move |_| doing.run(retry.clone())>
                {t!(words, common.retry)}
            </button>
            <button class="link-button" type="button" on:click=move |_| doing.run(discard.clone())>
                {t!(words, timeline.discard)}
            </button>
        </p>
    }
}
