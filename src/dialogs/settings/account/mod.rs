//! The account: how others see it, its password, the way out.

mod password;
mod profile;

use leptos::prelude::*;
use loggia_protocol::account::{AccountRights, LoadAccountRights};

use self::{password::PasswordForm, profile::Profile};
use crate::{
    app::use_account,
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t, use_i18n},
    state::use_action,
    widgets::{Button, ButtonKind, CopyButton},
};

/// What the server lets the account's owner change; everything until that is known.
#[derive(Clone, Copy)]
struct Rights(RwSignal<Option<AccountRights>>);

impl Rights {
    fn load() -> Self {
        let rights = RwSignal::new(None);
        use_action().run(LoadAccountRights, move |loaded| rights.set(Some(loaded)));
        Self(rights)
    }

    fn has(self, right: fn(&AccountRights) -> bool) -> Memo<bool> {
        Memo::new(move |_| self.0.with(|rights| rights.as_ref().is_none_or(right)))
    }
}

/// The tab.
#[component]
pub fn AccountTab() -> impl IntoView {
    let rights = Rights::load();
    let can_change_password = rights.has(|rights| rights.can_change_password);
    view! {
        <Profile rights />
        <Ids />
        <Show when=move || can_change_password.get()>
            <PasswordForm />
        </Show>
        <SignOutSection />
    }
}

/// What others need to find the account.
#[component]
fn Ids() -> impl IntoView {
    let words = use_i18n();
    let account = use_account();
    let id = Signal::derive(move || {
        let account = account.get();
        account.map(|account| account.user.0).unwrap_or_default()
    });
    let homeserver = move || account.get().map(|account| account.homeserver);
    view! {
        <dl class="facts">
            <dt>{t!(words, account.id)}</dt>
            <dd class="facts__copied">
                {move || id.get()}
                <CopyButton text=id />
            </dd>
            <dt>{t!(words, session.homeserver)}</dt>
            <dd>{homeserver}</dd>
        </dl>
    }
}

#[component]
fn SignOutSection() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    view! {
        <div class="settings__end">
            <Button kind=ButtonKind::Danger on_press=move |_| dialogs.open(OpenDialog::SignOut)>
                {t!(words, session.sign_out)}
            </Button>
        </div>
    }
}
