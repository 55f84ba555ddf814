//! Web Locks: who may open an account's data, and which tabs are alive.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

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

/// Asks for a lock. The request's own promise settles when the lock is given back, which is of no interest here.
fn request(name: &str, callback: &Function) {
    let navigator = get(&js_sys::global(), "navigator");
    let locks = get(&navigator, "locks");
    let request: Function = get(&locks, "request").unchecked_into();
    drop(request.call2(&locks, &name.into(), callback));
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("every supported browser has Web Locks in workers")
}
