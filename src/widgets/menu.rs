//! Menus on the browser's own popover: they close by themselves, and the arrow keys move in them.

use icondata_core::Icon as IconData;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{Icon, field::next_id};

/// A button that opens a menu.
#[component]
pub fn Menu(
    /// The button's name, and the menu's.
    #[prop(into)]
    label: Signal<String>,
    /// What is on the button.
    #[prop(into)]
    button: ViewFn,
    /// The menu's items.
    children: ChildrenFn,
) -> impl IntoView {
    let id = next_id();
    let anchor = format!("--{id}");
    let menu = NodeRef::<html::Div>::new();
    let is_open = RwSignal::new(false);
    let children = StoredValue::new(children);
    let on_toggle = move |_| {
        let Some(menu) = menu.get_untracked() else {
            return;
        };
        let now = menu.matches(":popover-open").unwrap_or(false);
        is_open.set(now);
        if now {
            crate::platform::on_next_frame(move || focus_item(&menu, Target::First));
        }
    };
    view! {
        <button
            class="menu-button"
            type="button"
            aria-label=move || label.get()
            title=move || label.get()
            aria-haspopup="menu"
            aria-expanded=move || is_open.get().to_string()
            popovertarget=id.clone()
            style:anchor-name=anchor.clone()
        >
            {button.run()}
        </button>
        <div
            node_ref=menu
            id=id
            class="menu"
            role="menu"
            popover="auto"
            aria-label=move || label.get()
            style:position-anchor=anchor
            on:toggle=on_toggle
            on:keydown=move |event| on_key(&event, menu)
        >
            <Show when=move || is_open.get()>{children.with_value(|children| children())}</Show>
        </div>
    }
}

/// What a menu offers. Choosing it closes the menu.
#[component]
pub fn MenuItem(
    /// The icon.
    icon: IconData,
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it cannot be undone.
    #[prop(optional)]
    is_dangerous: bool,
    /// What choosing it does.
    #[prop(into)]
    on_choose: Callback<()>,
) -> impl IntoView {
    let choose = move |event: web_sys::MouseEvent| {
        let item: HtmlElement = event_target(&event);
        if let Ok(Some(menu)) = item.closest("[popover]")
            && let Ok(menu) = menu.dyn_into::<HtmlElement>()
        {
            drop(menu.hide_popover());
        }
        on_choose.run(());
    };
    view! {
        <button
            class="menu__item"
            role="menuitem"
            type="button"
            tabindex="-1"
            data-kind=is_dangerous.then_some("danger")
            on:click=choose
        >
            <Icon icon />
            <span>{move || label.get()}</span>
        </button>
    }
}

#[derive(Clone, Copy)]
enum Target {
    First,
    Last,
    Step(i32),
}

fn on_key(event: &KeyboardEvent, menu: NodeRef<html::Div>) {
    let Some(menu) = menu.get_untracked() else {
        return;
    };
    let target = match event.key().as_str() {
        "ArrowDown" => Target::Step(1),
        "ArrowUp" => Target::Step(-1),
        "Home" => Target::First,
        "End" => Target::Last,
        "Tab" => {
            drop(menu.hide_popover());
            return;
        }
        _ => return,
    };
    event.prevent_default();
    focus_item(&menu, target);
}

fn focus_item(menu: &HtmlElement, target: Target) {
    let Ok(items) = menu.query_selector_all("[role=menuitem]") else {
        return;
    };
    let items: Vec<HtmlElement> = (0..items.length())
        .filter_map(|index| items.item(index)?.dyn_into().ok())
        .collect();
    let focused = document().active_element();
    let at = items
        .iter()
        .position(|item| Some(item.as_ref()) == focused.as_ref());
    let n_items = items.len() as i32;
    let index = match (target, at) {
        (Target::First, _) => 0,
        (Target::Last, _) => n_items - 1,
        (Target::Step(step), Some(at)) => (at as i32 + step).rem_euclid(n_items.max(1)),
        (Target::Step(_), None) => 0,
    };
    if let Some(item) = items.get(index as usize) {
        drop(item.focus());
    }
}
