//! A module worker in a browser: ports, Web Locks, IndexedDB, WebCrypto.

mod blob;
mod body;
mod canary;
mod fetch;
mod locks;
mod log;
mod picture;
mod platform;
mod port;
mod reserve;
mod scope;
mod shell;
mod upload;
mod vault;

pub use blob::Blob;
pub use fetch::cancel_all as cancel_requests;
pub use platform::Platform;

/// Runs a task that belongs to this worker alone.
pub fn spawn_local(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(task);
}

/// Waits.
pub async fn sleep(duration: std::time::Duration) {
    gloo_timers::future::sleep(duration).await;
}
