//! Why what a dialog was asked to do did not work.

use leptos::prelude::*;

use crate::{
    i18n::{failure_text, use_i18n},
    state::Action,
    widgets::{Banner, BannerKind},
};

/// The reason, until it is tried again; nothing where there is none.
#[component]
pub fn Failed(action: Action) -> impl IntoView {
    let words = use_i18n();
    move || {
        action.failure().get().map(|failure| {
            view! { <Banner kind=BannerKind::Error text=failure_text(words, &failure) /> }
        })
    }
}
