//! When the server ended the session: what that means for what is stored here, and the way on.

use icondata_lu::LuLogOut;
use leptos::prelude::*;

use crate::{
    app::use_account,
    dialogs::use_sign_out,
    i18n::{t, t_string, use_i18n},
    widgets::{Button, ButtonKind, EmptyState},
};

/// The session is over.
#[component]
pub fn EndedPage(
    /// Whether the server would take the same session again.
    is_soft: bool,
) -> impl IntoView {
    let words = use_i18n();
    let account = use_account();
    let sign_out = use_sign_out();
    let text = move || match is_soft {
        true => t_string!(words, session.ended_soft_text),
        false => t_string!(words, session.ended_text),
    };
    view! {
        <main class="page">
            <EmptyState
                icon=LuLogOut
                title=Signal::derive(move || t_string!(words, session.ended_title).to_owned())
                text=Signal::derive(move || text().to_owned())
            >
                <p>{move || account.with(|account| account.as_ref().map(|account| account.user.0.clone()))}</p>
                <Button
                    kind=ButtonKind::Primary
                    is_pending=sign_out.is_pending()
                    on_press=move |_| sign_out.start()
                >
                    {t!(words, session.ended_delete)}
                </Button>
            </EmptyState>
        </main>
    }
}
