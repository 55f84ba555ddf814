//! What app and engine say to each other: plain data in the user interface's terms, compactly encoded.
//!
//! - A **call** ([`calls`]) is a request with one reply. The table names both, so a wrong reply cannot compile.
//! - A **feed** ([`feeds`]) is a subscription: it opens with a reset and goes on with numbered batches.
//! - An [`envelope`] carries either through a message port; bytes of media travel beside it, never inside.
//! - A [`failure`] says what went wrong in a closed set of kinds; the app owns the words.
//!
//! This crate must not know matrix-sdk, ruma or the browser.

pub mod account;
pub mod calls;
pub mod composer;
pub mod creation;
pub mod crypto;
pub mod diff;
pub mod directory;
pub mod envelope;
pub mod failure;
pub mod feeds;
pub mod ids;
pub mod media;
pub mod members;
pub mod message;
pub mod people;
pub mod room_info;
pub mod room_settings;
pub mod rooms;
pub mod session;
pub mod sessions;
pub mod spaces;
pub mod storage;
pub mod timeline;

pub use calls::{Call, CallSpec};
pub use diff::Diff;
pub use failure::{Failure, FailureKind};
pub use feeds::{FeedRequest, FeedSpec};
