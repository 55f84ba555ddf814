//! That a newer version is there, for whoever wants it now.

use leptos::prelude::*;

use crate::{
    engine::{EngineStatus, use_engine},
    i18n::{t, t_string, use_i18n},
    state::updates::use_updates,
    widgets::{Banner, BannerKind, Button, ButtonKind},
};

/// The offer. Pages that ask for a reload themselves need none.
#[component]
pub fn UpdateBanner() -> impl IntoView {
    let (words, updates) = (use_i18n(), use_updates());
    let status = use_engine().status();
    let is_shown = Memo::new(move |_| {
        let asks_itself = matches!(status.get(), EngineStatus::Outdated | EngineStatus::Lost);
        updates.is_offered().get() && !asks_itself
    });
    view! {
        <Show when=move || is_shown.get()>
            <Banner
                kind=BannerKind::Notice
                text=Signal::derive(move || t_string!(words, common.update_ready).to_owned())
            >
                <Button kind=ButtonKind::Quiet on_press=move |_| updates.put_off()>
                    {t!(words, common.not_now)}
                </Button>
                <ReloadButton />
            </Banner>
        </Show>
    }
}

/// Loading the same files again would help nobody: the newest ones are looked for first.
#[component]
pub fn ReloadButton() -> impl IntoView {
    let (words, updates) = (use_i18n(), use_updates());
    view! {
        <Button
            kind=ButtonKind::Primary
            is_pending=updates.is_changing()
            on_press=move |_| updates.change()
        >
            {t!(words, common.reload)}
        </Button>
    }
}
