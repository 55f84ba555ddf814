//! What a region shows when it has nothing else to show.

use icondata_core::Icon as IconData;
use leptos::prelude::*;

use super::Icon;

/// What has nothing else to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyStateKind {
    /// A region of a page that has a headline of its own.
    #[default]
    Region,
    /// The page, or its main region: the headline is the page's.
    Page,
    /// The page, because something went wrong, which is told at once.
    Alert,
}

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
    /// What has nothing else to show.
    #[prop(optional)]
    kind: EmptyStateKind,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let headline = match kind {
        EmptyStateKind::Region => {
            view! { <h2 class="empty-state__title">{move || title.get()}</h2> }.into_any()
        }
        EmptyStateKind::Page | EmptyStateKind::Alert => {
            view! { <h1 class="empty-state__title">{move || title.get()}</h1> }.into_any()
        }
    };
    view! {
        <div class="empty-state" role=(kind == EmptyStateKind::Alert).then_some("alert")>
            <Icon icon />
            {headline}
            <p class="empty-state__text">{move || text.get()}</p>
            {children.map(|children| view! { <div class="empty-state__actions">{children()}</div> })}
        </div>
    }
}
