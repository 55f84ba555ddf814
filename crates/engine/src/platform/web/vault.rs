//! What must outlive the engine: the session, encrypted with a key that this origin's code can use and nobody can read out.
//!
//! One database of our own, opened for each access, so that no connection can go stale.

use indexed_db_futures::{
    database::Database,
    error::OpenDbError,
    prelude::*,
    transaction::{Transaction, TransactionMode},
};
use js_sys::{Object, Reflect, Uint8Array};
use loggia_protocol::{Failure, FailureKind};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, CryptoKey, SubtleCrypto};

use super::scope;
use crate::{failure::internal, platform::Vault};

/// The database; its only store has the same name.
const DATABASE: &str = "loggia-vault";
/// The record that holds the key.
const KEY: &str = "key";
/// The record that holds the encrypted vault: the nonce, then the ciphertext.
const SEALED: &str = "sealed";
/// The algorithm's name in WebCrypto.
const AES_GCM: &str = "AES-GCM";
/// Length of a key in bits.
const KEY_BITS: u16 = 256;
/// Length of a nonce in bytes, as AES-GCM wants it.
const NONCE_LENGTH: usize = 12;

/// Reads the vault; an empty one where there is none, or none that can be opened any more.
pub async fn load() -> Result<Vault, Failure> {
    let (key, sealed) = read()
        .await
        .map_err(|error| storage("read the vault", &error))?;
    let (Some(key), Some(sealed)) = (key, sealed) else {
        return Ok(Vault::default());
    };
    match open(&key, &sealed).await {
        Some(vault) => Ok(vault),
        None => {
            tracing::error!("the vault cannot be opened with its own key");
            Ok(Vault::default())
        }
    }
}

/// Replaces the vault.
pub async fn save(vault: &Vault) -> Result<(), Failure> {
    let doing = "write the vault";
    let (key, _) = read().await.map_err(|error| storage(doing, &error))?;
    let key = match key {
        Some(key) => key,
        None => make_key()
            .await
            .map_err(|_| internal("no key for the vault"))?,
    };
    let sealed = seal(&key, vault)
        .await
        .map_err(|_| internal("the vault cannot be encrypted"))?;
    write(&key, &sealed)
        .await
        .map_err(|error| storage(doing, &error))
}

async fn read() -> Result<(Option<CryptoKey>, Option<Uint8Array>), OpenDbError> {
    let database = connect().await?;
    let transaction = begin(&database, TransactionMode::Readonly)?;
    let store = transaction.object_store(DATABASE)?;
    let key: Option<JsValue> = store.get(KEY).await?;
    let sealed: Option<JsValue> = store.get(SEALED).await?;
    drop(store);
    drop(transaction);
    database.close();
    Ok((
        key.and_then(|key| key.dyn_into().ok()),
        sealed.and_then(|sealed| sealed.dyn_into().ok()),
    ))
}

async fn write(key: &CryptoKey, sealed: &Uint8Array) -> Result<(), OpenDbError> {
    let database = connect().await?;
    let transaction = begin(&database, TransactionMode::Readwrite)?;
    let store = transaction.object_store(DATABASE)?;
    store.put(JsValue::from(key)).with_key(KEY).await?;
    store.put(JsValue::from(sealed)).with_key(SEALED).await?;
    drop(store);
    transaction.commit().await?;
    database.close();
    Ok(())
}

async fn connect() -> Result<Database, OpenDbError> {
    Database::open(DATABASE)
        .with_version(1u8)
        .with_on_upgrade_needed(|_event, transaction| {
            transaction.db().create_object_store(DATABASE).build()?;
            Ok(())
        })
        .await
}

fn begin(database: &Database, mode: TransactionMode) -> Result<Transaction<'_>, OpenDbError> {
    Ok(database.transaction(DATABASE).with_mode(mode).build()?)
}

async fn make_key() -> Result<CryptoKey, JsValue> {
    let usages = js_sys::Array::of2(&"encrypt".into(), &"decrypt".into());
    let algorithm = AesKeyGenParams::new(AES_GCM, KEY_BITS);
    let made = subtle()?.generate_key_with_object(&algorithm, false, &usages)?;
    JsFuture::from(made).await?.dyn_into()
}

async fn seal(key: &CryptoKey, vault: &Vault) -> Result<Uint8Array, JsValue> {
    let plain = serde_json::to_vec(vault).expect("a vault has only string keys");
    let nonce = scope::random_bytes::<NONCE_LENGTH>();
    let cipher = subtle()?.encrypt_with_object_and_u8_array(&parameters(&nonce), key, &plain)?;
    let cipher = Uint8Array::new(&JsFuture::from(cipher).await?);
    let sealed = Uint8Array::new_with_length(NONCE_LENGTH as u32 + cipher.length());
    sealed.set(&Uint8Array::from(nonce.as_slice()), 0);
    sealed.set(&cipher, NONCE_LENGTH as u32);
    Ok(sealed)
}

async fn open(key: &CryptoKey, sealed: &Uint8Array) -> Option<Vault> {
    let bytes = sealed.to_vec();
    let (nonce, cipher) = bytes.split_at_checked(NONCE_LENGTH)?;
    let opened = subtle()
        .ok()?
        .decrypt_with_object_and_u8_array(&parameters(nonce), key, cipher)
        .ok()?;
    let plain = Uint8Array::new(&JsFuture::from(opened).await.ok()?).to_vec();
    serde_json::from_slice(&plain).ok()
}

fn parameters(nonce: &[u8]) -> Object {
    AesGcmParams::new(AES_GCM, &Uint8Array::from(nonce)).unchecked_into()
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    // Typed bindings name either a window's or a worker's; this holds for any.
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into())?;
    Reflect::get(&crypto, &"subtle".into())?.dyn_into()
}

/// The browser's exception is only left in the error's text.
fn storage(doing: &str, error: &impl std::fmt::Display) -> Failure {
    let detail = format!("{doing}: {error}");
    match detail.contains("QuotaExceeded") {
        true => Failure::new(FailureKind::StorageFull, detail),
        false => internal(detail),
    }
}
