//! When somebody is signed in, but the data on this device cannot be opened: why, and the ways on.

use icondata_lu::LuTriangleAlert;
use leptos::prelude::*;
use loggia_protocol::{Failure, FailureKind};

use crate::{
    dialogs::{DeleteDataButton, SaveLogButton},
    i18n::{failure_text, t_string, use_i18n},
    panels::update_banner::ReloadButton,
    widgets::{EmptyState, EmptyStateKind},
};

/// The page.
#[component]
pub fn UnreadablePage(failure: Option<Failure>) -> impl IntoView {
    let words = use_i18n();
    let detail = failure.as_ref().map(|failure| failure.detail.clone());
    // What nobody expected has no words that help.
    let known = failure.filter(|failure| failure.kind != FailureKind::Internal);
    let reason = known.map(|failure| view! { <p>{failure_text(words, &failure)}</p> });
    view! {
        <main class="page">
            <EmptyState
                kind=EmptyStateKind::Alert
                icon=LuTriangleAlert
                title=Signal::derive(move || t_string!(words, session.unreadable_title).to_owned())
                text=Signal::derive(move || t_string!(words, session.unreadable_text).to_owned())
            >
                {reason}
                <ReloadButton />
                <SaveLogButton detail=detail.clone().unwrap_or_default() />
                <DeleteDataButton />
            </EmptyState>
        </main>
    }
}
