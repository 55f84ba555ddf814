//! The account's settings on this device.

mod about;
mod appearance;
mod preferences;
mod storage;

use leptos::prelude::*;

use self::{
    about::AboutTab, appearance::AppearanceTab, preferences::PreferencesTab, storage::StorageTab,
};
use super::use_dialogs;
use crate::{
    i18n::{Words, t_string, use_i18n},
    widgets::{Dialog, Tab, Tabs},
};

/// A tab of the settings, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsTab {
    /// How things look.
    Appearance,
    /// What the reader prefers.
    Preferences,
    /// What this device keeps.
    Storage,
    /// What this program is.
    About,
}

impl SettingsTab {
    const ALL: [Self; 4] = [
        Self::Appearance,
        Self::Preferences,
        Self::Storage,
        Self::About,
    ];

    fn label(self, words: Words) -> &'static str {
        match self {
            Self::Appearance => t_string!(words, settings.appearance),
            Self::Preferences => t_string!(words, settings.preferences),
            Self::Storage => t_string!(words, settings.storage),
            Self::About => t_string!(words, settings.about),
        }
    }

    fn panel(self) -> AnyView {
        match self {
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
