//! The worker's global scope: what is asked of it in more than one place.

use js_sys::Uint8Array;
use loggia_protocol::storage::Space;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{SharedWorkerGlobalScope, StorageEstimate};

/// This worker.
pub fn worker() -> SharedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Bytes that nobody can guess.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let array = Uint8Array::new_with_length(u32::try_from(N).expect("few bytes are asked for"));
    worker()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_array_buffer_view(&array))
        .expect("workers have a random number generator");
    let mut bytes = [0; N];
    array.copy_to(&mut bytes);
    bytes
}

/// How much room this origin has, and has taken; nothing where the browser does not say.
pub async fn storage_space() -> Option<Space> {
    let asked = worker().navigator().storage().estimate().ok()?;
    let estimate: StorageEstimate = JsFuture::from(asked).await.ok()?.unchecked_into();
    let bytes = |n: f64| n.max(0.0) as u64;
    Some(Space {
        used: bytes(estimate.get_usage()?),
        total: bytes(estimate.get_quota()?),
    })
}
