//! Web Locks: who may open an account's data, and which tabs are alive.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::LockManager;

/// Waits until this worker holds the lock, and holds it until the worker ends.
pub async fn hold(name: &str) {
    let granted = Promise::new(&mut |resolve: Function, _reject| {
        let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise {
            // A settled promise would give the lock back: this one never settles.
            let forever = Promise::new(&mut |_resolve, _reject| {});
            drop(resolve.call0(&JsValue::NULL));
            forever
        });
        request(name, callback.unchecked_ref());
    });
    drop(JsFuture::from(granted).await);
}

/// Waits until nobody holds the lock any more.
pub async fn wait_for_release(name: &str) {
    let released = Promise::new(&mut |resolve: Function, _reject| {
        let callback = Closure::once_into_js(move |_lock: JsValue| {
            drop(resolve.call0(&JsValue::NULL));
        });
        request(name, callback.unchecked_ref());
    });
    drop(JsFuture::from(released).await);
}

fn request(name: &str, callback: &Function) {
    // The request's own promise settles when the lock is given back, which is of no interest here.
    let _settled = manager().request_with_callback(name, callback);
}

fn manager() -> LockManager {
    let global = js_sys::global();
    let navigator = Reflect::get(&global, &"navigator".into()).expect("workers have a navigator");
    Reflect::get(&navigator, &"locks".into())
        .expect("every supported browser has Web Locks")
        .unchecked_into()
}
