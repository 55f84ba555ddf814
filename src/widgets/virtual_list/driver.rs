//! Between a list's geometry and the browser: measures, scrolls, draws, moves the focus.
//!
//! Order within a frame: the reader's scrolling comes first, then new content, then its measured heights; the scroll
//! position is put right after the layout and before the paint, so that nobody sees it move.

use std::{collections::HashMap, ops::Range};

use js_sys::Array;
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, FocusEvent, HtmlElement, Node, ResizeObserver};

use super::{
    Drawn,
    geometry::{Anchor, Geometry},
};
use crate::{
    platform::{keep_focus, on_next_frame},
    state::{Keyed, Row},
};

/// An item's height in pixels before any was drawn.
const ESTIMATE: f64 = 56.0;
/// How much is drawn above and below the view, in views.
const MARGIN: f64 = 0.6;
/// How close to the start is near, in views.
const NEAR: f64 = 2.0;
/// Differences below this are the browser's rounding.
const ROUNDING: f64 = 0.6;

/// A step of the focus.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the item before.
    Back,
    /// To the item after.
    On,
    /// To the first item that is loaded.
    First,
    /// To the last item.
    Last,
}

/// The list's moving parts.
pub struct Driver<T: Keyed> {
    /// All items.
    pub rows: RwSignal<Vec<Row<T>>>,
    /// What is drawn.
    pub(super) drawn: RwSignal<Drawn<T>>,
    /// Whether the end is in view.
    pub is_at_end: RwSignal<bool>,
    /// Whether the beginning is about to come into view.
    pub is_near_start: RwSignal<bool>,
    active: RwSignal<Option<T::Key>>,
    state: StoredValue<State<T::Key>, LocalStorage>,
}

impl<T: Keyed> Clone for Driver<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Keyed> Copy for Driver<T> {}

/// What watches the sizes of the items, and what it calls.
type Observer = (ResizeObserver, Closure<dyn Fn(Array)>);

struct State<K> {
    geometry: Geometry<K>,
    /// Where to begin, once there are items.
    left_at: Option<Anchor<K>>,
    scroller: Option<HtmlElement>,
    items: HashMap<K, HtmlElement>,
    observer: Option<Observer>,
    /// Where the view was scrolled to when it was last looked at.
    seen_at: f64,
    /// Whether the drawn range will be worked out in the next frame.
    is_due: bool,
}

impl<T: Keyed> Driver<T> {
    /// A driver that waits for its elements.
    pub fn new(rows: RwSignal<Vec<Row<T>>>, left_at: Option<Anchor<T::Key>>) -> Self {
        Self {
            rows,
            drawn: RwSignal::default(),
            is_at_end: RwSignal::new(true),
            is_near_start: RwSignal::new(false),
            active: RwSignal::new(None),
            state: StoredValue::new_local(State {
                geometry: Geometry::new(ESTIMATE),
                left_at,
                scroller: None,
                items: HashMap::new(),
                observer: None,
                seen_at: 0.0,
                is_due: false,
            }),
        }
    }

