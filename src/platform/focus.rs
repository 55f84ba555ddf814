//! Keeps the keyboard's focus where elements come, go and change their places.

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

/// What has the focus, if anything has: without, it is the page's body.
fn focused() -> Option<HtmlElement> {
    let focused: HtmlElement = document().active_element()?.dyn_into().ok()?;
    (focused.tag_name() != "BODY").then_some(focused)
}
