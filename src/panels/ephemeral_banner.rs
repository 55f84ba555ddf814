//! That this browser keeps nothing, and what that costs.

use leptos::prelude::*;

use crate::{
    i18n::{t, t_string, use_i18n},
    state::keeping::use_is_ephemeral,
    widgets::{Banner, BannerKind, Button},
};

/// The banner; nothing where data is kept. Dismissed, it comes with the next session.
#[component]
pub fn EphemeralBanner() -> impl IntoView {
    let words = use_i18n();
    let is_ephemeral = use_is_ephemeral();
    let is_dismissed = RwSignal::new(false);
    view! {
        <Show when=move || is_ephemeral.get() && !is_dismissed.get()>
            <Banner
                kind=BannerKind::Warning
                text=Signal::derive(move || t_string!(words, session.not_kept_short).to_owned())
            >
                <Button on_press=move |_| is_dismissed.set(true)>
                    {t!(words, common.dismiss)}
                </Button>
            </Banner>
        </Show>
    }
}
