//! The account's settings on this device.

mod storage;

use leptos::prelude::*;

use self::storage::StorageTab;
use super::use_dialogs;
use crate::{
    i18n::{t_string, use_i18n},
    widgets::{Dialog, Tab, Tabs},
};

/// The settings.
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let title = Signal::derive(move || t_string!(words, settings.title).to_owned());
    let tabs = vec![Tab {
        label: Signal::derive(move || t_string!(words, settings.storage).to_owned()),
        panel: ViewFn::from(|| view! { <StorageTab /> }),
    }];
    view! {
        <Dialog title on_close=move |()| dialogs.close()>
            <Tabs label=title tabs />
        </Dialog>
    }
}
