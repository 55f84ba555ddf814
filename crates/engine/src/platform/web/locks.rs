//! Web Locks: who may open an account's data, and which tabs are alive.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Waits until this worker holds the lock, and holds it until the worker ends.
///
/// Fails where the browser refuses locks.
pub async fn hold(name: &str) -> Result<(), JsValue> {
    let mut asked = None;
    let granted = Promise::new(&mut |resolve: Function, _reject| {
        let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise {
            // A settled promise would give the lock back: this one never settles.
            let forever = Promise::new(&mut |_resolve, _reject| {});
            drop(resolve.call0(&JsValue::NULL));
            forever
        });
        asked = Some(request(name, callback.unchecked_ref()));
    });
    granted_or_refused(granted, asked).await
}

/// Waits until nobody holds the lock any more; for ever where the browser refuses locks.
pub async fn wait_for_release(name: &str) {
    let mut asked = None;
    let released = Promise::new(&mut |resolve: Function, _reject| {
        let callback = Closure::once_into_js(move |_lock: JsValue| {
            drop(resolve.call0(&JsValue::NULL));
        });
        asked = Some(request(name, callback.unchecked_ref()));
    });
    if granted_or_refused(released, asked).await.is_err() {
        std::future::pending().await
    }
}

/// A request's own promise settles when the lock is given back, or where the browser refuses.
async fn granted_or_refused(granted: Promise, asked: Option<Promise>) -> Result<(), JsValue> {
    let either: Array = asked.into_iter().chain([granted]).collect();
    JsFuture::from(Promise::race(&either)).await.map(drop)
}

fn request(name: &str, callback: &Function) -> Promise {
    let navigator = get(&js_sys::global(), "navigator");
    let locks = get(&navigator, "locks");
    let request: Function = get(&locks, "request").unchecked_into();
    match request.call2(&locks, &name.into(), callback) {
        Ok(asked) => asked.unchecked_into(),
        Err(error) => Promise::reject(&error),
    }
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("every supported browser has Web Locks in workers")
}
