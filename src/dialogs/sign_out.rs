//! Signing out: what it means, and what may be lost.

use leptos::prelude::*;
use loggia_protocol::{
    crypto::{BackupState, CryptoState, RecoveryState, SessionTrust},
    session::SignOut,
};

use super::{OpenDialog, failed::Failed, use_dialogs};
use crate::{
    i18n::{t, t_string, use_i18n},
    state::{Action, crypto::use_crypto, use_action},
    widgets::{Button, ButtonKind, Dialog},
};

/// Signing out, once it is started.
#[derive(Clone, Copy)]
pub struct SigningOut {
    action: Action,
}

/// Signing out.
pub fn use_sign_out() -> SigningOut {
    SigningOut {
        action: use_action(),
    }
}

impl SigningOut {
    /// Signs out; the engine tells all tabs when it is done.
    pub fn start(self) {
        self.action.run(SignOut, |()| {});
    }

    /// Whether it is under way.
    pub fn is_pending(self) -> Signal<bool> {
        self.action.is_pending()
    }
}

/// Leaves for good where the session cannot go on: what is stored here is deleted.
#[component]
pub fn DeleteDataButton() -> impl IntoView {
    let words = use_i18n();
    let sign_out = use_sign_out();
    view! {
        <Button
            kind=ButtonKind::Quiet
            is_pending=sign_out.is_pending()
            on_press=move |_| sign_out.start()
        >
            {t!(words, session.delete_data)}
        </Button>
    }
}

/// Asks, with a warning where keys are at risk.
#[component]
pub fn SignOutDialog() -> impl IntoView {
    let words = use_i18n();
    let (dialogs, crypto) = (use_dialogs(), use_crypto());
    let sign_out = use_sign_out();
    let is_risky = Memo::new(move |_| {
        crypto.with(|crypto| {
            crypto
                .as_ref()
                .is_none_or(|crypto| crypto.are_keys_at_risk())
        })
    });
    let remedy = Memo::new(move |_| crypto.with(|crypto| crypto.as_ref().and_then(Remedy::of)));
    let title = move || match is_risky.get() {
        true => t_string!(words, session.sign_out_risk_title),
        false => t_string!(words, session.sign_out_title),
    };
    view! {
        <Dialog
            title=Signal::derive(move || title().to_owned())
            on_close=move |()| dialogs.close()
        >
            <Show when=move || is_risky.get()>
                <p>{t!(words, session.sign_out_risk_text)}</p>
            </Show>
            <Show when=move || remedy.get() == Some(Remedy::Wait)>
                <p role="status">{t!(words, session.sign_out_wait)}</p>
            </Show>
            <p class="dialog__text">{t!(words, session.sign_out_text)}</p>
            <Failed action=sign_out.action />
            <div class="dialog__actions">
                <Button on_press=move |_| dialogs.close()>{t!(words, common.cancel)}</Button>
                <RemedyButton remedy />
                <Button
                    kind=ButtonKind::Danger
                    is_pending=sign_out.is_pending()
                    on_press=move |_| sign_out.start()
                >
                    {move || match is_risky.get() {
                        true => t_string!(words, session.sign_out_anyway),
                        false => t_string!(words, session.sign_out),
                    }}
                </Button>
            </div>
        </Dialog>
    }
}

/// Leads to what helps, if anything but waiting does.
#[component]
fn RemedyButton(remedy: Memo<Option<Remedy>>) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    move || {
        let (label, dialog) = match remedy.get()? {
            Remedy::Verify => (
                t_string!(words, session.sign_out_verify_first),
                OpenDialog::VerifySession,
            ),
            Remedy::EnterKey => (
                t_string!(words, session.sign_out_enter_key_first),
                OpenDialog::EnterRecoveryKey,
            ),
            Remedy::SetUpRecovery => (
                t_string!(words, session.sign_out_set_up_first),
                OpenDialog::CreateRecoveryKey,
            ),
            Remedy::Wait => return None,
        };
        Some(view! {
            <Button kind=ButtonKind::Primary on_press=move |_| dialogs.open(dialog.clone())>
                {label}
            </Button>
        })
    }
}

/// What helps before signing out, where keys would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remedy {
    /// Only a trusted session has the backup's key.
    Verify,
    /// There is a recovery key: a new one would take its place.
    EnterKey,
    /// There is none yet.
    SetUpRecovery,
    /// The keys are on their way to the backup.
    Wait,
}

impl Remedy {
    /// What helps in this state; nothing where no key is at risk, or where nothing is known to help.
    fn of(crypto: &CryptoState) -> Option<Self> {
        if !crypto.are_keys_at_risk() {
            return None;
        }
        let is_uploading = matches!(crypto.backup, BackupState::Uploading { .. });
        match (crypto.trust, crypto.recovery) {
            (SessionTrust::Unverified, RecoveryState::Disabled) => {
                crypto.has_other_sessions.then_some(Self::Verify)
            }
            (SessionTrust::Unverified, _) => Some(Self::Verify),
            (SessionTrust::Verified, RecoveryState::Incomplete) => Some(Self::EnterKey),
            (SessionTrust::Verified, RecoveryState::Disabled) => Some(Self::SetUpRecovery),
            (_, RecoveryState::Enabled) => is_uploading.then_some(Self::Wait),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_fits_the_state() {
        use {BackupState as Backup, RecoveryState as Recovery, SessionTrust as Trust};
        const UPLOADING: Backup = Backup::Uploading { done: 1, total: 2 };
        let cases = [
            (Trust::Verified, Recovery::Enabled, Backup::Complete, None),
            (
                Trust::Verified,
                Recovery::Enabled,
                UPLOADING,
                Some(Remedy::Wait),
            ),
            (Trust::Verified, Recovery::Enabled, Backup::Disabled, None),
            (
                Trust::Verified,
                Recovery::Incomplete,
                Backup::Unknown,
                Some(Remedy::EnterKey),
            ),
            (
                Trust::Verified,
                Recovery::Incomplete,
                UPLOADING,
                Some(Remedy::EnterKey),
            ),
            (
                Trust::Verified,
                Recovery::Disabled,
                Backup::Complete,
                Some(Remedy::SetUpRecovery),
            ),
            (
                Trust::Verified,
                Recovery::Disabled,
                UPLOADING,
                Some(Remedy::SetUpRecovery),
            ),
            (Trust::Verified, Recovery::Unknown, Backup::Unknown, None),
            (
                Trust::Unverified,
                Recovery::Incomplete,
                Backup::Disabled,
                Some(Remedy::Verify),
            ),
            (
                Trust::Unverified,
                Recovery::Disabled,
                Backup::Disabled,
                Some(Remedy::Verify),
            ),
            (Trust::Unknown, Recovery::Disabled, Backup::Unknown, None),
        ];
        for (trust, recovery, backup, remedy) in cases {
            let crypto = CryptoState {
                trust,
                recovery,
                backup,
                has_other_sessions: true,
            };
            assert_eq!(Remedy::of(&crypto), remedy, "{crypto:?}");
        }
    }

    #[test]
    fn what_cannot_be_done_is_not_offered() {
        let crypto = CryptoState {
            trust: SessionTrust::Unverified,
            recovery: RecoveryState::Disabled,
            backup: BackupState::Disabled,
            has_other_sessions: false,
        };
        assert_eq!(Remedy::of(&crypto), None);
    }
}
