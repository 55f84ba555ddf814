//! How the connection to the server is: a quiet dot, and words where it is not as it should be.

use leptos::prelude::*;
use loggia_protocol::session::Connection;

use crate::{
    i18n::{t_string, use_i18n},
    platform,
    state::connection::use_connection,
};

/// The status.
#[component]
pub fn ConnectionStatus() -> impl IntoView {
    let words = use_i18n();
    let now = use_connection();
    Effect::new(move || {
        if now.get() == Connection::Online {
            platform::mark("loggia:synced");
        }
    });
    let text = move || match now.get() {
        Connection::Starting => t_string!(words, session.connection_starting),
        Connection::Online => t_string!(words, session.connection_online),
        Connection::Reconnecting => t_string!(words, session.connection_reconnecting),
        Connection::Offline => t_string!(words, session.connection_offline),
        Connection::Refused(_) => t_string!(words, session.connection_refused),
    };
    let state = move || match now.get() {
        Connection::Starting => "starting",
        Connection::Online => "online",
        Connection::Reconnecting => "reconnecting",
        Connection::Offline => "offline",
        Connection::Refused(_) => "refused",
    };
    view! {
        <span
            class="connection"
            role="status"
            aria-label=move || t_string!(words, session.connection)
            data-state=state
        >
            <span class="connection__text">{text}</span>
        </span>
    }
}
