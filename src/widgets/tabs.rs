//! Tabs beside their panels: one is shown, arrow keys go from one to the next.

use leptos::{html, prelude::*};
use web_sys::{KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::next_id;
use crate::platform::on_next_frame;

/// A tab and what it shows.
pub struct Tab {
    /// Its name.
    pub label: Signal<String>,
    /// What it shows.
    pub panel: ViewFn,
}

/// Tabs.
#[component]
pub fn Tabs(
    /// What they are about.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs, in their order.
    tabs: Vec<Tab>,
    /// The place of the one that is shown at first.
    #[prop(optional)]
    first: usize,
) -> impl IntoView {
    let id = StoredValue::new(next_id());
    let chosen = RwSignal::new(first);
    let n_tabs = tabs.len();
    let nodes: Vec<NodeRef<html::Button>> = tabs.iter().map(|_| NodeRef::new()).collect();
    let (labels, panels): (Vec<_>, Vec<_>) =
        tabs.into_iter().map(|tab| (tab.label, tab.panel)).unzip();
    let panels = StoredValue::new(panels);
    let tab_id = move |place: usize| id.with_value(|id| format!("{id}-tab-{place}"));
    let panel_id = move || id.with_value(|id| format!("{id}-panel"));
    // On a phone, not all of them are in view.
    let show_chosen = {
        let nodes = nodes.clone();
        move || {
            if let Some(tab) = nodes.get(chosen.get()).and_then(|node| node.get()) {
                // A dialog is shown with the next frame.
                on_next_frame(move || {
                    tab.scroll_into_view_with_scroll_into_view_options(&nearest());
                });
            }
        }
    };
    Effect::new(show_chosen);
    let go = {
        let nodes = nodes.clone();
        move |event: KeyboardEvent| {
            let here = chosen.get_untracked();
            let Some(next) = next_place(&event.key(), here, n_tabs) else {
                return;
            };
            event.prevent_default();
            chosen.set(next);
            if let Some(tab) = nodes.get(next).and_then(|node| node.get_untracked()) {
                drop(tab.focus());
            }
        }
    };
    let drawn = labels
        .into_iter()
        .zip(nodes)
        .enumerate()
        .map(|(place, (label, node))| {
            let is_chosen = move || chosen.get() == place;
            view! {
                <button
                    node_ref=node
                    class="tabs__tab"
                    type="button"
                    role="tab"
                    id=tab_id(place)
                    aria-selected=move || is_chosen().to_string()
                    aria-controls=panel_id()
                    tabindex=move || if is_chosen() { "0" } else { "-1" }
                    on:click=move |_| chosen.set(place)
                >
                    {move || label.get()}
                </button>
            }
        });
    view! {
        <div class="tabs">
            <div
                class="tabs__list"
                role="tablist"
                aria-label=move || label.get()
                on:keydown=go
            >
                {drawn.collect_view()}
            </div>
            <div
                class="tabs__panel"
                role="tabpanel"
                id=panel_id()
                aria-labelledby=move || tab_id(chosen.get())
            >
                {move || panels.with_value(|panels| panels.get(chosen.get()).map(ViewFn::run))}
            </div>
        </div>
    }
}

/// No further than it takes.
fn nearest() -> ScrollIntoViewOptions {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    options
}

/// Where a key leads.
fn next_place(key: &str, here: usize, n_tabs: usize) -> Option<usize> {
    match key {
        "ArrowDown" | "ArrowRight" => Some((here + 1) % n_tabs),
        "ArrowUp" | "ArrowLeft" => Some((here + n_tabs - 1) % n_tabs),
        "Home" => Some(0),
        "End" => n_tabs.checked_sub(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_round() {
        assert_eq!(next_place("ArrowDown", 2, 3), Some(0));
        assert_eq!(next_place("ArrowLeft", 0, 3), Some(2));
        assert_eq!(next_place("End", 0, 3), Some(2));
        assert_eq!(next_place("x", 0, 3), None);
    }
}
