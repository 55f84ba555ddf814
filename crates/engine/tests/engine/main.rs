//! The engine, driven as a tab drives it: against a homeserver that does what a test wants, and (`real_…`) against Synapse.
// Helpers of tests are tests as well; events read best where they are written down.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)]

mod support;

mod account;
mod classic_sync;
mod composer;
mod creation;
mod discovery;
mod ephemeral;
mod files;
mod host;
mod hostile;
mod media;
mod members;
mod mock;
mod people;
mod reading;
mod real_account;
mod real_creation;
mod real_crypto;
mod real_offline;
mod real_room_info;
mod real_rooms;
mod real_session;
mod real_spaces;
mod real_verification;
mod room_deeds;
mod room_head;
mod room_kinds;
mod rooms;
mod sending;
mod session;
mod sign_in;
mod storage;
mod timeline;
