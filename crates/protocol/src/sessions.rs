//! The account's sessions (devices): this one and all others.

use serde::{Deserialize, Serialize};

use crate::ids::DeviceId;

/// Follows the account's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsFeed;

/// One of the account's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountSession {
    /// Its device.
    pub device: DeviceId,
    /// Its name, at most [`MAX_NAME_LENGTH`] characters of it; nothing where it has none.
    pub name: Option<String>,
    /// Whether it is this one.
    pub is_here: bool,
    /// Whether the account's identity has signed it.
    pub trust: DeviceTrust,
    /// When the server saw it last, in milliseconds since 1970.
    pub seen_at: Option<u64>,
    /// The network address that the server saw it at.
    pub seen_from: Option<String>,
}

/// How many characters of a name are shown.
pub const MAX_NAME_LENGTH: usize = 100;

/// Whether a device is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceTrust {
    /// The account's identity has signed it.
    Verified,
    /// The account's identity has not signed it.
    Unverified,
    /// It has no keys: it reads and writes nothing that is encrypted.
    NoEncryption,
}

/// Renames a session. Everybody who shares an encrypted room with the account can see the name.
///
/// Fails with `Invalid` at [`crate::failure::Field::SessionName`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenameSession {
    /// Which session.
    pub device: DeviceId,
    /// Its new name.
    pub name: String,
}

/// Signs other sessions of the account out.
///
/// Fails with `Invalid` at [`crate::failure::Field::CurrentPassword`], or with `Unsupported`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndSessions {
    /// Which sessions; not this one.
    pub devices: Vec<DeviceId>,
    /// The account's password.
    pub password: String,
}

impl std::fmt::Debug for EndSessions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("EndSessions")
            .field("devices", &self.devices)
            .finish_non_exhaustive()
    }
}
