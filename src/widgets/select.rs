//! A choice of one among few, as the browser's own control.

use leptos::prelude::*;

use super::next_id;

/// A choice. What is chosen is the caller's to keep.
#[component]
pub fn Select(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// The place of what is chosen.
    #[prop(into)]
    chosen: Signal<Option<usize>>,
    /// Somebody chooses another.
    #[prop(into)]
    on_choose: Callback<usize>,
    /// What it is good for.
    #[prop(optional, into)]
    hint: Signal<String>,
) -> impl IntoView {
    let id = next_id();
    let hint_id = format!("{id}-hint");
    let choose = move |event| {
        if let Ok(place) = event_target_value(&event).parse() {
            on_choose.run(place);
        }
    };
    let drawn = move || {
        let chosen = chosen.get();
        let option = |(place, text): (usize, String)| {
            view! {
                <option value=place.to_string() selected=chosen == Some(place)>
                    {text}
                </option>
            }
        };
        options
            .get()
            .into_iter()
            .enumerate()
            .map(option)
            .collect_view()
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{move || label.get()}</label>
            <div class="field__box">
                <select
                    class="field__input"
                    id=id
                    aria-describedby=hint_id.clone()
                    on:change=choose
                >
                    {drawn}
                </select>
            </div>
            <p class="field__hint" id=hint_id>{move || hint.get()}</p>
        </div>
    }
}