    /// The elements are there.
    pub fn start(self, scroller: HtmlElement, content: NodeRef<html::Div>) {
        let on_resize = Closure::<dyn Fn(Array)>::new(move |_entries| self.on_resize());
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref())
            .expect("every supported browser has resize observers");
        observer.observe(&scroller);
        self.state.update_value(|state| {
            state.items.values().for_each(|item| observer.observe(item));
            state
                .geometry
                .set_viewport(f64::from(scroller.client_height()));
            state.scroller = Some(scroller);
            state.observer = Some((observer.clone(), on_resize));
        });
        content.on_load(move |content| observer.observe(&content));
        Effect::new(move || {
            let keys = self
                .rows
                .with(|rows| rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>());
            self.on_rows(keys);
        });
    }

    /// The elements are about to go.
    pub fn stop(self) {
        self.state.try_update_value(|state| {
            if let Some((observer, _)) = state.observer.take() {
                observer.disconnect();
            }
            state.scroller = None;
        });
    }

    /// Measures an item from now on.
    pub fn observe(self, key: T::Key, element: HtmlElement) {
        self.state.update_value(|state| {
            if let Some((observer, _)) = &state.observer {
                observer.observe(&element);
            }
            state.items.insert(key, element);
        });
    }

    /// An item is not drawn any more.
    pub fn unobserve(self, key: &T::Key) {
        self.state.try_update_value(|state| {
            let element = state.items.remove(key);
            if let (Some((observer, _)), Some(element)) = (&state.observer, element) {
                observer.unobserve(&element);
            }
        });
    }

    /// The reader scrolled, or the view was scrolled by us.
    pub fn on_scroll(self) {
        self.state.update_value(|state| {
            state.look();
            state.hold();
        });
        self.draw();
    }

    /// What the view holds on to.
    pub fn anchor(self) -> Anchor<T::Key> {
        self.state
            .try_with_value(|state| state.geometry.anchor().clone())
            .unwrap_or(Anchor::End)
    }

    /// Scrolls to the end.
    pub fn go_to_end(self) {
        self.go_to(|geometry| geometry.set_anchor(Anchor::End));
    }

    /// Scrolls an item into view and moves the focus to it.
    pub fn focus(self, key: &T::Key) {
        self.go_to(|geometry| {
            if let Some(index) = geometry.index_of(key) {
                geometry.reveal(index);
            }
        });
        self.active.set(Some(key.clone()));
        let key = key.clone();
        on_next_frame(move || {
            let focused = self.state.try_with_value(|state| state.element(&key));
            if let Some(Some(item)) = focused {
                drop(item.focus());
            }
        });
    }

    /// Moves the focus from the item that has it; says whether there is one to move to.
    pub fn move_focus(self, step: Step, is_stop: fn(&T) -> bool) -> bool {
        let Some(active) = self.active.get_untracked() else {
            return false;
        };
        let found = self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|row| row.key == active);
            let is_stop = |row: &&Row<T>| is_stop(&row.value.read_untracked());
            let (before, after) = rows.split_at(at.unwrap_or(rows.len()));
            match step {
                Step::Back => before.iter().rev().find(is_stop),
                Step::On => after.iter().skip(1).find(is_stop),
                Step::First => rows.iter().find(is_stop),
                Step::Last => rows.iter().rev().find(is_stop),
            }
            .map(|row| row.key.clone())
        });
        match &found {
            Some(key) => self.focus(key),
            None => return false,
        }
        true
    }

    /// Whether this item is where the Tab key stops: the last one that had the focus, else the last of the list.
    pub fn is_tab_stop(self, key: T::Key) -> Signal<bool> {
        Signal::derive(move || match self.active.get() {
            Some(active) => active == key,
            None => self.rows.with(|rows| last_key(rows).as_ref() == Some(&key)),
        })
    }

    /// Notes which item has the focus.
    pub fn on_focus(self, event: &FocusEvent) {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok())
        else {
            return;
        };
        let key = self.state.with_value(|state| {
            let item = state
                .items
                .iter()
                .find(|(_, item)| item.contains(Some(&target)));
            item.map(|(key, _)| key.clone())
        });
        if key.is_some() {
            self.active.set(key);
        }
    }

    /// Whether an item itself has the focus, and not a control in it.
    pub fn has_item_focus(self, event: &Event) -> bool {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok())
        else {
            return false;
        };
        self.state.with_value(|state| {
            let is_item = |item: &HtmlElement| target.parent_node().as_ref() == Some(item.as_ref());
            state.items.values().any(is_item)
        })
    }

    /// What is about to be drawn may move the item that has the focus, or not have it any more: then the one that is where the
    /// Tab key stops gets it.
    fn keep_focus(self) {
        let scroller = self.state.with_value(|state| state.scroller.clone());
        let Some(scroller) = scroller else { return };
        keep_focus(&scroller, move || {
            let active = self.active.try_get_untracked()?;
            let stop = active.or_else(|| self.rows.with_untracked(|rows| last_key(rows)))?;
            self.state.with_value(|state| state.element(&stop))
        });
    }

    fn go_to(self, change: impl FnOnce(&mut Geometry<T::Key>)) {
        self.state.update_value(|state| {
            state.look();
            change(&mut state.geometry);
        });
        self.draw();
    }

    fn on_rows(self, keys: Vec<T::Key>) {
        let active = self.active.get_untracked();
        if active.is_some_and(|active| !keys.contains(&active)) {
            self.active.set(None);
        }
        self.state.update_value(|state| {
            state.look();
            let is_first = !keys.is_empty() && state.left_at.is_some();
            state.geometry.set_keys(keys);
            if is_first && let Some(anchor) = state.left_at.take() {
                state.geometry.set_anchor(anchor);
            }
        });
        self.draw();
    }

    /// Heights have changed: the layout is done, the paint is still to come.
    fn on_resize(self) {
        let was_there = self.state.try_update_value(|state| {
            // The event of a scroll that is under way may come after this.
            state.look();
            if let Some(scroller) = &state.scroller {
                state
                    .geometry
                    .set_viewport(f64::from(scroller.client_height()));
            }
            state.hold();
            std::mem::replace(&mut state.is_due, true)
        });
        // What is drawn changes in the next frame: a change now would have the observer run in circles.
        if was_there == Some(false) {
            on_next_frame(move || {
                let is_alive = self.state.try_update_value(|state| state.is_due = false);
                if is_alive.is_some() {
                    self.draw();
                }
            });
        }
    }

    /// Works out what is drawn, and has it drawn if that differs.
    fn draw(self) {
        let drawn = self.state.try_update_value(State::layout);
        let Some(Layout {
            range,
            above,
            below,
            is_at_end,
            is_near_start,
        }) = drawn
        else {
            return;
        };
        let drawn = self.rows.with_untracked(|rows| Drawn {
            start: range.start,
            before: range
                .start
                .checked_sub(1)
                .and_then(|before| rows.get(before).cloned()),
            rows: rows.get(range).unwrap_or_default().to_vec(),
            above,
            below,
        });
        if self.drawn.with_untracked(|before| *before != drawn) {
            self.keep_focus();
            self.drawn.set(drawn);
        }
        for (signal, now) in [
            (self.is_at_end, is_at_end),
            (self.is_near_start, is_near_start),
        ] {
            if signal.get_untracked() != now {
                signal.set(now);
            }
        }
    }
}

