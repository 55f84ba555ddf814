//! What this program is, and what helps those who are asked for help.

use leptos::prelude::*;
use loggia_protocol::envelope::BUILD;

use crate::{
    dialogs::{OpenDialog, SaveLogButton, use_dialogs},
    i18n::{t, use_i18n},
    widgets::Button,
};

/// What the build writes beside the page.
const LICENCES: &str = "licences.txt";

/// The tab.
#[component]
pub fn AboutTab() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    view! {
        <dl class="facts">
            <dt>{t!(words, settings.version)}</dt>
            <dd>{env!("CARGO_PKG_VERSION")}</dd>
            <dt>{t!(words, settings.build)}</dt>
            <dd><code>{BUILD}</code></dd>
        </dl>
        <div>
            <Button on_press=move |_| dialogs.open(OpenDialog::Shortcuts)>
                {t!(words, keyboard.title)}
            </Button>
        </div>
        <p>{t!(words, settings.about_log)}</p>
        <div>
            <SaveLogButton />
        </div>
        <p>
            <a class="link-button" href=LICENCES target="_blank" rel="noreferrer">
                {t!(words, settings.licences)}
            </a>
        </p>
    }
}
