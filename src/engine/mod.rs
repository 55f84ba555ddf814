//! The app's side of the engine: calls, feeds, and the worker behind them.
//!
//! Knows envelopes and the worker's life; must not know what calls and feeds are about.

mod calls;
mod client;
mod connection;
mod feeds;
mod hand_over;
mod holder;
mod in_flight;
mod link;

pub use client::{EngineClient, EngineStatus, use_engine};
pub use feeds::FeedHandle;
