//! The ways to verify this session.

use icondata_core::Icon as IconData;
use icondata_lu::{LuKeyRound, LuMonitorSmartphone};
use leptos::prelude::*;
use loggia_protocol::crypto::{RecoveryState, StartVerification};

use crate::{
    dialogs::{OpenDialog, failed::Failed, use_dialogs},
    i18n::{t, t_string, use_i18n},
    state::{crypto::use_crypto, use_action},
    widgets::{Button, Dialog, Icon},
};

/// The choice.
#[component]
pub fn VerifySessionDialog() -> impl IntoView {
    let (words, dialogs, crypto) = (use_i18n(), use_dialogs(), use_crypto());
    let action = use_action();
    let has_others = Memo::new(move |_| {
        crypto.with(|crypto| {
            crypto
                .as_ref()
                .is_some_and(|crypto| crypto.has_other_sessions)
        })
    });
    let has_key = Memo::new(move |_| {
        crypto.with(|crypto| {
            crypto
                .as_ref()
                .is_some_and(|crypto| crypto.recovery != RecoveryState::Disabled)
        })
    });
    let start = move |()| action.run(StartVerification, move |()| dialogs.close());
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, crypto.verify_title).to_owned())
            on_close=move |()| dialogs.close()
        >
            <p class="dialog__text">{t!(words, crypto.verify_text)}</p>
            <div class="choices">
                <Show when=move || has_others.get()>
                    <Choice
                        icon=LuMonitorSmartphone
                        name=Signal::derive(move || t_string!(words, crypto.verify_with_session).to_owned())
                        text=Signal::derive(move || t_string!(words, crypto.verify_with_session_text).to_owned())
                        on_choose=start
                    />
                </Show>
                <Show when=move || has_key.get()>
                    <Choice
                        icon=LuKeyRound
                        name=Signal::derive(move || t_string!(words, crypto.verify_with_key).to_owned())
                        text=Signal::derive(move || t_string!(words, crypto.verify_with_key_text).to_owned())
                        on_choose=move |()| dialogs.open(OpenDialog::EnterRecoveryKey)
                    />
                </Show>
                <Show when=move || !has_others.get() && !has_key.get()>
                    <p>{t!(words, crypto.verify_no_other)}</p>
                </Show>
            </div>
            <Failed action />
            <div class="dialog__actions">
                <Button on_press=move |_| dialogs.close()>{t!(words, common.not_now)}</Button>
            </div>
        </Dialog>
    }
}

#[component]
fn Choice(
    icon: IconData,
    #[prop(into)] name: Signal<String>,
    #[prop(into)] text: Signal<String>,
    #[prop(into)] on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <button class="choice" type="button" on:click=move |_| on_choose.run(())>
            <Icon icon />
            <span class="choice__name">{move || name.get()}</span>
            <span class="choice__text">{move || text.get()}</span>
        </button>
    }
}
