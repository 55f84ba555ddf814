//! What is kept on this device, and how much room there is for it.

use serde::{Deserialize, Serialize};

/// Follows whether anything is kept. Needs no session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepingFeed;

/// Whether anything is kept on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keeping {
    /// It is, until somebody signs out.
    Lasting,
    /// Nothing is, since the browser has no place for it or forbids it: the session ends with the engine.
    Ephemeral,
}

/// Follows what is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageFeed;

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageState {
    /// How much room there is; nothing where the browser does not say.
    pub space: Option<Space>,
    /// Whether that is enough.
    pub pressure: Pressure,
    /// How much media is kept at most, in bytes.
    pub media_limit: u64,
}

/// Room on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Space {
    /// Bytes in use.
    pub used: u64,
    /// Bytes that the browser allows.
    pub total: u64,
}

/// How short of room it is, the worse the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Pressure {
    /// There is enough.
    None,
    /// Four fifths are in use.
    Short,
    /// Next to nothing is left.
    Full,
}

/// Keeps so much media at most, and deletes at once what is beyond that: what was looked at last stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetMediaLimit {
    /// In bytes.
    pub n_bytes: u64,
}

/// Deletes all media that the server has as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearMedia;

/// Reads what the engine has noted of trouble since it started, a line each, the oldest first. Needs no session. Holds no secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadLog;
