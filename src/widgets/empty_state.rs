//! What a region shows when it has nothing else to show.

use icondata_core::Icon as IconData;
use leptos::prelude::*;

use super::Icon;

/// An icon, a headline, a sentence, and what can be done.
#[component]
pub fn EmptyState(
    /// The icon.
    icon: IconData,
    /// The headline.
    #[prop(into)]
    title: Signal<String>,
    /// The sentence.
    #[prop(optional, into)]
    text: Signal<String>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <Icon icon />
            <h2 class="empty-state__title">{move || title.get()}</h2>
            <p class="empty-state__text">{move || text.get()}</p>
            {children.map(|children| view! { <div class="empty-state__actions">{children()}</div> })}
        </div>
    }
}
