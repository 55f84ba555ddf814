//! Signing in, the session, signing out.

use serde::{Deserialize, Serialize};

use crate::ids::{DeviceId, Mxc, UserId};

/// Looks up what stands behind a homeserver's name or address (`.well-known` discovery, then `/versions` and the login types).
///
/// Fails with [`crate::FailureKind::Invalid`] at [`crate::failure::Field::Homeserver`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckHomeserver {
    /// What was typed: `example.org`, `https://matrix.example.org`, `http://localhost:8008`.
    pub input: String,
}

/// A homeserver that can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Homeserver {
    /// The name to show: the server name where one was typed, else the address's host.
    pub name: String,
    /// The base address of its client API.
    pub url: String,
    /// The ways to sign in that it offers, in its order.
    pub logins: Vec<LoginKind>,
}

/// A way to sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoginKind {
    /// `m.login.password`
    Password,
    /// `m.login.sso`, with the providers' names
    Sso(Vec<String>),
    /// `m.login.token`
    Token,
    /// OAuth 2.0, found by its metadata
    OAuth,
    /// Anything else, by its name in the protocol
    Other(String),
}

/// Signs in with a password.
///
/// Fails with `Invalid` at the homeserver, the user name or the password, with `RateLimited`, or `Offline`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The homeserver as it was typed.
    pub homeserver: String,
    /// User name, Matrix ID or e-mail address.
    pub username: String,
    /// The account's password.
    pub password: String,
    /// The name that other people and devices see for this session.
    pub device_name: String,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SignIn")
            .field("homeserver", &self.homeserver)
            .finish_non_exhaustive()
    }
}

/// Signs in again after a soft logout: same device, same keys, same data.
///
/// Fails with `Invalid` at the password, with `RateLimited`, or `Offline`. After the reply the engine says
/// [`crate::envelope::Goodbye::SignedInAgain`] to every tab and ends; the next one goes on with the session.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInAgain {
    /// The account's password.
    pub password: String,
}

impl std::fmt::Debug for SignInAgain {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SignInAgain")
    }
}

/// Signs out: ends the session on the server as far as it can be reached, and has all local data deleted.
///
/// After the reply the engine says [`crate::envelope::Goodbye::SignedOut`] to every tab and ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOut;

/// The signed-in account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its Matrix ID.
    pub user: UserId,
    /// This session's device.
    pub device: DeviceId,
    /// The homeserver's client API address.
    pub homeserver: String,
    /// The account's display name, once known.
    pub display_name: Option<String>,
    /// The account's picture, once known.
    pub avatar: Option<Mxc>,
}

/// Follows the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFeed;

/// Where the session stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionState {
    /// The engine looks for a stored session.
    Restoring,
    /// Nobody is signed in.
    SignedOut,
    /// An account is signed in.
    SignedIn(Account),
    /// The server ended the session (device removed, token revoked); local data is still there.
    Ended {
        /// Whose session it was.
        account: Account,
        /// Whether the server allows to sign in again with the same device and keys (soft logout).
        is_soft: bool,
    },
}

/// Follows the connection to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionFeed;

/// How the connection to the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Connection {
    /// First synchronisation under way.
    Starting,
    /// Everything is up to date.
    Online,
    /// Trying to get through again.
    Reconnecting,
    /// The browser has no network.
    Offline,
}
