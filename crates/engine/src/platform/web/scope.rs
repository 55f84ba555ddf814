//! The worker's global scope: what is asked of it in more than one place.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use web_sys::SharedWorkerGlobalScope;

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
