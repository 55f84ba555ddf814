//! A button that copies a text and says that it did.

use leptos::{prelude::*, task::spawn_local};

use super::{Button, use_toasts};
use crate::{
    i18n::{t, t_string, use_i18n},
    platform,
};

/// Copies a text to the clipboard.
#[component]
pub fn CopyButton(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let (words, toasts) = (use_i18n(), use_toasts());
    let copy = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            if platform::copy(&text).await {
                toasts.say(t_string!(words, common.copied));
            }
        });
    };
    view! { <Button on_press=copy>{t!(words, common.copy)}</Button> }
}
