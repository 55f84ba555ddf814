//! The browser behind small functions: storage, clipboard, downloads, marks. Nothing here knows Matrix.

mod favicon;
mod focus;
pub mod service_worker;
pub mod slot;
pub mod text;
mod title;

use std::time::Duration;

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::{document, request_idle_callback_with_handle, set_timeout, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, Url};

pub use favicon::{set_app_badge, set_icon_badge};
pub use focus::{focus_on_next_frame, keep_focus};
pub use title::{set_title, set_title_prefix};

/// A value that was stored under this name on this device; none where the browser stores nothing.
pub fn load(name: &str) -> Option<String> {
    let storage = window().local_storage().ok().flatten()?;
    storage.get_item(&key(name)).ok().flatten()
}

/// Stores a value that may be lost: preferences, not data.
pub fn store(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // A full or forbidden storage only costs a preference.
        drop(storage.set_item(&key(name), value));
    }
}

/// Forgets a value.
pub fn forget(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        drop(storage.remove_item(&key(name)));
    }
}

/// Forgets everything that was stored for the account.
pub fn forget_all() {
    let Ok(Some(storage)) = window().local_storage() else {
        return;
    };
    let names: Vec<String> = (0..storage.length().unwrap_or(0))
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|name| name.starts_with(PREFIX))
        .collect();
    for name in names {
        drop(storage.remove_item(&name));
    }
}

const PREFIX: &str = "loggia:";

/// From this width on, the rooms and the open room stand side by side.
const WIDE: &str = "(min-width: 42.01rem)";

const MOUSE: &str = "(hover: hover)";

/// How long after something a browser that does not say so is taken to be idle.
const IDLE: Duration = Duration::from_millis(200);

/// How near its end a list is when it goes on, in CSS pixels.
const NEAR: i32 = 400;

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}

/// Puts a text on the clipboard; says whether that worked.
pub async fn copy(text: &str) -> bool {
    let promise = window().navigator().clipboard().write_text(text);
    JsFuture::from(promise).await.is_ok()
}

/// Saves a blob as a file of this name, as the browser saves downloads.
pub fn save_blob(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&url)
}

/// How the browser calls itself, to the last number.
pub fn user_agent() -> String {
    window().navigator().user_agent().unwrap_or_default()
}

/// Saves a text as a file.
pub fn save_text(text: &str, name: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/plain");
    let parts = Array::of1(&text.into());
    save_blob(
        &Blob::new_with_str_sequence_and_options(&parts, &options)?,
        name,
    )
}

/// Leaves a mark that a performance tool, or anyone, may read.
pub fn mark(name: &str) {
    let Some(performance) = window().performance() else {
        return;
    };
    let is_new = performance.get_entries_by_name(name).length() == 0;
    if is_new {
        drop(performance.mark(name));
    }
}

/// Milliseconds since the page began to load.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Leaves a measure of something that began then and has just ended, for performance tools.
pub fn measure(name: &str, began: f64) {
    let Some(performance) = window().performance() else {
        return;
    };
    let options = Object::new();
    for (key, value) in [("start", began), ("end", performance.now())] {
        let set = Reflect::set(&options, &key.into(), &value.into());
        debug_assert!(set.is_ok(), "plain objects take properties");
    }
    let measure = property(&performance, "measure").and_then(|f| f.dyn_into::<Function>().ok());
    if let Some(measure) = measure {
        drop(measure.call2(&performance, &name.into(), &options));
    }
}

/// The browser's own name, as people know it, if it can be told.
pub fn browser_name() -> Option<&'static str> {
    let agent = window().navigator().user_agent().ok()?;
    // The order matters: most browsers also bear the names of those that they descend from.
    let names = [
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    names
        .into_iter()
        .find(|(token, _)| agent.contains(token))
        .map(|(_, name)| name)
}

/// Runs before the next frame is painted.
pub fn on_next_frame(work: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(work);
    let requested = window().request_animation_frame(callback.unchecked_ref::<Function>());
    debug_assert!(requested.is_ok(), "windows have frames");
}

/// Runs when the browser has nothing better to do.
pub fn when_idle(work: impl Fn() + Clone + 'static) {
    // Not there in Safari.
    if request_idle_callback_with_handle(work.clone()).is_err() {
        set_timeout(work, IDLE);
    }
}

/// Does something when what is drawn now is on the screen; at once where nobody looks.
pub fn after_paint(work: impl FnOnce() + 'static) {
    if document().hidden() {
        work();
    } else {
        on_next_frame(move || set_timeout(work, Duration::ZERO));
    }
}

/// Whether what scrolls is so near its end that what comes next should be there soon.
pub fn is_near_end(scroller: &Element) -> bool {
    let left = scroller.scroll_height() - scroller.scroll_top() - scroller.client_height();
    left < NEAR
}

/// Whether the window has room for the list beside what it leads to, as the style sheet has it.
pub fn is_wide() -> bool {
    is_so(WIDE)
}

/// Whether there is a mouse, and so most likely a keyboard that does not take half of the screen.
pub fn has_mouse() -> bool {
    is_so(MOUSE)
}

fn is_so(query: &str) -> bool {
    let query = window().match_media(query).ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Has everything drawn with our own font, where a first visit had the system's (`public/boot.js`).
pub fn use_own_font() {
    if let Some(root) = document().document_element() {
        drop(root.remove_attribute("data-font"));
    }
}

/// Loads the page again.
pub fn reload() {
    drop(window().location().reload());
}

/// A property of a JavaScript object.
pub fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}
