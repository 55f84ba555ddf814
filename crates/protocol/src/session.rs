//! Signing in, the session, signing out.

use serde::{Deserialize, Serialize};

use crate::{
    Failure,
    failure::Refusal,
    ids::{DeviceId, Mxc, UserId},
};

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

/// Signs out: ends the session on the server as far as it can be reached, and has all local data deleted, also data that
/// cannot be opened.
///
/// After the reply the engine says [`crate::envelope::Goodbye::SignedOut`] to every tab and ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOut;

/// Tells the engine what the browser knows of the network: a worker is not always told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportNetwork {
    /// Whether there is one.
    pub is_online: bool,
}

/// Synchronises at once in place of waiting for the next attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SynchroniseNow;

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
    /// The stored session's data takes long to open: something else in this browser may keep it, or it is being converted.
    Blocked,
    /// Nobody is signed in.
    SignedOut,
    /// Nobody is signed in any more, and nobody signed out here.
    Parted(Parting),
    /// Somebody is signed in, but the data on this device cannot be opened. It is left as it is.
    Unreadable(Failure),
    /// An account is signed in.
    SignedIn(Account),
    /// The server wants the password again and takes the same device with its keys (soft logout); all data is still there.
    Ended(Account),
}

/// How a session came to an end that nobody here asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parting {
    /// The server knows it no more: the device was removed elsewhere, or the password changed. All its data was deleted.
    RemovedElsewhere,
    /// The browser has thrown its data away, and the keys with it.
    DataLost,
}

/// Follows the connection to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionFeed;

/// How the connection to the server is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Connection {
    /// First synchronisation under way.
    Starting,
    /// Everything is up to date.
    Online,
    /// Trying to get through again.
    Reconnecting,
    /// The browser has no network.
    Offline,
    /// The server answers that it serves this account no more, for now. It is asked again every minute.
    Refused(Refusal),
}
