//! The account's sessions: which there are, and what can be done to them.

mod row;

use leptos::prelude::*;
use loggia_protocol::{
    Failure,
    ids::DeviceId,
    sessions::{AccountSession, EndSessions, SessionsFeed},
};

use self::row::SessionRow;
use super::confirm::ConfirmForm;
use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    state::{Loadable, use_action, use_state_feed},
    widgets::{Banner, BannerKind, Button, ButtonKind, Spinner, use_toasts},
};

/// What is being done: one thing at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Doing {
    Nothing,
    Rename(DeviceId),
    End(DeviceId),
    EndOthers,
}

/// The tab. A list that could not be loaded is loaded again by being drawn again.
#[component]
pub fn SessionsTab() -> impl IntoView {
    let turn = RwSignal::new(0_u32);
    let again = Callback::new(move |()| turn.update(|turn| *turn = turn.wrapping_add(1)));
    move || {
        turn.track();
        view! { <Sessions again /> }
    }
}

#[component]
fn Sessions(again: Callback<()>) -> impl IntoView {
    let feed = use_state_feed(SessionsFeed);
    let all = Memo::new(move |_| feed.with(|feed| feed.ready().cloned()).unwrap_or_default());
    let status = Memo::new(move |_| feed.with(Loadable::status));
    move || match status.get() {
        Loadable::Loading => view! { <Wait /> }.into_any(),
        Loadable::Ready(()) => view! { <All all /> }.into_any(),
        Loadable::Failed(failure) => view! { <Unknown failure again /> }.into_any(),
    }
}

#[component]
fn Wait() -> impl IntoView {
    let words = use_i18n();
    view! {
        <p class="settings__wait" role="status">
            <Spinner />
            {t!(words, common.loading)}
        </p>
    }
}

#[component]
fn Unknown(failure: Failure, again: Callback<()>) -> impl IntoView {
    let words = use_i18n();
    view! {
        <Banner kind=BannerKind::Error text=failure_text(words, &failure)>
            <Button on_press=move |_| again.run(())>{t!(words, common.retry)}</Button>
        </Banner>
    }
}

#[component]
fn All(all: Memo<Vec<AccountSession>>) -> impl IntoView {
    let words = use_i18n();
    let doing = RwSignal::new(Doing::Nothing);
    let devices = move || {
        let device = |session: &AccountSession| session.device.clone();
        all.read().iter().map(device).collect::<Vec<_>>()
    };
    let row = move |device: DeviceId| view! { <SessionRow device all doing /> };
    view! {
        <p class="setting__text">{t!(words, sessions.text)}</p>
        <ul class="sessions">
            <For each=devices key=DeviceId::clone children=row />
        </ul>
        <Others all doing />
    }
}

/// Signs all others out at once.
#[component]
fn Others(all: Memo<Vec<AccountSession>>, doing: RwSignal<Doing>) -> impl IntoView {
    let words = use_i18n();
    let others = Memo::new(move |_| {
        let all = all.read();
        let others = all.iter().filter(|session| !session.is_here);
        others
            .map(|session| session.device.clone())
            .collect::<Vec<_>>()
    });
    let ask = move |_| doing.set(Doing::EndOthers);
    view! {
        <Show when=move || !others.read().is_empty()>
            <div>
                <Button kind=ButtonKind::Danger on_press=ask>{t!(words, sessions.end_others)}</Button>
            </div>
            <Show when=move || doing.get() == Doing::EndOthers>
                <EndForm
                    devices=others
                    text=Signal::derive(move || t_string!(words, sessions.end_others_text).to_owned())
                    doing
                />
            </Show>
        </Show>
    }
}

/// Signs sessions out, by the password.
#[component]
fn EndForm(
    /// Which.
    #[prop(into)]
    devices: Signal<Vec<DeviceId>>,
    /// What it says.
    text: Signal<String>,
    doing: RwSignal<Doing>,
) -> impl IntoView {
    let (words, toasts) = (use_i18n(), use_toasts());
    let action = use_action();
    let end = move |password| {
        let devices = devices.get_untracked();
        action.run(EndSessions { devices, password }, move |()| {
            doing.set(Doing::Nothing);
            toasts.say(t_string!(words, sessions.ended));
        });
    };
    view! {
        <ConfirmForm
            text
            label=Signal::derive(move || t_string!(words, session.sign_out).to_owned())
            action
            on_confirm=end
            on_cancel=move |()| doing.set(Doing::Nothing)
        />
    }
}
