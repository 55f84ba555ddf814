//! The verification that is under way, step by step.

use leptos::prelude::*;
use loggia_protocol::crypto::{
    AcceptVerification, AnswerEmoji, CancelReason, CancelVerification, Emoji, EmojiAnswer,
    StartVerification, Verification, VerificationFeed, VerificationStage as Stage,
};

use crate::{
    dialogs::failed::Failed,
    i18n::{Words, t, t_string, use_i18n},
    state::{Action, use_action, use_state_feed},
    widgets::{Button, ButtonKind, Dialog, Spinner},
};

/// Shows the flow for as long as there is one.
#[component]
pub fn VerificationDialog() -> impl IntoView {
    let feed = use_state_feed(VerificationFeed);
    let flow = Memo::new(move |_| feed.with(|feed| feed.ready().cloned().flatten()));
    let id = Memo::new(move |_| flow.with(|flow| flow.as_ref().map(|flow| flow.flow.clone())));
    move || id.get().map(|id| view! { <Flow id flow /> })
}

#[component]
fn Flow(id: String, flow: Memo<Option<Verification>>) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let id = StoredValue::new(id);
    let title = Signal::derive(move || {
        flow.with(|flow| {
            flow.as_ref()
                .map(|flow| title(words, flow))
                .unwrap_or_default()
                .to_owned()
        })
    });
    let cancel = move || {
        action.run(
            CancelVerification {
                flow: id.get_value(),
            },
            |()| {},
        )
    };
    view! {
        <Dialog title on_close=move |()| cancel()>
            {move || flow.get().map(|flow| view! { <StageView flow action /> })}
            <Failed action />
        </Dialog>
    }
}

fn title(words: Words, flow: &Verification) -> &'static str {
    match (&flow.stage, flow.is_incoming) {
        (Stage::Requested, true) => t_string!(words, crypto.incoming_title),
        (Stage::Requested, false) => t_string!(words, crypto.requested_title),
        (Stage::Preparing, _) => t_string!(words, crypto.preparing_title),
        (Stage::Comparing(_), _) => t_string!(words, crypto.compare_title),
        (Stage::Waiting, _) => t_string!(words, crypto.waiting_title),
        (Stage::Done, _) => t_string!(words, crypto.done_title),
        (Stage::Cancelled(_), _) => t_string!(words, crypto.cancelled_title),
    }
}

#[component]
fn StageView(flow: Verification, action: Action) -> impl IntoView {
    let words = use_i18n();
    let id = flow.flow.clone();
    match flow.stage {
        Stage::Requested if flow.is_incoming => {
            let session = flow.device_name.or(flow.device.map(|device| device.0));
            view! { <Incoming id session action /> }.into_any()
        }
        Stage::Requested => {
            view! { <Wait text=t_string!(words, crypto.requested_text) id action /> }.into_any()
        }
        Stage::Preparing => {
            view! { <Wait text=t_string!(words, crypto.preparing_text) id action /> }.into_any()
        }
        Stage::Comparing(emoji) => view! { <Compare id emoji action /> }.into_any(),
        Stage::Waiting => {
            view! { <Wait text=t_string!(words, crypto.waiting_text) id action /> }.into_any()
        }
        Stage::Done => {
            view! { <Ended text=t_string!(words, crypto.done_text) id action can_retry=false /> }
                .into_any()
        }
        Stage::Cancelled(reason) => {
            let can_retry = !flow.is_incoming && reason != CancelReason::TakenElsewhere;
            view! { <Ended text=reason_text(words, reason) id action can_retry /> }.into_any()
        }
    }
}

#[component]
fn Incoming(id: String, session: Option<String>, action: Action) -> impl IntoView {
    let words = use_i18n();
    let text = move || {
        let session = session.clone();
        let session =
            session.unwrap_or_else(|| t_string!(words, crypto.incoming_unknown).to_owned());
        t_string!(words, crypto.incoming_text, session).to_string()
    };
    let (accepted, declined) = (id.clone(), id);
    view! {
        <p class="dialog__text">{text}</p>
        <div class="dialog__actions">
            <Button on_press=move |_| action.run(CancelVerification { flow: declined.clone() }, |()| {})>
                {t!(words, crypto.decline)}
            </Button>
            <Button
                kind=ButtonKind::Primary
                is_pending=action.is_pending()
                on_press=move |_| action.run(AcceptVerification { flow: accepted.clone() }, |()| {})
            >
                {t!(words, crypto.accept)}
            </Button>
        </div>
    }
}

#[component]
fn Wait(text: &'static str, id: String, action: Action) -> impl IntoView {
    let words = use_i18n();
    view! {
        <p class="dialog__text verification__wait" role="status">
            <Spinner />
            {text}
        </p>
        <div class="dialog__actions">
            <Button on_press=move |_| action.run(CancelVerification { flow: id.clone() }, |()| {})>
                {t!(words, common.cancel)}
            </Button>
        </div>
    }
}

#[component]
fn Compare(id: String, emoji: Vec<Emoji>, action: Action) -> impl IntoView {
    let words = use_i18n();
    let answer = move |answer| {
        let flow = id.clone();
        move |_| {
            action.run(
                AnswerEmoji {
                    flow: flow.clone(),
                    answer,
                },
                |()| {},
            )
        }
    };
    let tile = |emoji: Emoji| {
        view! {
            <li class="emoji-tile">
                <span class="emoji-tile__symbol" aria-hidden="true">{emoji.symbol}</span>
                <span class="emoji-tile__name">{emoji.name}</span>
            </li>
        }
    };
    view! {
        <p class="dialog__text">{t!(words, crypto.compare_text)}</p>
        <ol class="emoji-tiles" aria-label=t_string!(words, crypto.compare_title)>
            {emoji.into_iter().map(tile).collect_view()}
        </ol>
        <div class="dialog__actions">
            <Button kind=ButtonKind::Danger on_press=answer(EmojiAnswer::Mismatch)>
                {t!(words, crypto.they_differ)}
            </Button>
            <Button
                kind=ButtonKind::Primary
                is_pending=action.is_pending()
                on_press=answer(EmojiAnswer::Match)
            >
                {t!(words, crypto.they_match)}
            </Button>
        </div>
    }
}

#[component]
fn Ended(text: &'static str, id: String, action: Action, can_retry: bool) -> impl IntoView {
    let words = use_i18n();
    let again = move |_| action.run(StartVerification, |()| {});
    view! {
        <p class="dialog__text" role="status">{text}</p>
        <div class="dialog__actions">
            {can_retry.then(|| view! {
                <Button is_pending=action.is_pending() on_press=again>{t!(words, crypto.try_again)}</Button>
            })}
            <Button
                kind=ButtonKind::Primary
                on_press=move |_| action.run(CancelVerification { flow: id.clone() }, |()| {})
            >
                {t!(words, common.done)}
            </Button>
        </div>
    }
}

fn reason_text(words: Words, reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::Here => t_string!(words, crypto.cancelled_here),
        CancelReason::There => t_string!(words, crypto.cancelled_there),
        CancelReason::Mismatch => t_string!(words, crypto.cancelled_mismatch),
        CancelReason::Timeout => t_string!(words, crypto.cancelled_timeout),
        CancelReason::TakenElsewhere => t_string!(words, crypto.cancelled_elsewhere),
        CancelReason::Other => t_string!(words, crypto.cancelled_other),
    }
}
