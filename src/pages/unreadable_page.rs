//! When somebody is signed in, but the data on this device cannot be opened: why, and the ways on.

use icondata_lu::LuTriangleAlert;
use leptos::prelude::*;
use loggia_protocol::Failure;

use crate::{
    dialogs::DeleteDataButton,
    i18n::{failure_text, t_string, use_i18n},
    panels::update_banner::ReloadButton,
    widgets::EmptyState,
};

/// The page.
#[component]
pub fn UnreadablePage(failure: Option<Failure>) -> impl IntoView {
    let words = use_i18n();
    let reason = failure.map(|failure| failure_text(words, &failure));
    view! {
        <main class="page" role="alert">
            <EmptyState
                icon=LuTriangleAlert
                title=Signal::derive(move || t_string!(words, session.unreadable_title).to_owned())
                text=Signal::derive(move || t_string!(words, session.unreadable_text).to_owned())
            >
                <p>{reason}</p>
                <ReloadButton />
                <DeleteDataButton />
            </EmptyState>
        </main>
    }
}
