//! When somebody is signed in, but the data on this device cannot be opened: why, and the ways on.

use icondata_lu::LuTriangleAlert;
use leptos::prelude::*;
use loggia_protocol::Failure;

use crate::{
    dialogs::use_sign_out,
    i18n::{failure_text, t, t_string, use_i18n},
    panels::update_banner::ReloadButton,
    widgets::{Button, ButtonKind, EmptyState},
};

/// The page.
#[component]
pub fn UnreadablePage(failure: Option<Failure>) -> impl IntoView {
    let words = use_i18n();
    let sign_out = use_sign_out();
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
                <Button
                    kind=ButtonKind::Quiet
                    is_pending=sign_out.is_pending()
                    on_press=move |_| sign_out.start()
                >
                    {t!(words, session.delete_data)}
                </Button>
            </EmptyState>
        </main>
    }
}
