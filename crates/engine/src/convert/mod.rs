//! The only place where SDK types and wire types meet.
//!
//! Nothing here fails or panics on what an event holds: what cannot be drawn becomes a typed remainder.

pub mod crypto;
pub mod diff;
pub mod ids;
pub mod media;
pub mod message;
pub mod people;
pub mod preview;
pub mod room;
pub mod timeline;
