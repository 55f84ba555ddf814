//! A line across a region that says what is the matter there, with what can be done about it.

use leptos::prelude::*;

/// What a banner is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BannerKind {
    /// Something can be done.
    Notice,
    /// Something should be done.
    Warning,
    /// Something went wrong.
    Error,
}

/// A banner. Errors are told at once, the rest when there is time.
#[component]
pub fn Banner(
    /// What it is about.
    kind: BannerKind,
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (name, role) = match kind {
        BannerKind::Notice => ("notice", "status"),
        BannerKind::Warning => ("warning", "status"),
        BannerKind::Error => ("error", "alert"),
    };
    view! {
        <div class="banner" data-kind=name role=role>
            <p class="banner__text">{move || text.get()}</p>
            {children.map(|children| view! { <div class="banner__actions">{children()}</div> })}
        </div>
    }
}
