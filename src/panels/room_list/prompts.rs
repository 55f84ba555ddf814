//! What should be done about encryption, until it is done or put off.

use leptos::prelude::*;
use loggia_protocol::crypto::{CryptoState, RecoveryState, SessionTrust};

use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t, t_string, use_i18n},
    platform,
    state::crypto::use_crypto,
    widgets::{Banner, BannerKind, Button, ButtonKind},
};

/// Where it is remembered that the reader does not want to be asked again on this device.
const PUT_OFF: &str = "prompt-put-off";

/// What to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prompt {
    Verify,
    SetUpRecovery,
}

impl Prompt {
    fn of(crypto: &CryptoState) -> Option<Self> {
        match (crypto.trust, crypto.recovery) {
            (SessionTrust::Unverified, _) => Some(Self::Verify),
            (SessionTrust::Verified, RecoveryState::Disabled) => Some(Self::SetUpRecovery),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::SetUpRecovery => "recovery",
        }
    }
}

/// The prompt.
#[component]
pub fn CryptoPrompt() -> impl IntoView {
    let words = use_i18n();
    let (crypto, dialogs) = (use_crypto(), use_dialogs());
    let put_off = RwSignal::new(platform::load(PUT_OFF));
    let prompt = Memo::new(move |_| {
        let prompt = crypto.with(|crypto| crypto.as_ref().and_then(Prompt::of))?;
        (put_off.get().as_deref() != Some(prompt.name())).then_some(prompt)
    });
    move || {
        prompt.get().map(|prompt| {
            let text = move || match prompt {
                Prompt::Verify => t_string!(words, crypto.verify_banner),
                Prompt::SetUpRecovery => t_string!(words, crypto.recovery_banner),
            };
            let act = move |_| {
                dialogs.open(match prompt {
                    Prompt::Verify => OpenDialog::VerifySession,
                    Prompt::SetUpRecovery => OpenDialog::CreateRecoveryKey,
                });
            };
            let later = move |_| {
                platform::store(PUT_OFF, prompt.name());
                put_off.set(Some(prompt.name().to_owned()));
            };
            view! {
                <Banner
                    kind=BannerKind::Warning
                    text=Signal::derive(move || text().to_owned())
                >
                    <Button kind=ButtonKind::Quiet on_press=later>{t!(words, common.not_now)}</Button>
                    <Button kind=ButtonKind::Primary on_press=act>
                        {move || match prompt {
                            Prompt::Verify => t_string!(words, crypto.verify),
                            Prompt::SetUpRecovery => t_string!(words, crypto.recovery_set_up),
                        }}
                    </Button>
                </Banner>
            }
        })
    }
}
