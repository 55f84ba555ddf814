//! Room that is held back while there is enough, and given up where nothing else can be: what is written then still fits.
//!
//! It is a cache and no database, so that it is no part of what is kept for an account.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Response};

use super::scope;

/// Its name among the origin's caches.
const NAME: &str = "loggia-reserve";
/// What is in it, for nobody to ask for.
const FILE: &str = "reserve";
/// Enough for some hundred messages on their way, in bytes.
const SIZE: u32 = 2_000_000;

/// Holds room back, unless it is held already.
///
/// Fails where there is no room, or no caches.
pub async fn hold() -> Result<(), JsValue> {
    let caches = caches()?;
    if JsFuture::from(caches.has(NAME)).await?.is_truthy() {
        return Ok(());
    }
    let cache: Cache = JsFuture::from(caches.open(NAME)).await?.unchecked_into();
    let nothing = Uint8Array::new_with_length(SIZE);
    let file = Response::new_with_opt_js_u8_array(Some(&nothing))?;
    let put = JsFuture::from(cache.put_with_str(FILE, &file)).await;
    if put.is_err() {
        // An empty one would be taken for room.
        JsFuture::from(caches.delete(NAME)).await?;
    }
    put.map(drop)
}

/// Gives it up. Whether there was any.
pub async fn release() -> Result<bool, JsValue> {
    let caches = caches()?;
    if !JsFuture::from(caches.has(NAME)).await?.is_truthy() {
        return Ok(false);
    }
    let cache: Cache = JsFuture::from(caches.open(NAME)).await?.unchecked_into();
    // A deleted cache gives its room back when nobody has it open any more, a deleted file at once.
    let deleted = JsFuture::from(cache.delete_with_str(FILE)).await?;
    JsFuture::from(caches.delete(NAME)).await?;
    Ok(deleted.is_truthy())
}

fn caches() -> Result<CacheStorage, JsValue> {
    scope::worker().caches()
}
