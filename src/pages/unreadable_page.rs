//! When somebody is signed in, but the data on this device cannot be opened: why, and the ways on.

use icondata_lu::LuTriangleAlert;
use leptos::prelude::*;
use loggia_protocol::{Failure, FailureKind, envelope::BUILD, storage::ReadLog};

use crate::{
    dialogs::DeleteDataButton,
    i18n::{failure_text, t, t_string, use_i18n},
    panels::update_banner::ReloadButton,
    platform,
    state::use_action,
    widgets::{Button, ButtonKind, EmptyState, use_toasts},
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
        <main class="page" role="alert">
            <EmptyState
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

/// For whoever is asked for help: what happened, in the engine's words.
#[component]
fn SaveLogButton(detail: String) -> impl IntoView {
    let (words, toasts, action) = (use_i18n(), use_toasts(), use_action());
    let save = move |log: String| {
        let browser = platform::user_agent();
        let text = format!("Loggia {BUILD}\n{browser}\n{detail}\n\n{log}");
        if platform::save_text(&text, t_string!(words, session.log_file_name)).is_err() {
            toasts.complain(t_string!(words, timeline.download_failed));
        }
    };
    view! {
        <Button
            kind=ButtonKind::Quiet
            is_pending=action.is_pending()
            on_press=move |_| action.run(ReadLog, save.clone())
        >
            {t!(words, session.save_log)}
        </Button>
    }
}
