//! What the engine asks of a browser.

use std::time::Duration;

use futures_util::{
    future::{Either, select},
    pin_mut,
};
use indexed_db_futures::database::Database;
use js_sys::{Object, Reflect};
use loggia_protocol::{
    Failure,
    envelope::Goodbye,
    session::Parting,
    storage::{Keeping, Space},
};
use matrix_sdk::{
    ClientBuildError, ClientBuilder, SessionTokens, config::StoreConfig,
    cross_process_lock::CrossProcessLockConfig,
};
use matrix_sdk_indexeddb::IndexeddbStores;
use tokio::sync::Mutex;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{canary, locks, reserve, scope, shell, vault};
use crate::{
    failure::internal,
    platform::{Joining, MemoryStores, Remembering, StoredSession, Vault, sleep, spawn_local},
};

/// How long a database may take to go: another engine that just ended may still be letting go of it.
const DELETION_LIMIT: Duration = Duration::from_secs(10);

/// What the SDK adds to a store's name for each of its databases.
const DATABASES: [&str; 6] = [
    "",
    STATE,
    "::matrix-sdk-crypto",
    "::matrix-sdk-crypto-meta",
    "::event_cache",
    "::media",
];

/// Those of them whose content the server has as well.
const CACHES: [&str; 2] = ["::event_cache", "::media"];

/// The SDK's database of rooms and of what is unsent.
const STATE: &str = "::matrix-sdk-state";

/// How the names of all our databases begin.
const OURS: &str = "loggia-";

/// Held by the one engine of this origin before it opens any database.
const DATA_LOCK: &str = "loggia:engine";

/// A worker in a browser.
#[derive(Clone)]
pub struct Platform {
    keeping: Keeping,
    lock: String,
    stores: MemoryStores,
}

impl Platform {
    /// The platform of this worker. Looks first whether the browser keeps anything.
    pub async fn start() -> Self {
        let keeping = vault::look().await;
        let lock = match keeping {
            Keeping::Lasting => DATA_LOCK.to_owned(),
            // There is no data that one engine could have and another wait for.
            Keeping::Ephemeral => format!("{DATA_LOCK}:{}", random_name()),
        };
        Self {
            keeping,
            lock,
            stores: MemoryStores::default(),
        }
    }

    /// What was noted of trouble since the engine started.
    pub fn log(&self) -> String {
        super::log::lines()
    }

    /// Whether anything outlives the engine.
    pub fn keeping(&self) -> Keeping {
        self.keeping
    }

    /// Waits until no other engine has the data, and keeps it for this one.
    ///
    /// Fails where the browser refuses locks and there is data to be held: two engines would damage it.
    pub async fn hold_data(&self) -> Result<(), JsValue> {
        let held = locks::hold(&self.lock).await;
        match self.keeping {
            Keeping::Lasting => held,
            // Browsers that let nothing be kept may refuse locks as well.
            Keeping::Ephemeral => Ok(()),
        }
    }

    /// Tells, by a lock, in which worker the engine is that has the data: tabs that ended up at another one find it.
    pub fn tell_worker_name(&self) {
        if self.keeping == Keeping::Lasting {
            let name = format!("{DATA_LOCK}:{}", scope::worker().name());
            spawn_local(async move { drop(locks::hold(&name).await) });
        }
    }

    /// The lock that tells of this engine's end, where it is not the one of the data.
    pub fn own_lock(&self) -> Option<String> {
        (self.lock != DATA_LOCK).then(|| self.lock.clone())
    }

    /// The session that was saved, if any.
    pub async fn load_session(&self) -> Result<Option<StoredSession>, Failure> {
        Ok(vault::load().await?.session)
    }

    /// Saves the session, its tokens unreadable to anybody but this origin's code.
    pub async fn save_session(&self, session: &StoredSession) -> Result<(), Failure> {
        change_vault(|vault| {
            vault.session = Some(session.clone());
            vault.parting = None;
        })
        .await
    }

    /// Forgets the session, and remembers how it ended where nobody here asked for that.
    pub async fn clear_session(&self, parting: Option<Parting>) -> Result<(), Failure> {
        change_vault(|vault| {
            vault.session = None;
            vault.parting = parting;
        })
        .await
    }

    /// How the last session ended, where nobody here asked for that.
    pub async fn load_parting(&self) -> Result<Option<Parting>, Failure> {
        Ok(vault::load().await?.parting)
    }

    /// The stores whose deletion was begun and may not have been finished.
    pub async fn load_pending_wipes(&self) -> Result<Vec<String>, Failure> {
        Ok(vault::load().await?.pending_wipes)
    }

    /// Notes which stores are to be deleted.
    pub async fn save_pending_wipes(&self, stores: &[String]) -> Result<(), Failure> {
        change_vault(|vault| vault.pending_wipes = stores.to_vec()).await
    }

