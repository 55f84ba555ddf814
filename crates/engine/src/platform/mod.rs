//! All that differs between a worker in a browser and a native test: tasks, time, where data is kept.

// Natively nobody reads strangers' answers.
#[cfg(any(target_family = "wasm", test))]
mod depth;
mod events;
#[cfg(any(target_family = "wasm", test))]
mod limits;
#[cfg(not(target_family = "wasm"))]
mod native;
mod picture;
mod store;
mod uploads;
#[cfg(target_family = "wasm")]
mod web;

#[cfg(not(target_family = "wasm"))]
pub use native::{Blob, Platform, cancel_requests, sleep, spawn_local};
pub use picture::{Picture, Small};
pub use uploads::uploads;
#[cfg(target_family = "wasm")]
pub use web::{Blob, Platform, cancel_requests, sleep, spawn_local};

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use loggia_protocol::session::Parting;
use matrix_sdk::{config::StoreConfig, cross_process_lock::CrossProcessLockConfig};
use matrix_sdk_base::{event_cache::store::MemoryStore as MemoryEvents, store::MemoryStore};
use serde::{Deserialize, Serialize};

pub(crate) use events::Joining;
pub(crate) use store::Remembering;

/// A file cannot be read (any more).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What must survive to sign in again without asking: kept by [`Platform::save_session`] under a key that cannot be read out.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredSession {
    /// The name that the SDK's stores are kept under, made once per sign-in.
    pub store: String,
    /// The homeserver's client API address.
    pub homeserver: String,
    /// The account, its device and its tokens.
    pub session: matrix_sdk::authentication::matrix::MatrixSession,
}

/// All that is kept outside the SDK's stores.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Vault {
    /// The session to go on with.
    pub session: Option<StoredSession>,
    /// Stores whose deletion was begun: finished at the next start, should it have been interrupted.
    #[serde(default)]
    pub pending_wipes: Vec<String>,
    /// How the last session ended, where nobody here asked for that: told until somebody signs in.
    #[serde(default)]
    pub parting: Option<Parting>,
}

/// The SDK's stores in memory, by their names: a client that goes on with a session finds its keys again.
#[derive(Clone, Default)]
pub(crate) struct MemoryStores {
    stores: Arc<Mutex<HashMap<String, StoreConfig>>>,
}

impl MemoryStores {
    /// The stores of this name, made where there are none.
    pub fn open(&self, store: &str) -> StoreConfig {
        let mut stores = self.stores.lock().expect("no holder panics");
        let opened = stores.entry(store.to_owned()).or_insert_with(|| {
            StoreConfig::new(CrossProcessLockConfig::SingleProcess)
                .state_store(Remembering::new(MemoryStore::new()))
                .event_cache_store(Joining::new(MemoryEvents::new()))
        });
        opened.clone()
    }

    /// Forgets them; they go with the last client that has them.
    pub fn delete(&self, store: &str) {
        drop(self.stores.lock().expect("no holder panics").remove(store));
    }
}
