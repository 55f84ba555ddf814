//! One session: what is known of it, and what can be done to it.

use leptos::prelude::*;
use loggia_protocol::{
    crypto::{SessionTrust, VerifySession},
    failure::Field as At,
    ids::DeviceId,
    sessions::{AccountSession, DeviceTrust, RenameSession},
};

use super::{Doing, EndForm};
use crate::{
    dialogs::{OpenDialog, failed::Failed, use_dialogs},
    i18n::{Words, field_problem, full_time, t, t_string, use_i18n},
    state::{Action, crypto::use_crypto, use_action},
    widgets::{Button, ButtonKind, Field, InlineForm, next_id},
};

/// The row.
#[component]
pub fn SessionRow(
    device: DeviceId,
    all: Memo<Vec<AccountSession>>,
    doing: RwSignal<Doing>,
) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let id = device.clone();
    let session = Memo::new(move |_| all.read().iter().find(|it| it.device == id).cloned());
    let name = Memo::new(move |_| session.read().as_ref().map(|it| name_of(words, it)));
    let name_id = next_id();
    let (rename, end) = (Doing::Rename(device.clone()), Doing::End(device.clone()));
    let under_way = move || match doing.get() {
        now if now == rename => {
            view! { <RenameForm device=device.clone() session doing /> }.into_any()
        }
        now if now == end => {
            let ended = device.clone();
            let text = move || {
                let name = name.get().unwrap_or_default();
                t_string!(words, sessions.end_text, name).to_string()
            };
            let devices = Signal::derive(move || vec![ended.clone()]);
            view! { <EndForm devices text=Signal::derive(text) doing /> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <li class="session" aria-labelledby=name_id.clone()>
            <div class="session__facts">
                <p class="session__name" id=name_id.clone()><bdi>{move || name.get()}</bdi></p>
                {move || session.get().map(|session| view! { <Facts session /> })}
            </div>
            {move || session.get().map(|session| view! { <Actions session doing action /> })}
            <Failed action />
            {under_way}
        </li>
    }
}

fn name_of(words: Words, session: &AccountSession) -> String {
    let unnamed = || t_string!(words, sessions.unnamed).to_owned();
    session.name.clone().unwrap_or_else(unnamed)
}

/// What is known, in the order of what counts.
#[component]
fn Facts(session: AccountSession) -> impl IntoView {
    let words = use_i18n();
    let here = move || view! { <span>{t!(words, sessions.here)}</span> };
    let seen = |at: u64| {
        let at = move || view! { <time>{full_time(words, at)}</time> };
        view! { <span>{t!(words, sessions.seen, at)}</span> }
    };
    view! {
        <p class="setting__text session__list">
            {session.is_here.then(here)}
            <span>{move || trust_text(words, session.trust)}</span>
            {session.seen_at.map(seen)}
            {session.seen_from.map(|address| view! { <code>{address}</code> })}
            <code>{session.device.0}</code>
        </p>
    }
}

fn trust_text(words: Words, trust: DeviceTrust) -> &'static str {
    match trust {
        DeviceTrust::Verified => t_string!(words, sessions.verified),
        DeviceTrust::Unverified => t_string!(words, sessions.unverified),
        DeviceTrust::NoEncryption => t_string!(words, sessions.no_encryption),
    }
}

#[component]
fn Actions(session: AccountSession, doing: RwSignal<Doing>, action: Action) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let is_here = session.is_here;
    let rename = Doing::Rename(session.device.clone());
    let end = Doing::End(session.device.clone());
    let end = move |_| match is_here {
        true => dialogs.open(OpenDialog::SignOut),
        false => doing.set(end.clone()),
    };
    view! {
        <div class="session__actions">
            <VerifyButton session action />
            <Button kind=ButtonKind::Quiet on_press=move |_| doing.set(rename.clone())>
                {t!(words, sessions.rename)}
            </Button>
            <Button kind=ButtonKind::Quiet on_press=end>{t!(words, session.sign_out)}</Button>
        </div>
    }
}

/// Only a session that is verified itself can verify others.
#[component]
fn VerifyButton(session: AccountSession, action: Action) -> impl IntoView {
    let (words, dialogs, crypto) = (use_i18n(), use_dialogs(), use_crypto());
    let is_trusted = Memo::new(move |_| {
        let crypto = crypto.read();
        crypto
            .as_ref()
            .is_some_and(|it| it.trust == SessionTrust::Verified)
    });
    let is_unverified = session.trust == DeviceTrust::Unverified;
    let is_offered = move || is_unverified && (session.is_here || is_trusted.get());
    let (is_here, device) = (session.is_here, session.device);
    let verify = Callback::new(move |_| match is_here {
        true => dialogs.open(OpenDialog::VerifySession),
        false => {
            let device = device.clone();
            action.run(VerifySession { device }, |()| {});
        }
    });
    view! {
        <Show when=is_offered>
            <Button kind=ButtonKind::Quiet is_pending=action.is_pending() on_press=verify>
                {t!(words, crypto.verify)}
            </Button>
        </Show>
    }
}

#[component]
fn RenameForm(
    device: DeviceId,
    session: Memo<Option<AccountSession>>,
    doing: RwSignal<Doing>,
) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let name = session.with_untracked(|session| session.as_ref()?.name.clone());
    let typed = RwSignal::new(name.unwrap_or_default());
    let save = move |()| {
        let call = RenameSession {
            device: device.clone(),
            name: typed.get_untracked(),
        };
        action.run(call, move |()| doing.set(Doing::Nothing));
    };
    let problem = Signal::derive(move || {
        let failure = action.failure().get()?;
        field_problem(words, &failure, At::SessionName)
    });
    view! {
        <InlineForm on_submit=save>
            <Field
                label=Signal::derive(move || t_string!(words, session.device_name).to_owned())
                value=typed
                hint=Signal::derive(move || t_string!(words, session.device_name_hint).to_owned())
                problem
                autocomplete="off"
                is_first=true
            />
            <Failed action beside=&[At::SessionName] />
            <div class="dialog__actions">
                <Button on_press=move |_| doing.set(Doing::Nothing)>{t!(words, common.cancel)}</Button>
                <Button kind=ButtonKind::Primary is_pending=action.is_pending()>
                    {t!(words, common.save)}
                </Button>
            </div>
        </InlineForm>
    }
}
