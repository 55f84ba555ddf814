//! Signing out: what it means, and what may be lost.

use leptos::prelude::*;
use loggia_protocol::session::SignOut;

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
            <p class="dialog__text">{t!(words, session.sign_out_text)}</p>
            <Failed action=sign_out.action />
            <div class="dialog__actions">
                <Button on_press=move |_| dialogs.close()>{t!(words, common.cancel)}</Button>
                <Show when=move || is_risky.get()>
                    <Button
                        kind=ButtonKind::Primary
                        on_press=move |_| dialogs.open(OpenDialog::CreateRecoveryKey)
                    >
                        {t!(words, session.sign_out_set_up_first)}
                    </Button>
                </Show>
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
