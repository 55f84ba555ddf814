//! What one script of the page leaves in the window for the next one, which takes it away.

use js_sys::Reflect;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// Leaves something for whoever comes next.
pub fn leave(name: &str, value: &JsValue) {
    let left = Reflect::set(&window(), &name.into(), value);
    debug_assert!(left.is_ok(), "the window takes properties");
}

/// Takes what was left, once.
pub fn take(name: &str) -> Option<JsValue> {
    let (window, name) = (window(), JsValue::from(name));
    let value = Reflect::get(&window, &name).ok()?;
    Reflect::delete_property(&window, &name).ok()?;
    (!value.is_undefined()).then_some(value)
}
