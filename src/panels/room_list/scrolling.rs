//! The list's box: where it is scrolled to, and the keys that move through it.

use js_sys::Array;
use leptos::{html, prelude::*};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{KeyboardEvent, ResizeObserver};

use crate::{
    platform::{on_next_frame, text},
    widgets::{Scroll, move_focus},
};

/// What the arrow keys stop at.
const STOPS: &str = ".section__head, .room-row";

/// The root's font size in CSS pixels.
pub fn root_size() -> f64 {
    const USUAL: f64 = 16.0;
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| text::number(&size)).unwrap_or(USUAL)
}

/// Follows the height of the box.
pub fn watch_scroll(scroller: NodeRef<html::Div>, scroll: RwSignal<Scroll>) {
    scroller.on_load(move |element| {
        let on_resize = Closure::<dyn Fn(Array)>::new(move |_| {
            // The frame that the observer belongs to is laid out already: draw in the next one.
            on_next_frame(move || read_scroll(scroller, scroll));
        });
        let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref())
            .expect("every supported browser has resize observers");
        observer.observe(&element);
        let kept = SendWrapper::new((observer, on_resize));
        on_cleanup(move || kept.0.disconnect());
    });
}

/// Reads where the box is scrolled to.
pub fn read_scroll(scroller: NodeRef<html::Div>, scroll: RwSignal<Scroll>) {
    let Some(Some(element)) = scroller.try_get_untracked() else {
        return;
    };
    let now = Scroll {
        top: f64::from(element.scroll_top()),
        height: f64::from(element.client_height()),
    };
    if scroll
        .try_get_untracked()
        .is_some_and(|before| before != now)
    {
        scroll.set(now);
    }
}

/// Moves the focus through sections and rows.
pub fn on_key(event: &KeyboardEvent, scroller: NodeRef<html::Div>) {
    if let Some(scroller) = scroller.get_untracked() {
        move_focus(event, &scroller, STOPS);
    }
}
