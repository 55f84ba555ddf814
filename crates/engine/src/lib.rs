//! matrix-sdk behind Loggia's protocol.
//!
//! - [`router`] names, for each call and feed, the service function that answers it.
//! - [`services`] holds the logic, one folder an area, under the protocol's area names.
//! - [`convert`] is the only place where SDK types and wire types meet.
//! - [`host`] serves any number of tabs: calls, cancellations, numbered feeds.
//! - [`platform`] is all that differs between a worker in a browser and a native test.
//!
//! The engine never touches the DOM, and nothing in it blocks.
#![recursion_limit = "512"]
// A worker has one thread; natively the same values cross threads.
#![cfg_attr(target_family = "wasm", allow(clippy::arc_with_non_send_sync))]

pub mod convert;
pub mod engine;
pub mod failure;
pub mod host;
pub mod platform;
pub mod router;
pub mod services;

pub use engine::Engine;
