//! What the door leaves for the app: the way to close it.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::platform::slot;

/// Where the door leaves it.
const SLOT: &str = "loggiaDoor";

/// A door that is open, as the app sees it.
pub struct Doorway(Function);

impl Doorway {
    /// Leaves a way to close the door.
    pub fn leave(close: impl FnOnce() + 'static) {
        slot::leave(SLOT, &Closure::once_into_js(close));
    }

    /// The door that is open, if there is one.
    pub fn find() -> Option<Self> {
        slot::take(SLOT)?.dyn_into().ok().map(Self)
    }

    /// Closes the door.
    pub fn close(self) {
        drop(self.0.call0(&JsValue::NULL));
    }
}
