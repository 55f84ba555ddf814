//! Bytes in IndexedDB, encrypted with a key that this origin's code can use and nobody can read out.
//!
//! A vault is a database with one key and one record, opened for each access, so that no connection can go stale.
//! Works in windows and workers alike; exists only in a browser.

#[cfg(target_family = "wasm")]
mod cipher;
#[cfg(any(target_family = "wasm", test))]
mod refusal;
#[cfg(target_family = "wasm")]
mod vault;

#[cfg(target_family = "wasm")]
pub use vault::{Error, Vault, databases};
