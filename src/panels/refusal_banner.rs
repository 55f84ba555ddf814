//! That the server serves the account no more, for now: why, who can change that, and the ways on.

use leptos::prelude::*;
use loggia_protocol::{
    failure::Refusal,
    session::{Connection, SynchroniseNow},
};

use crate::{
    i18n::{refusal_text, t, t_string, use_i18n},
    state::{connection::use_connection, use_action},
    widgets::{Banner, BannerKind, Button},
};

/// The banner; nothing while the server serves the account.
#[component]
pub fn RefusalBanner() -> impl IntoView {
    let connection = use_connection();
    move || match connection.get() {
        Connection::Refused(refusal) => Some(view! { <Refused refusal /> }),
        _ => None,
    }
}

#[component]
fn Refused(refusal: Refusal) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let link = match &refusal {
        Refusal::AccountLocked | Refusal::AccountSuspended => None,
        Refusal::ResourceLimit { contact } => contact.clone(),
        Refusal::ConsentNeeded { url } => url.clone(),
    };
    let is_consent = matches!(refusal, Refusal::ConsentNeeded { .. });
    let label = move || match is_consent {
        true => t_string!(words, session.read_terms),
        false => t_string!(words, session.contact_administrator),
    };
    view! {
        <Banner
            kind=BannerKind::Error
            text=Signal::derive(move || refusal_text(words, &refusal).to_owned())
        >
            {link.map(|link| view! {
                <a class="link-button" href=link target="_blank" rel="noopener noreferrer">{label}</a>
            })}
            <Button
                is_pending=action.is_pending()
                on_press=move |_| action.run(SynchroniseNow, |()| {})
            >
                {t!(words, common.retry)}
            </Button>
        </Banner>
    }
}
