//! That there is little room left on this device.

use leptos::prelude::*;
use loggia_protocol::storage::Pressure;

use crate::{
    dialogs::{OpenDialog, SettingsTab, use_dialogs},
    i18n::{t, t_string, use_i18n},
    state::storage::use_pressure,
    widgets::{Banner, BannerKind, Button},
};

/// The banner; nothing while there is room. Put off, it comes again when things are worse.
#[component]
pub fn StorageBanner() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let pressure = use_pressure();
    let put_off = RwSignal::new(Pressure::None);
    move || {
        let (kind, text) = match pressure.get() {
            now if now <= put_off.get() => return None,
            Pressure::None => return None,
            Pressure::Short => (
                BannerKind::Warning,
                t_string!(words, settings.short_of_room),
            ),
            Pressure::Full => (BannerKind::Error, t_string!(words, settings.no_room)),
        };
        Some(view! {
            <Banner kind text=text.to_owned()>
                <Button on_press=move |_| put_off.set(pressure.get_untracked())>
                    {t!(words, common.not_now)}
                </Button>
                <Button on_press=move |_| dialogs.open(OpenDialog::Settings(SettingsTab::Storage))>
                    {t!(words, settings.open_storage)}
                </Button>
            </Banner>
        })
    }
}
