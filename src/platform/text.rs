//! Numbers and letters by the browser's own hands: Rust's tables for them are a tenth of what the app may weigh.

use js_sys::{JsString, Number};
use wasm_bindgen::JsValue;

/// A length in CSS pixels.
pub fn px(length: f64) -> String {
    let digits = Number::to_string_with_radix(&JsValue::from_f64(length).into(), 10);
    digits.map_or_else(|_| String::new(), |digits| format!("{digits}px"))
}

/// The number that a text begins with (`16px`).
pub fn number(text: &str) -> Option<f64> {
    let number = Number::parse_float(text);
    number.is_finite().then_some(number)
}

/// In small letters, as far as the script has such.
pub fn to_lower_case(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