    /// Has the SDK keep its data in IndexedDB, or in memory where the browser keeps nothing.
    ///
    /// Fails where the databases cannot be opened.
    pub async fn open_store(
        &self,
        builder: ClientBuilder,
        store: &str,
    ) -> Result<ClientBuilder, ClientBuildError> {
        let config = match self.keeping {
            Keeping::Lasting => {
                let stores = IndexeddbStores::open(store, None).await?;
                if canary::watch(&format!("{store}{STATE}")).is_err() {
                    tracing::warn!("that the databases are closed will be noticed late");
                }
                StoreConfig::new(CrossProcessLockConfig::SingleProcess)
                    .state_store(Remembering::new(stores.state))
                    .crypto_store(stores.crypto)
                    .event_cache_store(Joining::new(stores.event_cache))
                    .media_store(stores.media)
            }
            Keeping::Ephemeral => self.stores.open(store),
        };
        Ok(builder.store_config(config))
    }

    /// Deletes a store that no client has open, if it is there.
    pub async fn delete_store(&self, store: &str) -> Result<(), Failure> {
        if self.keeping == Keeping::Ephemeral {
            self.stores.delete(store);
            return Ok(());
        }
        for suffix in DATABASES {
            delete_database(&format!("{store}{suffix}")).await?;
        }
        Ok(())
    }

    /// Deletes all that is kept, whatever it belongs to. Nothing of it may be open.
    pub async fn delete_everything(&self) -> Result<(), Failure> {
        let names = loggia_vault::databases().await;
        let names = names.map_err(|_| internal("the browser does not tell its databases"))?;
        for name in names.iter().filter(|name| name.starts_with(OURS)) {
            delete_database(name).await?;
        }
        Ok(())
    }

    /// Deletes what the server has as well, of a store that no client has open.
    pub async fn delete_caches(&self, store: &str) -> Result<(), Failure> {
        if self.keeping == Keeping::Ephemeral {
            return Ok(());
        }
        for suffix in CACHES {
            delete_database(&format!("{store}{suffix}")).await?;
        }
        Ok(())
    }

    /// How much room this origin has, and has taken; nothing where the browser does not say, or keeps nothing.
    pub async fn storage_space(&self) -> Option<Space> {
        match self.keeping {
            Keeping::Lasting => scope::storage_space().await,
            Keeping::Ephemeral => None,
        }
    }

    /// Holds some room back for the time when there is none, unless that was done.
    pub async fn hold_reserve(&self) {
        if self.keeping == Keeping::Lasting
            && let Err(error) = reserve::hold().await
        {
            tracing::debug!(?error, "no room is held back");
        }
    }

    /// Gives up the room that was held back. Whether there was any.
    pub async fn release_reserve(&self) -> bool {
        reserve::release().await.unwrap_or_default()
    }

    /// Waits until no other engine has the account's data open, and keeps it for this one.
    pub async fn hold_account(&self, store: &str) {
        if self.keeping == Keeping::Lasting {
            // The engine's own lock was granted.
            drop(locks::hold(&format!("loggia:account:{store}")).await);
        }
    }

    /// Tells every tab that the engine ends, and ends it.
    pub fn say_goodbye(&self, goodbye: &Goodbye) {
        shell::end(goodbye);
    }

    /// A name that nobody can guess: 128 random bits.
    pub fn random_name(&self) -> String {
        random_name()
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

fn random_name() -> String {
    let bytes = scope::random_bytes::<16>();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Held from reading the vault to writing it. That no other engine does the same, the engine's Web Lock sees to.
static CHANGING: Mutex<()> = Mutex::const_new(());

async fn change_vault(change: impl FnOnce(&mut Vault)) -> Result<(), Failure> {
    let _changing = CHANGING.lock().await;
    let mut vault = vault::load().await?;
    change(&mut vault);
    vault::save(&vault).await
}

/// Saves new tokens of the stored session.
pub async fn keep_tokens(tokens: SessionTokens) -> Result<(), Failure> {
    change_vault(|vault| {
        if let Some(stored) = &mut vault.session {
            let old = stored.session.tokens.refresh_token.take();
            stored.session.tokens = tokens;
            // A server may go on with the one that it gave before.
            let kept = &mut stored.session.tokens.refresh_token;
            *kept = kept.take().or(old);
        }
    })
    .await
}

async fn delete_database(name: &str) -> Result<(), Failure> {
    let request = Database::delete_by_name(name)
        .map_err(|error| internal(format!("delete a database: {error}")))?;
    let (deletion, timer) = (request.into_future(), sleep(DELETION_LIMIT));
    pin_mut!(deletion, timer);
    match select(deletion, timer).await {
        Either::Left((Ok(()), _)) => Ok(()),
        Either::Left((Err(error), _)) => Err(internal(format!("delete a database: {error}"))),
        Either::Right(_) => Err(internal("a database is still open elsewhere")),
    }
}
