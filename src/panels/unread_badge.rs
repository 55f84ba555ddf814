//! How much is new, in a list of rooms or spaces: a number, or a dot.

use leptos::prelude::*;

use crate::models::room::Badge;

/// The badge. It is decoration: what it stands for is said by the name of what it is on.
#[component]
pub fn UnreadBadge(
    /// What it shows; without anything new there is none.
    #[prop(into)]
    badge: Signal<Option<Badge>>,
) -> impl IntoView {
    move || {
        badge.get().map(|badge| {
            let (kind, text) = match badge {
                Badge::Count(n) => ("count", short_count(n)),
                Badge::Mention(n) => ("mention", short_count(n)),
                Badge::Dot => ("dot", String::new()),
            };
            view! { <span class="unread-badge" data-kind=kind aria-hidden="true">{text}</span> }
        })
    }
}

fn short_count(n: u32) -> String {
    const MOST: u32 = 999;
    if n > MOST {
        format!("{MOST}+")
    } else {
        n.to_string()
    }
}
