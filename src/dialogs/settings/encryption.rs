//! Encryption in plain words: how it stands, and what can be done about it.

use leptos::prelude::*;
use loggia_protocol::crypto::{
    BackupState, CryptoState, RecoveryState, ResetIdentity, SessionTrust,
};

use super::confirm::ConfirmForm;
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{Words, failure_text, t, t_string, use_i18n},
    state::{crypto::use_crypto, use_action},
    widgets::{Button, ButtonKind, use_toasts},
};

/// The tab.
#[component]
pub fn EncryptionTab() -> impl IntoView {
    view! {
        <StateSection of=Of::Session />
        <StateSection of=Of::Recovery />
        <StateSection of=Of::Backup />
        <ResetSection />
    }
}

/// A part of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Session,
    Recovery,
    Backup,
}

impl Of {
    fn title(self, words: Words) -> &'static str {
        match self {
            Self::Session => t_string!(words, crypto.this_session),
            Self::Recovery => t_string!(words, crypto.recovery_title),
            Self::Backup => t_string!(words, crypto.backup_title),
        }
    }

    fn text(self, words: Words, state: &CryptoState) -> String {
        match self {
            Self::Session => trust_text(words, state.trust).to_owned(),
            Self::Recovery => recovery_text(words, state.recovery).to_owned(),
            Self::Backup => backup_text(words, state.backup),
        }
    }

    /// What helps, and what the button to it says.
    fn remedy(self, words: Words, state: &CryptoState) -> Option<(&'static str, OpenDialog)> {
        let is_verified = state.trust == SessionTrust::Verified;
        match (self, state.trust, state.recovery) {
            (Self::Session, SessionTrust::Unverified, _) => {
                Some((t_string!(words, crypto.verify), OpenDialog::VerifySession))
            }
            (Self::Recovery, _, RecoveryState::Incomplete) => Some((
                t_string!(words, crypto.enter_key_title),
                OpenDialog::EnterRecoveryKey,
            )),
            (Self::Recovery, _, RecoveryState::Disabled) if is_verified => Some((
                t_string!(words, crypto.recovery_set_up),
                OpenDialog::CreateRecoveryKey,
            )),
            (Self::Recovery, _, RecoveryState::Enabled) if is_verified => Some((
                t_string!(words, crypto.replace_title),
                OpenDialog::CreateRecoveryKey,
            )),
            _ => None,
        }
    }
}

fn trust_text(words: Words, trust: SessionTrust) -> &'static str {
    match trust {
        SessionTrust::Unknown => t_string!(words, crypto.unknown),
        SessionTrust::Unverified => t_string!(words, crypto.untrusted_text),
        SessionTrust::Verified => t_string!(words, crypto.trusted_text),
    }
}

fn recovery_text(words: Words, recovery: RecoveryState) -> &'static str {
    match recovery {
        RecoveryState::Unknown => t_string!(words, crypto.unknown),
        RecoveryState::Disabled => t_string!(words, crypto.recovery_none),
        RecoveryState::Enabled => t_string!(words, crypto.recovery_there),
        RecoveryState::Incomplete => t_string!(words, crypto.recovery_incomplete),
    }
}

fn backup_text(words: Words, backup: BackupState) -> String {
    match backup {
        BackupState::Unknown => t_string!(words, crypto.unknown).to_owned(),
        BackupState::Disabled => t_string!(words, crypto.backup_none).to_owned(),
        BackupState::Complete => t_string!(words, crypto.backup_complete).to_owned(),
        BackupState::Uploading { done, total } => {
            t_string!(words, crypto.backup_uploading, done, total).to_string()
        }
    }
}

#[component]
fn StateSection(of: Of) -> impl IntoView {
    let (words, crypto, dialogs) = (use_i18n(), use_crypto(), use_dialogs());
    let text = move || match crypto.read().as_ref() {
        Some(state) => of.text(words, state),
        None => t_string!(words, crypto.unknown).to_owned(),
    };
    let remedy = move || {
        let (label, dialog) = crypto
            .read()
            .as_ref()
            .and_then(|state| of.remedy(words, state))?;
        let open = move |_| dialogs.open(dialog.clone());
        Some(view! { <Button on_press=open>{label}</Button> })
    };
    view! {
        <section class="setting">
            <div>
                <h3 class="settings__title">{move || of.title(words)}</h3>
                <p class="setting__text">{text}</p>
            </div>
            {remedy}
        </section>
    }
}

/// A new identity, for whoever has lost everything that opens the one there is.
#[component]
fn ResetSection() -> impl IntoView {
    let (words, dialogs, toasts) = (use_i18n(), use_dialogs(), use_toasts());
    let action = use_action();
    let is_asking = RwSignal::new(false);
    let reset = move |password| {
        // Without a recovery key, the new identity could be lost as well.
        let done = move |()| dialogs.open(OpenDialog::CreateRecoveryKey);
        action.run_to_the_end(ResetIdentity { password }, done, move |failure| {
            toasts.complain(failure_text(words, &failure));
        });
    };
    view! {
        <section class="settings__section">
            <h3 class="settings__title">{t!(words, crypto.reset_title)}</h3>
            <p class="setting__text">{t!(words, crypto.reset_text)}</p>
            <ul class="setting__text setting__list">
                <li>{t!(words, crypto.reset_history)}</li>
                <li>{t!(words, crypto.reset_people)}</li>
                <li>{t!(words, crypto.reset_sessions)}</li>
            </ul>
            <div>
                <Button kind=ButtonKind::Danger on_press=move |_| is_asking.set(true)>
                    {t!(words, crypto.reset_title)}
                </Button>
            </div>
            <Show when=move || is_asking.get()>
                <ConfirmForm
                    text=Signal::derive(move || t_string!(words, crypto.reset_confirm).to_owned())
                    label=Signal::derive(move || t_string!(words, common.go_on).to_owned())
                    action
                    on_confirm=reset
                    on_cancel=move |()| is_asking.set(false)
                />
            </Show>
        </section>
    }
}
