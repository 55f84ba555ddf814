//! Menus on the browser's own popover: they close by themselves, and the arrow keys move in them.

use icondata_core::Icon as IconData;
use icondata_lu::LuCheck;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, HtmlElement, KeyboardEvent, MouseEvent};

use super::{Icon, field::next_id};
use crate::platform::{on_next_frame, text::px};

/// A menu that can be opened.
#[derive(Clone, Copy)]
pub struct MenuHandle {
    id: StoredValue<String>,
    node: NodeRef<html::Div>,
    is_open: RwSignal<bool>,
    /// Where on the screen the menu of many things is asked for.
    place: RwSignal<[f64; 4]>,
}

impl MenuHandle {
    /// A menu that is not open yet.
    pub fn new() -> Self {
        Self {
            id: StoredValue::new(next_id()),
            node: NodeRef::new(),
            is_open: RwSignal::new(false),
            place: RwSignal::default(),
        }
    }

    /// What a button names to open it: `popovertarget`.
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// Whether it is open.
    pub fn is_open(self) -> bool {
        self.is_open.get()
    }

    /// Has it open beside this from now on.
    pub fn place_at(self, area: &DomRect) {
        let area = [area.left(), area.top(), area.width(), area.height()];
        self.place.set(area);
    }

    /// Opens it where the pointer is.
    pub fn open_under(self, pointer: &MouseEvent) {
        let place = [pointer.client_x(), pointer.client_y(), 0, 0];
        self.place.set(place.map(f64::from));
        if let Some(menu) = self.node.get_untracked() {
            drop(menu.show_popover());
        }
    }

    fn anchor(self) -> String {
        format!("--{}", self.id())
    }
}

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
    let menu = MenuHandle::new();
    view! {
        <button
            class="menu-button"
            type="button"
            aria-label=move || label.get()
            title=move || label.get()
            aria-haspopup="menu"
            aria-expanded=move || menu.is_open().to_string()
            popovertarget=menu.id()
            style:anchor-name=menu.anchor()
        >
            {button.run()}
        </button>
        <MenuBox menu label items=StoredValue::new(children) />
    }
}

/// One menu for many things, which opens beside the one that it is asked for. What it offers is drawn anew each time.
#[component]
pub fn SharedMenu(
    /// How it is opened.
    menu: MenuHandle,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Its items.
    children: ChildrenFn,
) -> impl IntoView {
    let edge = move |which: usize| move || px(menu.place.get()[which]);
    view! {
        <span
            class="menu-anchor"
            style:left=edge(0)
            style:top=edge(1)
            style:width=edge(2)
            style:height=edge(3)
            style:anchor-name=menu.anchor()
        ></span>
        <MenuBox menu label items=StoredValue::new(children) />
    }
}

#[component]
fn MenuBox(
    menu: MenuHandle,
    label: Signal<String>,
    items: StoredValue<ChildrenFn>,
) -> impl IntoView {
    let node = menu.node;
    let on_toggle = move |_| {
        let Some(element) = node.get_untracked() else {
            return;
        };
        let now = element.matches(":popover-open").unwrap_or(false);
        menu.is_open.set(now);
        if now {
            on_next_frame(move || focus_item(&element, Target::First));
        }
    };
    view! {
        <div
            node_ref=node
            id=menu.id()
            class="menu"
            role="menu"
            popover="auto"
            aria-label=move || label.get()
            style:position-anchor=menu.anchor()
            on:toggle=on_toggle
            on:keydown=move |event| on_key(&event, node)
        >
            <Show when=move || menu.is_open()>{items.with_value(|items| items())}</Show>
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
    let kind = is_dangerous.then_some("danger");
    let sign = view! { <Icon icon /> }.into_any();
    item(
        "menuitem",
        kind,
        Signal::stored(None),
        sign,
        label,
        on_choose,
    )
}

/// What a [`MenuChoice`] is among its like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// One of several: the others are off then.
    One,
    /// On or off by itself.
    Switch,
}

/// What is on or off in a menu. Choosing it closes the menu.
#[component]
pub fn MenuChoice(
    /// What it is among its like.
    kind: ChoiceKind,
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    is_on: Signal<bool>,
    /// What choosing it does.
    #[prop(into)]
    on_choose: Callback<()>,
) -> impl IntoView {
    let role = match kind {
        ChoiceKind::One => "menuitemradio",
        ChoiceKind::Switch => "menuitemcheckbox",
    };
    let sign = view! { <Icon icon=LuCheck /> }.into_any();
    let checked = Signal::derive(move || Some(is_on.get()));
    item(role, None, checked, sign, label, on_choose)
}

/// Items that belong together, under a heading.
#[component]
pub fn MenuGroup(
    /// The heading.
    #[prop(into)]
    label: Signal<String>,
    /// The items.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="menu__group" role="group" aria-label=move || label.get()>
            <p class="menu__heading" aria-hidden="true">{move || label.get()}</p>
            {children()}
        </div>
    }
}

fn item(
    role: &'static str,
    kind: Option<&'static str>,
    checked: Signal<Option<bool>>,
    sign: AnyView,
    label: Signal<String>,
    on_choose: Callback<()>,
) -> impl IntoView {
    let choose = move |event: MouseEvent| {
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
            role=role
            type="button"
            tabindex="-1"
            data-kind=kind
            aria-checked=move || checked.get().map(|checked| checked.to_string())
            on:click=choose
        >
            {sign}
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
    let Ok(items) = menu.query_selector_all("[role^=menuitem]") else {
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
