//! When there is no engine to talk to: what happened, and the way on.

use icondata_lu::{LuAppWindow, LuRefreshCw, LuTriangleAlert};
use leptos::prelude::*;

use crate::{
    engine::use_engine,
    i18n::{t, t_string, use_i18n},
    panels::update_banner::ReloadButton,
    widgets::{Button, ButtonKind, EmptyState, EmptyStateKind},
};

/// The engine does not start, or dies again and again.
#[component]
pub fn LostPage() -> impl IntoView {
    let words = use_i18n();
    view! {
        <main class="page">
            <EmptyState
                kind=EmptyStateKind::Alert
                icon=LuTriangleAlert
                title=Signal::derive(move || t_string!(words, common.engine_lost_title).to_owned())
                text=Signal::derive(move || t_string!(words, common.engine_lost_text).to_owned())
            >
                <ReloadButton />
            </EmptyState>
        </main>
    }
}

/// Another tab has the data, and this browser lets tabs share no worker.
#[component]
pub fn ElsewherePage() -> impl IntoView {
    let words = use_i18n();
    let engine = use_engine();
    view! {
        <main class="page">
            <EmptyState
                kind=EmptyStateKind::Page
                icon=LuAppWindow
                title=Signal::derive(move || t_string!(words, common.elsewhere_title).to_owned())
                text=Signal::derive(move || t_string!(words, common.elsewhere_text).to_owned())
            >
                <Button kind=ButtonKind::Primary on_press=move |_| engine.use_here()>
                    {t!(words, common.use_here)}
                </Button>
            </EmptyState>
        </main>
    }
}

/// This page and the engine are of different builds.
#[component]
pub fn OutdatedPage() -> impl IntoView {
    let words = use_i18n();
    view! {
        <main class="page">
            <EmptyState
                kind=EmptyStateKind::Alert
                icon=LuRefreshCw
                title=Signal::derive(move || t_string!(words, common.outdated_title).to_owned())
                text=Signal::derive(move || t_string!(words, common.outdated_text).to_owned())
            >
                <ReloadButton />
            </EmptyState>
        </main>
    }
}
