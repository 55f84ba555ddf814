//! The engine's logic, one folder an area, under the protocol's area names.
//!
//! `handle_…` answers a call, `open_…` a feed. No service knows tabs, ports or encodings.

pub mod account;
pub mod composer;
pub mod creation;
pub mod crypto;
pub mod directory;
pub mod media;
pub mod members;
pub mod people;
pub mod room_info;
pub mod room_settings;
pub mod rooms;
pub mod session;
pub mod sessions;
pub mod spaces;
pub mod storage;
pub mod timeline;
