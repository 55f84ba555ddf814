//! That the account's data cannot be opened yet.

use leptos::prelude::*;

use crate::{
    i18n::{t_string, use_i18n},
    state::blocked::use_blocked,
    widgets::{Banner, BannerKind},
};

/// The banner; nothing as long as nothing waits.
#[component]
pub fn BlockedBanner() -> impl IntoView {
    let words = use_i18n();
    let is_blocked = use_blocked();
    view! {
        <Show when=move || is_blocked.get()>
            <Banner
                kind=BannerKind::Warning
                text=Signal::derive(move || t_string!(words, session.blocked).to_owned())
            />
        </Show>
    }
}
