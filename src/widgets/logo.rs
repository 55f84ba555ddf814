//! The logo.

use leptos::prelude::*;

/// Lies beside the page. It is a value here, because static markup may hold no address (see `public/boot.js`).
const LOGO: &str = "logo.svg";

/// The logo, as decoration.
#[component]
pub fn Logo() -> impl IntoView {
    view! { <img class="logo" src=LOGO alt="" /> }
}
