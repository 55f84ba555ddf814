//! What the engine asks of a browser.

use js_sys::{Object, Reflect, Uint8Array};
use loggia_protocol::{Failure, envelope::Goodbye};
use matrix_sdk::ClientBuilder;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::SharedWorkerGlobalScope;

use super::{locks, shell, vault};
use crate::platform::StoredSession;

/// A worker in a browser.
#[derive(Clone, Default)]
pub struct Platform;

impl Platform {
    /// The platform of this worker.
    pub fn new() -> Self {
        Self
    }

    /// The session that was saved, if any.
    pub async fn load_session(&self) -> Result<Option<StoredSession>, Failure> {
        vault::load().await
    }

    /// Saves the session, its tokens unreadable to anybody but this origin's code.
    pub async fn save_session(&self, session: &StoredSession) -> Result<(), Failure> {
        vault::save(session).await
    }

    /// Forgets the session.
    pub async fn clear_session(&self) -> Result<(), Failure> {
        vault::clear().await
    }

    /// Has the SDK keep its data in IndexedDB.
    pub fn open_store(&self, builder: ClientBuilder, store: &str) -> ClientBuilder {
        builder.indexeddb_store(store, None)
    }

    /// The databases behind a store.
    pub fn databases(&self, store: &str) -> Vec<String> {
        [
            "",
            "::matrix-sdk-state",
            "::matrix-sdk-crypto",
            "::matrix-sdk-crypto-meta",
            "::event_cache",
            "::media",
        ]
        .iter()
        .map(|suffix| format!("{store}{suffix}"))
        .collect()
    }

    /// Waits until no other engine has the account's data open, and keeps it for this one.
    pub async fn hold_account(&self, store: &str) {
        locks::hold(&format!("loggia:account:{store}")).await;
    }

    /// Tells every tab that the engine ends, and ends it.
    pub fn say_goodbye(&self, goodbye: &Goodbye) {
        shell::end(goodbye);
    }

    /// A name that nobody can guess: 128 random bits.
    pub fn random_name(&self) -> String {
        let mut bytes = [0u8; 16];
        let global = js_sys::global().unchecked_into::<SharedWorkerGlobalScope>();
        let array = Uint8Array::new_with_length(16);
        global
            .crypto()
            .and_then(|crypto| crypto.get_random_values_with_array_buffer_view(&array))
            .expect("workers have a random number generator");
        array.copy_to(&mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether anything answers there, whether or not it lets a page read the answer.
    pub async fn is_reachable(&self, url: &str) -> bool {
        let options = Object::new();
        let set = Reflect::set(&options, &"mode".into(), &"no-cors".into());
        debug_assert!(set.is_ok(), "plain objects take properties");
        let Ok(fetch) = Reflect::get(&js_sys::global(), &"fetch".into()) else {
            return false;
        };
        let Ok(fetch) = fetch.dyn_into::<js_sys::Function>() else {
            return false;
        };
        let Ok(promise) = fetch.call2(&JsValue::UNDEFINED, &url.into(), &options) else {
            return false;
        };
        JsFuture::from(promise.unchecked_into::<js_sys::Promise>())
            .await
            .is_ok()
    }
}