/// What the geometry says of the present moment.
struct Layout {
    range: Range<usize>,
    above: f64,
    below: f64,
    is_at_end: bool,
    is_near_start: bool,
}

impl<K: Clone + Eq + std::hash::Hash> State<K> {
    /// Takes over what the browser has made of what was drawn. Whatever changes the list next has to look first: that a
    /// list became shorter cannot be seen any more once it is longer again.
    fn look(&mut self) {
        self.measure();
        self.absorb();
    }

    fn measure(&mut self) {
        let mut is_news = false;
        for (key, item) in &self.items {
            let height = item.get_bounding_client_rect().height();
            is_news |= self.geometry.set_height(key, height);
        }
        if is_news {
            self.geometry.place();
        }
    }

    /// What of an item takes the focus, if it is drawn.
    fn element(&self, key: &K) -> Option<HtmlElement> {
        let element = self.items.get(key)?.first_element_child()?;
        element.dyn_into().ok()
    }

    /// Takes over where the reader has scrolled to. A list that became shorter moves the view upwards as well, but no further
    /// than to its end: that is nobody's wish.
    fn absorb(&mut self) {
        let Some(now) = self.scroller.as_ref().map(scroll_top) else {
            return;
        };
        let delta = now - self.seen_at;
        self.seen_at = now;
        let is_moved_along = delta < 0.0 && self.is_at_bottom();
        if delta.abs() > ROUNDING && !is_moved_along {
            self.geometry.scroll_by(delta);
        }
    }

    /// Whether the browser cannot scroll further down.
    fn is_at_bottom(&self) -> bool {
        self.scroller.as_ref().is_some_and(|scroller| {
            let end = f64::from(scroller.scroll_height() - scroller.client_height());
            end - scroll_top(scroller) <= ROUNDING
        })
    }

    /// Puts the scroll position where the anchor wants it.
    fn hold(&mut self) {
        let Some(scroller) = &self.scroller else {
            return;
        };
        let wanted = self.geometry.scroll_top();
        if (scroll_top(scroller) - wanted).abs() > ROUNDING {
            scroller.set_scroll_top(wanted.round() as i32);
        }
        self.seen_at = scroll_top(scroller);
    }

    fn layout(&mut self) -> Layout {
        self.geometry.learn();
        let viewport = self.geometry.viewport();
        let range = self.geometry.window(viewport * MARGIN);
        Layout {
            above: self.geometry.top_of(range.start),
            below: self.geometry.total() - self.geometry.top_of(range.end),
            range,
            is_at_end: self.geometry.is_at_end(),
            is_near_start: self.geometry.scroll_top() < viewport * NEAR,
        }
    }
}

fn last_key<T: Keyed>(rows: &[Row<T>]) -> Option<T::Key> {
    rows.last().map(|row| row.key.clone())
}

fn scroll_top(element: &HtmlElement) -> f64 {
    // The typed binding is whole-numbered; the browser's value may not be.
    crate::platform::property(element, "scrollTop")
        .and_then(|value| value.as_f64())
        .unwrap_or_default()
}
