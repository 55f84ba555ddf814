//! A button that has a picture chosen among the device's files.

use leptos::{ev::Event, html, prelude::*};
use web_sys::{File, HtmlInputElement};

use super::Button;

/// Pictures that all browsers show.
const ACCEPTED: &str = "image/png,image/jpeg,image/gif,image/webp";

/// The button.
#[component]
pub fn PictureButton(
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether what became of the choice is under way.
    #[prop(optional, into)]
    is_pending: Signal<bool>,
    /// Somebody has chosen.
    on_choose: impl Fn(File) + 'static,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let take = move |event: Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_choose(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <Button is_pending on_press=choose>
            {move || label.get()}
        </Button>
        <input node_ref=input type="file" accept=ACCEPTED hidden on:change=take />
    }
}
