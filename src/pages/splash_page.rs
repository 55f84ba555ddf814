//! While the engine starts.

use leptos::prelude::*;

use crate::{
    i18n::{t, use_i18n},
    panels::blocked_banner::BlockedBanner,
    widgets::{Logo, Spinner},
};

/// The logo, and that something is under way.
#[component]
pub fn SplashPage() -> impl IntoView {
    let words = use_i18n();
    view! {
        <main class="splash" aria-busy="true">
            <Logo />
            <p role="status">
                <Spinner />
                " "
                {t!(words, common.starting)}
            </p>
            <BlockedBanner />
        </main>
    }
}
