//! How much of something is taken.

use leptos::prelude::*;

/// A bar that is as full as its share says, with words to it.
#[component]
pub fn Meter(
    /// What is measured.
    #[prop(into)]
    label: Signal<String>,
    /// Between 0 and 1.
    #[prop(into)]
    share: Signal<f64>,
    /// How much that is, in words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="meter">
            <p class="meter__label">{move || label.get()}</p>
            <progress
                class="meter__bar"
                max="1"
                value=move || share.get().to_string()
                aria-label=move || label.get()
            />
            <p class="meter__text">{move || text.get()}</p>
        </div>
    }
}
