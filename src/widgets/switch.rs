//! Something that is on or off, at once.

use leptos::prelude::*;

use super::next_id;

/// A switch. Whether it is on is the caller's to keep.
#[component]
pub fn Switch(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    is_on: Signal<bool>,
    /// Somebody switches it.
    #[prop(into)]
    on_switch: Callback<bool>,
    /// What it is good for.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Whether it cannot be switched.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
) -> impl IntoView {
    let hint_id = format!("{}-hint", next_id());
    view! {
        <div class="switch">
            <label class="switch__line">
                <span class="switch__label">{move || label.get()}</span>
                <input
                    class="switch__input"
                    type="checkbox"
                    role="switch"
                    aria-describedby=hint_id.clone()
                    disabled=move || is_disabled.get()
                    prop:checked=move || is_on.get()
                    on:change=move |event| on_switch.run(event_target_checked(&event))
                />
            </label>
            <p class="switch__hint" id=hint_id>{move || hint.get()}</p>
        </div>
    }
}
