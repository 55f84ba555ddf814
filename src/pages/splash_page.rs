//! While the engine starts.

use leptos::prelude::*;

use crate::{
    i18n::{t, use_i18n},
    widgets::Spinner,
};

/// The logo, and that something is under way.
#[component]
pub fn SplashPage() -> impl IntoView {
    let words = use_i18n();
    view! {
        <main class="splash" aria-busy="true">
            <img class="splash__logo" src="logo.svg" alt="" />
            <p role="status">
                <Spinner />
                " "
                {t!(words, common.starting)}
            </p>
        </main>
    }
}
