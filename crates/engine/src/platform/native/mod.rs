//! Native tests: a directory in place of the browser's databases, tokio in place of its event loop.

mod blob;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use loggia_protocol::{
    Failure,
    envelope::Goodbye,
    session::Parting,
    storage::{Keeping, Space},
};
use matrix_sdk::{ClientBuildError, ClientBuilder};
use tokio::sync::watch;

pub use blob::Blob;

use super::{MemoryStores, StoredSession, Vault};
use crate::failure::internal;

/// The platform of a native test.
#[derive(Clone)]
pub struct Platform {
    inner: Arc<Inner>,
}

struct Inner {
    /// Where data is kept; without it, in memory.
    directory: Option<PathBuf>,
    vault: Mutex<Vault>,
    stores: MemoryStores,
    goodbye: watch::Sender<Option<Goodbye>>,
    space: Mutex<Option<Space>>,
    has_reserve: AtomicBool,
}

impl Platform {
    /// Keeps nothing when it is dropped.
    pub fn in_memory() -> Self {
        Self::new(None)
    }

    /// Keeps everything in this directory, so that another engine can go on with it.
    pub fn in_dir(directory: impl Into<PathBuf>) -> Self {
        Self::new(Some(directory.into()))
    }

    fn new(directory: Option<PathBuf>) -> Self {
        let inner = Inner {
            directory,
            vault: Mutex::default(),
            stores: MemoryStores::default(),
            goodbye: watch::Sender::new(None),
            space: Mutex::default(),
            has_reserve: AtomicBool::new(false),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Whether anything outlives the engine.
    pub fn keeping(&self) -> Keeping {
        match self.inner.directory {
            Some(_) => Keeping::Lasting,
            None => Keeping::Ephemeral,
        }
    }

    /// Natively the log is whoever's the program is.
    pub fn log(&self) -> String {
        String::new()
    }

    /// Natively an engine that dies takes its tabs with it.
    pub fn own_lock(&self) -> Option<String> {
        None
    }

    /// The session that was saved, if any.
    pub async fn load_session(&self) -> Result<Option<StoredSession>, Failure> {
        Ok(self.load_vault()?.session)
    }

    /// Saves the session. How an earlier one ended is of no interest any more.
    pub async fn save_session(&self, session: &StoredSession) -> Result<(), Failure> {
        self.change_vault(|vault| {
            vault.session = Some(session.clone());
            vault.parting = None;
        })
    }

    /// Forgets the session, and remembers how it ended where nobody here asked for that.
    pub async fn clear_session(&self, parting: Option<Parting>) -> Result<(), Failure> {
        self.change_vault(|vault| {
            vault.session = None;
            vault.parting = parting;
        })
    }

    /// How the last session ended, where nobody here asked for that.
    pub async fn load_parting(&self) -> Result<Option<Parting>, Failure> {
        Ok(self.load_vault()?.parting)
    }

    /// The stores whose deletion was begun and may not have been finished.
    pub async fn load_pending_wipes(&self) -> Result<Vec<String>, Failure> {
        Ok(self.load_vault()?.pending_wipes)
    }

    /// Notes which stores are to be deleted.
    pub async fn save_pending_wipes(&self, stores: &[String]) -> Result<(), Failure> {
        self.change_vault(|vault| vault.pending_wipes = stores.to_vec())
    }

    /// Has the SDK keep its data under this name.
    pub async fn open_store(
        &self,
        builder: ClientBuilder,
        store: &str,
    ) -> Result<ClientBuilder, ClientBuildError> {
        Ok(match &self.inner.directory {
            Some(directory) => builder.sqlite_store(directory.join(store), None),
            None => builder.store_config(self.inner.stores.open(store)),
        })
    }

    /// Deletes a store that no client has open, if it is there.
    pub async fn delete_store(&self, store: &str) -> Result<(), Failure> {
        let Some(directory) = &self.inner.directory else {
            self.inner.stores.delete(store);
            return Ok(());
        };
        match std::fs::remove_dir_all(directory.join(store)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(internal(format!("delete a store: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Deletes all that is kept, whatever it belongs to. Nothing of it may be open.
    pub async fn delete_everything(&self) -> Result<(), Failure> {
        *self.lock_vault() = Vault::default();
        let Some(directory) = &self.inner.directory else {
            return Ok(());
        };
        let deleted = std::fs::remove_dir_all(directory);
        deleted
            .and_then(|()| std::fs::create_dir_all(directory))
            .map_err(|error| internal(format!("delete everything: {error}")))
    }

    /// Deletes what the server has as well, of a store that no client has open.
    pub async fn delete_caches(&self, store: &str) -> Result<(), Failure> {
        let Some(directory) = &self.inner.directory else {
            return Ok(());
        };
        let files = std::fs::read_dir(directory.join(store))
            .map_err(|error| internal(format!("look into a store: {error}")))?;
        for file in files.flatten() {
            let name = file.file_name();
            let name = name.to_string_lossy();
            if name.contains("event-cache") || name.contains("media") {
                std::fs::remove_file(file.path())
                    .map_err(|error| internal(format!("delete a cache: {error}")))?;
            }
        }
        Ok(())
    }

    /// How much room there is: what the test says.
    pub async fn storage_space(&self) -> Option<Space> {
        *self.inner.space.lock().expect("no holder panics")
    }

    /// Says how much room there is.
    pub fn set_storage_space(&self, space: Space) {
        *self.inner.space.lock().expect("no holder panics") = Some(space);
    }

    /// Notes that room is held back.
    pub async fn hold_reserve(&self) {
        self.inner.has_reserve.store(true, Ordering::Relaxed);
    }

    /// Notes that it is no more. Whether there was any.
    pub async fn release_reserve(&self) -> bool {
        self.inner.has_reserve.swap(false, Ordering::Relaxed)
    }

    /// There is one engine on a directory, by the tests' own care.
    pub async fn hold_account(&self, _store: &str) {}

    /// Notes that the engine ended, for [`Platform::goodbye`].
    pub fn say_goodbye(&self, goodbye: &Goodbye) {
        self.inner.goodbye.send_replace(Some(goodbye.clone()));
    }

    /// What the engine said when it ended, if it did.
    pub fn goodbye(&self) -> Option<Goodbye> {
        self.inner.goodbye.borrow().clone()
    }

    /// Waits until the engine has said why it ends.
    pub async fn ended(&self) {
        let mut goodbye = self.inner.goodbye.subscribe();
        // The sender lives in the platform itself.
        drop(goodbye.wait_for(Option::is_some).await);
    }

    /// A name that nobody can guess.
    pub fn random_name(&self) -> String {
        matrix_sdk::ruma::TransactionId::new().to_string()
    }

    /// Natively nothing keeps an answer from its reader: what cannot be read is not there.
    pub async fn is_reachable(&self, _url: &str) -> bool {
        false
    }

    fn load_vault(&self) -> Result<Vault, Failure> {
        let Some(directory) = &self.inner.directory else {
            return Ok(self.lock_vault().clone());
        };
        match std::fs::read(directory.join("vault.json")) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map_err(|error| internal(format!("read the vault: {:?}", error.classify()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vault::default()),
            Err(error) => Err(internal(format!("read the vault: {error}"))),
        }
    }

    fn change_vault(&self, change: impl FnOnce(&mut Vault)) -> Result<(), Failure> {
        let mut vault = self.load_vault()?;
        change(&mut vault);
        if let Some(directory) = &self.inner.directory {
            write_vault(directory, &vault)
                .map_err(|error| internal(format!("write the vault: {error}")))?;
        }
        *self.lock_vault() = vault;
        Ok(())
    }

    fn lock_vault(&self) -> std::sync::MutexGuard<'_, Vault> {
        self.inner.vault.lock().expect("no holder panics")
    }
}

/// Runs a task that need not be able to change threads. Must be called within a [`tokio::task::LocalSet`].
pub fn spawn_local(task: impl Future<Output = ()> + 'static) {
    drop(tokio::task::spawn_local(task));
}

/// Natively requests end with their connections.
pub fn cancel_requests() {}

/// Waits.
pub async fn sleep(duration: std::time::Duration) {
    tokio::time::sleep(duration).await;
}

/// Writes the vault. Where there is nothing to keep, there is none.
fn write_vault(directory: &Path, vault: &Vault) -> std::io::Result<()> {
    let file = directory.join("vault.json");
    if *vault != Vault::default() {
        let bytes = serde_json::to_vec(vault).expect("a vault has only string keys");
        std::fs::create_dir_all(directory)?;
        return std::fs::write(file, bytes);
    }
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
