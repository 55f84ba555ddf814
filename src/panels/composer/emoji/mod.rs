//! Choosing an emoji.

mod data;
mod picker;

use icondata_core::Icon as IconData;
use leptos::{html, prelude::*};

use self::picker::Picker;
use crate::widgets::{Icon, next_id};

/// A button that opens the choice.
#[component]
pub fn EmojiButton(
    /// The button's name, and the choice's.
    #[prop(into)]
    label: Signal<String>,
    /// What is on the button.
    icon: IconData,
    /// What becomes of the chosen emoji.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let id = next_id();
    let anchor = format!("--{id}");
    let popover = NodeRef::<html::Div>::new();
    let is_open = RwSignal::new(false);
    let on_toggle = move |_| {
        if let Some(popover) = popover.get_untracked() {
            is_open.set(popover.matches(":popover-open").unwrap_or(false));
        }
    };
    let choose = move |emoji: String| {
        if let Some(popover) = popover.get_untracked() {
            drop(popover.hide_popover());
        }
        on_choose.run(emoji);
    };
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=move || label.get()
            title=move || label.get()
            aria-haspopup="dialog"
            aria-expanded=move || is_open.get().to_string()
            popovertarget=id.clone()
            style:anchor-name=anchor.clone()
        >
            <Icon icon />
        </button>
        <div
            node_ref=popover
            id=id
            class="emoji-popover"
            role="dialog"
            popover="auto"
            aria-label=move || label.get()
            style:position-anchor=anchor
            on:toggle=on_toggle
        >
            <Show when=move || is_open.get()>
                <Picker on_choose=choose />
            </Show>
        </div>
    }
}
