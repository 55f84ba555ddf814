//! A form that opens in place, beneath the button that asked for it.

use leptos::{ev::SubmitEvent, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The form. When it is gone, the focus is where it was before.
#[component]
pub fn InlineForm(
    /// Somebody goes on.
    #[prop(into)]
    on_submit: Callback<()>,
    /// What is asked, and the buttons.
    children: Children,
) -> impl IntoView {
    let before = document()
        .active_element()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let before = SendWrapper::new(before);
    on_cleanup(move || {
        if let Some(element) = before.take() {
            drop(element.focus());
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="inline-form" on:submit=submit novalidate>
            {children()}
        </form>
    }
}
