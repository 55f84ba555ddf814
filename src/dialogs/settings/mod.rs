//! The account's settings, and those of this device.

mod about;
mod account;
mod appearance;
mod confirm;
mod encryption;
mod preferences;
mod sessions;
mod storage;

use leptos::prelude::*;

use self::{
    about::AboutTab, account::AccountTab, appearance::AppearanceTab, encryption::EncryptionTab,
    preferences::PreferencesTab, sessions::SessionsTab, storage::StorageTab,
};
use super::use_dialogs;
use crate::{
    i18n::{Words, t_string, use_i18n},
    widgets::{Dialog, Tab, Tabs},
};

/// A tab of the settings, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsTab {
    /// How others see the account, and its password.
    Account,
    /// How things look.
    Appearance,
    /// What the reader prefers.
    Preferences,
    /// Where the account is signed in.
    Sessions,
    /// How encryption stands.
    Encryption,
    /// What this device keeps.
    Storage,
    /// What this program is.
    About,
}

impl SettingsTab {
    const ALL: [Self; 7] = [
        Self::Account,
        Self::Appearance,
        Self::Preferences,
        Self::Sessions,
        Self::Encryption,
        Self::Storage,
        Self::About,
    ];

    fn label(self, words: Words) -> &'static str {
        match self {
            Self::Account => t_string!(words, account.tab),
            Self::Sessions => t_string!(words, sessions.tab),
            Self::Encryption => t_string!(words, crypto.tab),
            Self::Appearance => t_string!(words, settings.appearance),
            Self::Preferences => t_string!(words, settings.preferences),
            Self::Storage => t_string!(words, settings.storage),
            Self::About => t_string!(words, settings.about),
        }
    }

    fn panel(self) -> AnyView {
        match self {
            Self::Account => view! { <AccountTab /> }.into_any(),
            Self::Sessions => view! { <SessionsTab /> }.into_any(),
            Self::Encryption => view! { <EncryptionTab /> }.into_any(),
            Self::Appearance => view! { <AppearanceTab /> }.into_any(),
            Self::Preferences => view! { <PreferencesTab /> }.into_any(),
            Self::Storage => view! { <StorageTab /> }.into_any(),
            Self::About => view! { <AboutTab /> }.into_any(),
        }
    }
}

/// The settings.
#[component]
pub fn SettingsDialog(
    /// The tab that is shown at first.
    first: SettingsTab,
) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let title = Signal::derive(move || t_string!(words, settings.title).to_owned());
    let tab = |tab: SettingsTab| Tab {
        label: Signal::derive(move || tab.label(words).to_owned()),
        panel: ViewFn::from(move || tab.panel()),
    };
    let tabs = SettingsTab::ALL.map(tab).into();
    view! {
        <Dialog title is_large=true on_close=move |()| dialogs.close()>
            <Tabs label=title tabs first=first as usize />
        </Dialog>
    }
}
