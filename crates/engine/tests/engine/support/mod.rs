//! What the tests stand on.

pub mod breaker;
pub mod engine;
pub mod fake;
pub mod feed;
pub mod fuzz;
pub mod http;
mod panics;
pub mod real;
pub mod room;
pub mod rooms;
pub mod tab;
pub mod timeline;
