//! The one element of a list that the Tab key stops at; the arrow keys lead to the others.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::platform::on_next_frame;

/// A list's tab stop, for what is in it.
pub struct TabStop<K: Send + Sync + 'static> {
    /// What has the focus, or had it last.
    focused: RwSignal<Option<K>>,
    now: Memo<Option<K>>,
}

impl<K: Send + Sync + 'static> Clone for TabStop<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static> Copy for TabStop<K> {}

/// Works out the tab stop for all below, of what is drawn and of what is chosen.
pub fn provide_tab_stop<K: Clone + PartialEq + Send + Sync + 'static>(
    drawn: impl Fn() -> Vec<K> + Send + Sync + 'static,
    chosen: impl Fn() -> Option<K> + Send + Sync + 'static,
) {
    let focused = RwSignal::new(None);
    let now = Memo::new(move |_| {
        let (drawn, chosen) = (drawn(), chosen());
        focused.with(|focused: &Option<K>| {
            tab_stop(&drawn, focused.as_ref(), chosen.as_ref()).cloned()
        })
    });
    provide_context(TabStop { focused, now });
}

/// The tab stop of the list around.
pub fn use_tab_stop<K: Send + Sync + 'static>() -> TabStop<K> {
    expect_context()
}

impl<K: Clone + PartialEq + Send + Sync + 'static> TabStop<K> {
    /// Whether it is here.
    pub fn is_at(self, key: &K) -> bool {
        self.now.with(|now| now.as_ref() == Some(key))
    }

    /// This got the focus.
    pub fn move_to(self, key: &K) {
        self.focused.set(Some(key.clone()));
    }
}

/// Where the reader was, else what is chosen, else the first: whichever is drawn.
fn tab_stop<'a, K: PartialEq>(
    drawn: &'a [K],
    focused: Option<&K>,
    chosen: Option<&K>,
) -> Option<&'a K> {
    let is_focused = |key: &&K| Some(*key) == focused;
    let is_chosen = |key: &&K| Some(*key) == chosen;
    let found = drawn.iter().find(is_focused);
    found
        .or_else(|| drawn.iter().find(is_chosen))
        .or_else(|| drawn.first())
}

/// Moves the focus through what is drawn in a box that scrolls, by the arrow keys, Home and End. More is drawn as it gets near that.
pub fn move_focus(event: &KeyboardEvent, scroller: &HtmlElement, stops: &'static str) {
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    if has_modifier {
        return;
    }
    match event.key().as_str() {
        "ArrowDown" => step(scroller, stops, 1),
        "ArrowUp" => step(scroller, stops, -1),
        "Home" => jump(scroller, stops, 0, |stops| stops.first()),
        "End" => jump(scroller, stops, scroller.scroll_height(), |stops| {
            stops.last()
        }),
        _ => return,
    }
    event.prevent_default();
}

fn step(scroller: &HtmlElement, stops: &str, by: isize) {
    let stops = drawn_stops(scroller, stops);
    let focused = document().active_element();
    let at = stops
        .iter()
        .position(|stop| Some(stop.as_ref()) == focused.as_ref());
    let next = at.and_then(|at| at.checked_add_signed(by)).unwrap_or(0);
    if let Some(stop) = stops.get(next) {
        drop(stop.focus());
    }
}

fn jump(
    scroller: &HtmlElement,
    stops: &'static str,
    to: i32,
    which: fn(&[HtmlElement]) -> Option<&HtmlElement>,
) {
    scroller.set_scroll_top(to);
    let scroller = scroller.clone();
    // The scroll event comes with the next frame, and what it has drawn can be focused in the one after.
    on_next_frame(move || {
        on_next_frame(move || {
            if let Some(stop) = which(&drawn_stops(&scroller, stops)) {
                drop(stop.focus());
            }
        });
    });
}

fn drawn_stops(scroller: &HtmlElement, stops: &str) -> Vec<HtmlElement> {
    let Ok(found) = scroller.query_selector_all(stops) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_what_is_drawn_is_the_stop() {
        let cases = [
            (&[1, 2, 3][..], Some(3), Some(2), Some(3)),
            (&[1, 2, 3], None, Some(2), Some(2)),
            (&[1, 2, 3], Some(9), Some(2), Some(2)),
            (&[1, 2, 3], Some(9), Some(8), Some(1)),
            (&[1, 2, 3], None, None, Some(1)),
            (&[], Some(1), Some(2), None),
        ];
        for (drawn, focused, chosen, wanted) in cases {
            let stop = tab_stop(drawn, focused.as_ref(), chosen.as_ref());
            assert_eq!(stop, wanted.as_ref());
        }
    }
}
