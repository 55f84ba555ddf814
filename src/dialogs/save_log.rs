//! The engine's last words as a file, for whoever is asked for help.

use leptos::prelude::*;
use loggia_protocol::{envelope::BUILD, storage::ReadLog};

use crate::{
    i18n::{t, t_string, use_i18n},
    platform,
    state::use_action,
    widgets::{Button, ButtonKind, use_toasts},
};

/// Saves the log.
#[component]
pub fn SaveLogButton(
    /// What else is to stand in it.
    #[prop(optional, into)]
    detail: String,
) -> impl IntoView {
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
