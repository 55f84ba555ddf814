//! A list of any length that draws only what is in view, and does not jump when something around the view changes.
//!
//! [`geometry`] decides everything; [`driver`] tells it what the browser did, and the browser what it decided.

mod driver;
pub mod geometry;

use leptos::{ev, html, prelude::*};
use web_sys::KeyboardEvent;

use self::driver::Driver;
pub use self::geometry::Anchor;
use crate::{
    platform::text::px,
    state::{Keyed, Row},
};

/// A drawn item.
pub struct Virtual<T: Keyed> {
    /// The item.
    pub row: Row<T>,
    /// The item before it, drawn or not.
    pub before: Signal<Option<Row<T>>>,
    /// Its place in the whole list, which changes as the list does.
    pub index: Signal<usize>,
    /// Its `tabindex`: one item of the list is a stop for the Tab key.
    pub tab_index: Signal<&'static str>,
}

/// What is drawn, and how much room stands for what is not.
#[derive(Clone, PartialEq)]
struct Drawn<T: Keyed> {
    /// The place of the first drawn item in the whole list.
    start: usize,
    /// The items that are drawn.
    rows: Vec<Row<T>>,
    /// The item before them.
    before: Option<Row<T>>,
    /// The height of what is above them.
    above: f64,
    /// The height of what is below them.
    below: f64,
}

impl<T: Keyed> Default for Drawn<T> {
    fn default() -> Self {
        Self {
            start: 0,
            rows: Vec::new(),
            before: None,
            above: 0.0,
            below: 0.0,
        }
    }
}

impl<T: Keyed> Drawn<T> {
    fn before(&self, position: usize) -> Option<Row<T>> {
        match position.checked_sub(1) {
            Some(before) => self.rows.get(before).cloned(),
            None => self.before.clone(),
        }
    }
}

/// What a list's surroundings can see and ask of it.
pub struct ListView<T: Keyed> {
    driver: Driver<T>,
}

impl<T: Keyed> Clone for ListView<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Keyed> Copy for ListView<T> {}

impl<T: Keyed> ListView<T> {
    /// The view of these rows; it begins at the end of the list, or where it was left.
    pub fn new(rows: RwSignal<Vec<Row<T>>>, left_at: Option<Anchor<T::Key>>) -> Self {
        Self {
            driver: Driver::new(rows, left_at),
        }
    }

    /// Whether the end is in view.
    pub fn is_at_end(self) -> Signal<bool> {
        self.driver.is_at_end.into()
    }

    /// Whether the list's beginning is about to come into view.
    pub fn is_near_start(self) -> Signal<bool> {
        self.driver.is_near_start.into()
    }

    /// What the view holds on to, to come back to it later.
    pub fn anchor(self) -> Anchor<T::Key> {
        self.driver.anchor()
    }

    /// Scrolls to the end, and stays there.
    pub fn go_to_end(self) {
        self.driver.go_to_end();
    }

    /// Scrolls an item into view and moves the focus to it.
    pub fn focus(self, key: &T::Key) {
        self.driver.focus(key);
    }
}

/// A scrolling list.
#[component]
pub fn VirtualList<T, V>(
    /// The list and its view.
    view: ListView<T>,
    /// Its role.
    role: &'static str,
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the arrow keys stop at an item.
    is_stop: fn(&T) -> bool,
    /// Draws an item; its first element takes the focus.
    children: fn(Virtual<T>) -> V,
) -> impl IntoView
where
    T: Keyed,
    V: IntoView + 'static,
{
    let driver = view.driver;
    let scroller = NodeRef::<html::Div>::new();
    let content = NodeRef::<html::Div>::new();
    scroller.on_load(move |element| driver.start(element.into(), content));
    on_cleanup(move || driver.stop());
    let drawn = driver.drawn;
    let item = move |position: ReadSignal<usize>, row: Row<T>| {
        view! { <Measured driver row position children /> }
    };
    view! {
        <div
            node_ref=scroller
            class="virtual-list"
            role=role
            aria-label=move || label.get()
            tabindex="-1"
            on:scroll=move |_| driver.on_scroll()
            on:keydown=move |event| on_key(&event, driver, is_stop)
            on:focusin=move |event| driver.on_focus(&event)
        >
            <div node_ref=content class="virtual-list__content">
                <div
                    class="virtual-list__space"
                    style:height=move || drawn.with(|drawn| px(drawn.above))
                ></div>
                <ForEnumerate
                    each=move || drawn.with(|drawn| drawn.rows.clone())
                    key=|row| row.key.clone()
                    children=item
                />
                <div
                    class="virtual-list__space"
                    style:height=move || drawn.with(|drawn| px(drawn.below))
                ></div>
            </div>
        </div>
    }
}

/// The box whose height counts.
#[component]
fn Measured<T, V>(
    driver: Driver<T>,
    row: Row<T>,
    position: ReadSignal<usize>,
    children: fn(Virtual<T>) -> V,
) -> impl IntoView
where
    T: Keyed,
    V: IntoView + 'static,
{
    let node = NodeRef::<html::Div>::new();
    let (key, gone) = (row.key.clone(), row.key.clone());
    let is_stop = driver.is_tab_stop(row.key.clone());
    node.on_load(move |element| driver.observe(key, element.into()));
    on_cleanup(move || driver.unobserve(&gone));
    let drawn = driver.drawn;
    let before = Memo::new(move |_| drawn.with(|drawn| drawn.before(position.get())));
    let index = Memo::new(move |_| drawn.with(|drawn| drawn.start) + position.get());
    let item = Virtual {
        row,
        before: before.into(),
        index: index.into(),
        tab_index: Signal::derive(move || if is_stop.get() { "0" } else { "-1" }),
    };
    view! {
        <div node_ref=node class="virtual-list__item" role="presentation">
            {children(item)}
        </div>
    }
}

fn on_key<T: Keyed>(event: &KeyboardEvent, driver: Driver<T>, is_stop: fn(&T) -> bool) {
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    if has_modifier || !driver.has_item_focus(event) {
        return;
    }
    let moved = match event.key().as_str() {
        "ArrowUp" => driver.move_focus(driver::Step::Back, is_stop),
        "ArrowDown" => driver.move_focus(driver::Step::On, is_stop),
        "Home" => driver.move_focus(driver::Step::First, is_stop),
        "End" => driver.move_focus(driver::Step::Last, is_stop),
        _ => return,
    };
    if moved {
        ev::Event::prevent_default(event);
    }
}
