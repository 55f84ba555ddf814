//! A form that opens in place, beneath the button that asked for it.

use leptos::{ev::SubmitEvent, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const FORM: &str = ".inline-form";

/// The form. When it is gone with the focus in it, the focus is where it was before.
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
        // Whatever else somebody has gone to meanwhile keeps it.
        let focused = document().active_element();
        let is_elsewhere = focused
            .is_some_and(|it| it.tag_name() != "BODY" && matches!(it.closest(FORM), Ok(None)));
        if let Some(element) = before.take().filter(|_| !is_elsewhere) {
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
