//! Why something did not work: a closed set of kinds. The app turns a kind into words; the detail is for logs only.

use serde::{Deserialize, Serialize};

/// A call or a feed that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What happened, in terms that the app can act on.
    pub kind: FailureKind,
    /// What a developer reads in the log. Holds no token, key or message text.
    pub detail: String,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FailureKind {
    /// The server could not be reached.
    Offline,
    /// The server asks to wait.
    RateLimited {
        /// Whole seconds, rounded up, if the server said how long.
        seconds: Option<u32>,
    },
    /// The server refuses: the account may not do this.
    Forbidden {
        /// The power level that it takes, if that is the reason.
        needed_level: Option<i64>,
    },
    /// The server serves this account no more, or only in part, for now.
    Refused(Refusal),
    /// There is no such thing (any more).
    NotFound,
    /// What was typed into a field cannot be used.
    Invalid(Field, Problem),
    /// The session is over: sign in again.
    NeedsAuth,
    /// Keys are missing or do not fit.
    Encryption(KeyProblem),
    /// The file is larger than what can be sent.
    TooLarge {
        /// The largest size in bytes, if it is known.
        limit: Option<u64>,
    },
    /// The browser gives no more room for data.
    StorageFull,
    /// The server asks for something first that Loggia cannot give.
    Unsupported,
    /// It was called off.
    Cancelled,
    /// The engine went away; whether the request was carried out is not known.
    EngineLost,
    /// None of the above: a defect, or a server that answers nonsense.
    Internal,
}

/// Why a server serves an account no more, or only in part, for now. Somebody else has to act, or the account's owner elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The server's administrators have locked the account (`M_USER_LOCKED`).
    AccountLocked,
    /// The server's administrators have suspended the account: it can read, but not write (`M_USER_SUSPENDED`).
    AccountSuspended,
    /// The server has as many users, or as much to do, as it may (`M_RESOURCE_LIMIT_EXCEEDED`).
    ResourceLimit {
        /// The administrator's address, for a link: `mailto:` or the web.
        contact: Option<String>,
    },
    /// The server's terms must be agreed to first (`M_CONSENT_NOT_GIVEN`).
    ConsentNeeded {
        /// The web page where that is done.
        url: Option<String>,
    },
}

/// A field that a failure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// The homeserver's name or address.
    Homeserver,
    /// User name, Matrix ID or e-mail address.
    Username,
    /// The account's password.
    Password,
    /// The recovery key or passphrase.
    RecoveryKey,
    /// The account's password, asked for once more.
    CurrentPassword,
    /// The password that takes the place of the account's.
    NewPassword,
    /// The account's display name.
    DisplayName,
    /// A picture that others see.
    Picture,
    /// A session's name.
    SessionName,
    /// A message's text.
    Message,
    /// A file that is to be sent.
    File,
    /// A room's name.
    RoomName,
    /// What a room is about.
    RoomTopic,
    /// A room's address, without `#` and server.
    RoomAddress,
    /// Somebody who is to be found or invited.
    Person,
}

/// What is wrong with a field's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// It is empty.
    Empty,
    /// It does not have the right form.
    Malformed,
    /// It is longer than the server takes.
    TooLong,
    /// The server wants one that is harder to guess.
    Weak,
    /// Right form, but not the right one (password, recovery key).
    Wrong,
    /// No server answers there.
    NoServer,
    /// A server answers, but it does not speak Matrix.
    NotMatrix,
    /// The server's Matrix versions are too old for Loggia; the newest that it names.
    TooOld(String),
    /// The server answers but does not let a web page talk to it (CORS).
    Blocked,
    /// The server's `.well-known` file cannot be used.
    BadWellKnown,
    /// The account was switched off.
    Deactivated,
    /// It cannot be read (any more).
    Unreadable,
    /// Another room has it already; or somebody is in the room already.
    Taken,
    /// There is no such account.
    Unknown,
    /// Somebody is banned from the room.
    Banned,
    /// Somebody takes no invitations.
    Refusing,
}

/// What is wrong with keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyProblem {
    /// Nothing is kept on the server that a recovery key could open.
    NoBackup,
    /// The other side's verification does not fit any more.
    Mismatch,
    /// Some recipient's devices or identity must be dealt with first.
    UntrustedRecipient,
    /// Anything else in the encryption layer.
    Other,
}

impl Failure {
    /// A failure of this kind, with a detail for the log.
    pub fn new(kind: FailureKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
        }
    }

    /// A failure at a field.
    pub fn invalid(field: Field, problem: Problem, detail: impl Into<String>) -> Self {
        Self::new(FailureKind::Invalid(field, problem), detail)
    }
}
