//! Something is under way, and nobody knows how long it takes.

use leptos::prelude::*;

/// A turning ring; who uses it says what is under way.
#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="spinner" aria-hidden="true"></span> }
}
