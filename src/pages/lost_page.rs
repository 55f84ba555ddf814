//! When there is no engine to talk to: what happened, and the way on.

use icondata_lu::{LuRefreshCw, LuTriangleAlert};
use leptos::prelude::*;

use crate::{
    i18n::{t_string, use_i18n},
    panels::update_banner::ReloadButton,
    widgets::EmptyState,
};

/// The engine does not start, or dies again and again.
#[component]
pub fn LostPage() -> impl IntoView {
    let words = use_i18n();
    view! {
        <main class="page" role="alert">
            <EmptyState
                icon=LuTriangleAlert
                title=Signal::derive(move || t_string!(words, common.engine_lost_title).to_owned())
                text=Signal::derive(move || t_string!(words, common.engine_lost_text).to_owned())
            >
                <ReloadButton />
            </EmptyState>
        </main>
    }
}

/// This page and the engine are of different builds.
#[component]
pub fn OutdatedPage() -> impl IntoView {
    let words = use_i18n();
    view! {
        <main class="page" role="alert">
            <EmptyState
                icon=LuRefreshCw
                title=Signal::derive(move || t_string!(words, common.outdated_title).to_owned())
                text=Signal::derive(move || t_string!(words, common.outdated_text).to_owned())
            >
                <ReloadButton />
            </EmptyState>
        </main>
    }
}
