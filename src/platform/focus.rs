//! Gives the keyboard's focus to what has come, and keeps it where elements come, go and change their places.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::on_next_frame;

/// Keeps the focus within an element whose content is about to change: browsers take it from whatever is moved. Where that
/// is gone, what `otherwise` says gets it.
pub fn keep_focus(within: &HtmlElement, otherwise: impl FnOnce() -> Option<HtmlElement> + 'static) {
    let Some(focused) = focused() else { return };
    if !within.contains(Some(&focused)) {
        return;
    }
    on_next_frame(move || {
        if self::focused().is_some() {
            return;
        }
        let next = match focused.is_connected() {
            true => Some(focused),
            false => otherwise(),
        };
        if let Some(next) = next {
            drop(next.focus());
        }
    });
}

/// Gives an element the focus in the next frame, when it can take it; not where the reader has gone to another field by then.
pub fn focus_on_next_frame(element: HtmlElement) {
    let before = focused();
    on_next_frame(move || {
        let now = focused();
        if now == before || !now.is_some_and(|now| is_field(&now)) {
            drop(element.focus());
        }
    });
}

fn is_field(element: &HtmlElement) -> bool {
    element.matches("input, textarea").unwrap_or(false)
}

/// What has the focus, if anything has: without, it is the page's body.
fn focused() -> Option<HtmlElement> {
    let focused: HtmlElement = document().active_element()?.dyn_into().ok()?;
    (focused.tag_name() != "BODY").then_some(focused)
}
