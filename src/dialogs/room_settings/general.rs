//! What a space is called and looks like; the way out of it.

use leptos::prelude::*;

use super::{
    Known,
    profile::{NameForm, Picture, TopicForm},
};
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t, use_i18n},
    widgets::{Button, ButtonKind},
};

/// The tab.
#[component]
pub fn GeneralTab(known: Known) -> impl IntoView {
    view! {
        <Picture known />
        <NameForm known />
        <TopicForm known />
        <LeaveSection known />
    }
}

#[component]
fn LeaveSection(known: Known) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    view! {
        <div class="settings__end">
            <Button
                kind=ButtonKind::Danger
                on_press=move |_| dialogs.open(OpenDialog::LeaveSpace(known.room()))
            >
                {t!(words, room_settings.leave_space)}
            </Button>
        </div>
    }
}
