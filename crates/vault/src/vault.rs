//! The database: one key, one record.

use std::fmt;

use indexed_db_futures::{
    database::Database,
    error::OpenDbError,
    prelude::*,
    transaction::{Transaction, TransactionMode},
};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, IdbFactory};

use crate::{cipher, refusal::is_refusal};

/// The record that holds the key.
const KEY: &str = "key";
/// The record that holds the encrypted bytes.
const SEALED: &str = "sealed";
/// What is opened to see whether the browser opens anything.
const PROBE: Vault = Vault::new("loggia-probe");

/// A place for one value.
#[derive(Clone, Copy, Debug)]
pub struct Vault {
    /// The database; its only store has the same name.
    database: &'static str,
}

/// Why a vault could not be read or written.
#[derive(Debug)]
pub enum Error {
    /// The browser gives no more room.
    Full,
    /// The browser's own words.
    Storage(String),
    /// The browser's cryptography refused.
    Cipher,
    /// Something is stored that nobody has saved so, or that its own key opens no more.
    Unreadable,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => formatter.write_str("the browser gives no more room"),
            Self::Storage(words) => formatter.write_str(words),
            Self::Cipher => formatter.write_str("the browser refused to encrypt"),
            Self::Unreadable => formatter.write_str("what is stored is damaged"),
        }
    }
}

impl std::error::Error for Error {}

impl Vault {
    /// The vault in the database of this name.
    pub const fn new(database: &'static str) -> Self {
        Self { database }
    }

    /// What was saved; nothing where there is nothing.
    pub async fn load(self) -> Result<Option<Vec<u8>>, Error> {
        let (key, sealed) = self.read().await.map_err(storage)?;
        let (key, sealed) = match (key, sealed) {
            (None, None) => return Ok(None),
            (key, sealed) => (
                key.and_then(cast::<CryptoKey>),
                sealed.and_then(cast::<Uint8Array>),
            ),
        };
        let (Some(key), Some(sealed)) = (key, sealed) else {
            return Err(Error::Unreadable);
        };
        let bytes = cipher::open(&key, &sealed.to_vec()).await;
        bytes.map(Some).ok_or(Error::Unreadable)
    }

    /// Replaces what was saved.
    pub async fn save(self, bytes: &[u8]) -> Result<(), Error> {
        let (key, _) = self.read().await.map_err(storage)?;
        let key = match key.and_then(cast) {
            Some(key) => key,
            None => cipher::make_key().await.map_err(|_| Error::Cipher)?,
        };
        let sealed = cipher::seal(&key, bytes).await.map_err(|_| Error::Cipher)?;
        self.write(&key, &sealed).await.map_err(storage)
    }

    /// Whether there is such a vault. Looking makes none, as opening does. A browser that does not tell may have one.
    pub async fn is_there(self) -> bool {
        match databases().await {
            Ok(names) => names.iter().any(|name| name == self.database),
            Err(_) => true,
        }
    }

    /// Whether this browser has no IndexedDB, or forbids it. Whatever else keeps the vault from being opened says no such thing.
    ///
    /// Where there is no vault, another database is opened and deleted: somebody else may be about to make the vault.
    pub async fn is_forbidden(self) -> bool {
        let asked = if self.is_there().await { self } else { PROBE };
        match asked.connect().await {
            Ok(database) => {
                database.close();
                if asked.database == PROBE.database {
                    // Where it cannot be deleted again, an empty one is left.
                    drop(PROBE.delete().await);
                }
                false
            }
            Err(OpenDbError::NullFactory | OpenDbError::UnsupportedEnvironment) => true,
            // The library forgets what was thrown: no version of ours is zero.
            Err(OpenDbError::VersionZero) => {
                thrown(asked.database).as_ref().is_some_and(is_refused)
            }
            Err(OpenDbError::Base(indexed_db_futures::error::Error::DomException(error))) => {
                is_refused(&web_sys::DomException::from(error))
            }
            Err(OpenDbError::Base(_)) => false,
        }
    }

    /// Deletes the vault and its key.
    pub async fn delete(self) -> Result<(), Error> {
        let request = Database::delete_by_name(self.database).map_err(storage)?;
        request.await.map_err(storage)
    }

    /// The key and what it sealed, as far as they are there, whatever they are.
    async fn read(self) -> Result<(Option<JsValue>, Option<JsValue>), OpenDbError> {
        let database = self.connect().await?;
        let transaction = self.begin(&database, TransactionMode::Readonly)?;
        let store = transaction.object_store(self.database)?;
        let key: Option<JsValue> = store.get(KEY).await?;
        let sealed: Option<JsValue> = store.get(SEALED).await?;
        drop(store);
        drop(transaction);
        database.close();
        Ok((key, sealed))
    }

    async fn write(self, key: &CryptoKey, sealed: &Uint8Array) -> Result<(), OpenDbError> {
        let database = self.connect().await?;
        let transaction = self.begin(&database, TransactionMode::Readwrite)?;
        let store = transaction.object_store(self.database)?;
        store.put(JsValue::from(key)).with_key(KEY).await?;
        store.put(JsValue::from(sealed)).with_key(SEALED).await?;
        drop(store);
        transaction.commit().await?;
        database.close();
        Ok(())
    }

    async fn connect(self) -> Result<Database, OpenDbError> {
        let name = self.database;
        Database::open(name)
            .with_version(1u8)
            .with_on_upgrade_needed(move |_event, transaction| {
                transaction.db().create_object_store(name).build()?;
                Ok(())
            })
            .await
    }

    fn begin(
        self,
        database: &Database,
        mode: TransactionMode,
    ) -> Result<Transaction<'_>, OpenDbError> {
        Ok(database
            .transaction(self.database)
            .with_mode(mode)
            .build()?)
    }
}

fn cast<T: JsCast>(value: JsValue) -> Option<T> {
    value.dyn_into().ok()
}

fn is_refused(exception: &web_sys::DomException) -> bool {
    is_refusal(&exception.name(), &exception.message())
}

/// The names of this origin's databases.
///
/// Fails where the browser does not tell.
pub async fn databases() -> Result<Vec<String>, JsValue> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())?;
    let list: Function = Reflect::get(&factory, &"databases".into())?.dyn_into()?;
    let listed: Promise = list.call0(&factory)?.dyn_into()?;
    let databases: Array = JsFuture::from(listed).await?.dyn_into()?;
    let name = |database: JsValue| Reflect::get(&database, &"name".into()).ok()?.as_string();
    Ok(databases.iter().filter_map(name).collect())
}

/// What the browser throws where a database is opened.
fn thrown(database: &str) -> Option<web_sys::DomException> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into());
    let opened = factory.and_then(|factory| {
        let factory: IdbFactory = factory.unchecked_into();
        factory.open_with_u32(database, 1).map(drop)
    });
    opened.err()?.dyn_into().ok()
}

/// The browser's words. (The library's own would bring everything that writes numbers into the app.)
fn storage(error: impl Into<OpenDbError>) -> Error {
    let OpenDbError::Base(indexed_db_futures::error::Error::DomException(error)) = error.into()
    else {
        return Error::Storage("IndexedDB cannot be used".to_owned());
    };
    let exception = web_sys::DomException::from(error);
    match exception.name().as_str() {
        "QuotaExceededError" => Error::Full,
        name => Error::Storage(format!("{name}: {}", exception.message())),
    }
}
