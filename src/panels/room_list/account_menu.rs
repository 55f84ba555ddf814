//! Who is signed in, and what concerns the account.

use icondata_core::Icon as IconData;
use icondata_lu::{LuInfo, LuKeyRound, LuLogOut, LuSettings, LuShieldCheck};
use leptos::prelude::*;
use loggia_protocol::crypto::{CryptoState, RecoveryState, SessionTrust};

use crate::{
    app::{OwnAvatar, use_account},
    dialogs::{OpenDialog, SettingsTab, use_dialogs},
    i18n::{t_string, use_i18n},
    state::crypto::use_crypto,
    widgets::{AvatarSize, Menu, MenuItem},
};

/// The account's picture, which opens a menu.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let words = use_i18n();
    let picture = move || view! { <OwnAvatar size=AvatarSize::Medium /> };
    view! {
        <Menu
            label=Signal::derive(move || t_string!(words, session.account_menu).to_owned())
            button=picture
        >
            <Identity />
            <CryptoItems />
            <SettingsItem
                icon=LuSettings
                label=Signal::derive(move || t_string!(words, settings.title).to_owned())
                tab=SettingsTab::Account
            />
            <SettingsItem
                icon=LuInfo
                label=Signal::derive(move || t_string!(words, settings.about).to_owned())
                tab=SettingsTab::About
            />
            <SignOutItem />
        </Menu>
    }
}

#[component]
fn Identity() -> impl IntoView {
    let words = use_i18n();
    let (account, crypto) = (use_account(), use_crypto());
    let name = move || {
        let account = account.get()?;
        Some(
            account
                .display_name
                .unwrap_or_else(|| account.user.0.clone()),
        )
    };
    let id = move || account.with(|account| account.as_ref().map(|account| account.user.0.clone()));
    let trust = move || match crypto.get()?.trust {
        SessionTrust::Verified => Some(t_string!(words, crypto.trusted)),
        SessionTrust::Unverified => Some(t_string!(words, crypto.untrusted)),
        SessionTrust::Unknown => None,
    };
    view! {
        <div class="account-menu__identity" role="presentation">
            <p class="account-menu__name"><bdi>{name}</bdi></p>
            <p class="account-menu__id">{id}</p>
            <p class="account-menu__trust">{trust}</p>
        </div>
    }
}

/// What can be done about encryption in the present state.
#[component]
fn CryptoItems() -> impl IntoView {
    let words = use_i18n();
    view! {
        <CryptoItem
            offered=|crypto| crypto.trust == SessionTrust::Unverified
            icon=LuShieldCheck
            label=Signal::derive(move || t_string!(words, crypto.verify_title).to_owned())
            dialog=OpenDialog::VerifySession
        />
        <CryptoItem
            offered=|crypto| has_recovery(crypto, RecoveryState::Disabled)
            icon=LuKeyRound
            label=Signal::derive(move || t_string!(words, crypto.create_title).to_owned())
            dialog=OpenDialog::CreateRecoveryKey
        />
        <CryptoItem
            offered=|crypto| has_recovery(crypto, RecoveryState::Enabled)
            icon=LuKeyRound
            label=Signal::derive(move || t_string!(words, crypto.replace_title).to_owned())
            dialog=OpenDialog::CreateRecoveryKey
        />
        <CryptoItem
            offered=|crypto| crypto.recovery == RecoveryState::Incomplete
            icon=LuKeyRound
            label=Signal::derive(move || t_string!(words, crypto.enter_key_title).to_owned())
            dialog=OpenDialog::EnterRecoveryKey
        />
    }
}

/// Whether a session that may change it finds recovery like this.
fn has_recovery(crypto: &CryptoState, recovery: RecoveryState) -> bool {
    crypto.trust == SessionTrust::Verified && crypto.recovery == recovery
}

/// Opens a dialog, in the states that it is for.
#[component]
fn CryptoItem(
    offered: fn(&CryptoState) -> bool,
    icon: IconData,
    label: Signal<String>,
    dialog: OpenDialog,
) -> impl IntoView {
    let (crypto, dialogs) = (use_crypto(), use_dialogs());
    let dialog = StoredValue::new(dialog);
    view! {
        <Show when=move || crypto.with(|crypto| crypto.as_ref().is_some_and(offered))>
            <MenuItem icon label on_choose=move |()| dialogs.open(dialog.get_value()) />
        </Show>
    }
}

/// Opens the settings at a tab.
#[component]
fn SettingsItem(
    icon: IconData,
    #[prop(into)] label: Signal<String>,
    tab: SettingsTab,
) -> impl IntoView {
    let dialogs = use_dialogs();
    view! { <MenuItem icon label on_choose=move |()| dialogs.open(OpenDialog::Settings(tab)) /> }
}

#[component]
fn SignOutItem() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    view! {
        <MenuItem
            icon=LuLogOut
            label=Signal::derive(move || t_string!(words, session.sign_out).to_owned())
            is_dangerous=true
            on_choose=move |()| dialogs.open(OpenDialog::SignOut)
        />
    }
}
