//! The account's settings on this device.

mod about;
mod appearance;
mod preferences;
mod storage;

use leptos::prelude::*;

use self::{about::AboutTab, appearance::AppearanceTab, preferences::PreferencesTab, storage::StorageTab};
use super::use_dialogs;
use crate::{
    i18n::{t_string, use_i18n},
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

/// The settings.
#[component]
pub fn SettingsDialog(
    /// The tab that is shown at first.
    first: SettingsTab,
) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let title = Signal::derive(move || t_string!(words, settings.title).to_owned());
    let tabs = vec![
        Tab {
            label: Signal::derive(move || t_string!(words, settings.appearance).to_owned()),
            panel: ViewFn::from(|| view! { <AppearanceTab /> }),
        },
        Tab {
            label: Signal::derive(move || t_string!(words, settings.preferences).to_owned()),
            panel: ViewFn::from(|| view! { <PreferencesTab /> }),
        },
        Tab {
            label: Signal::derive(move || t_string!(words, settings.storage).to_owned()),
            panel: ViewFn::from(|| view! { <StorageTab /> }),
        },
        Tab {
            label: Signal::derive(move || t_string!(words, settings.about).to_owned()),
            panel: ViewFn::from(|| view! { <AboutTab /> }),
        },
    ];
    view! {
        <Dialog title on_close=move |()| dialogs.close()>
            <Tabs label=title tabs first=first as usize />
        </Dialog>
    }
}
