//! Encryption: whether this session is trusted, the recovery key, verification by emoji.

use serde::{Deserialize, Serialize};

use crate::ids::{DeviceId, UserId};

/// Follows the state of encryption of the account and of this session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CryptoFeed;

/// The state of encryption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CryptoState {
    /// Whether this session is trusted by the account's own identity.
    pub trust: SessionTrust,
    /// What is kept on the server for the case that all devices are lost.
    pub recovery: RecoveryState,
    /// Whether the backup of room keys works.
    pub backup: BackupState,
    /// Whether other sessions of this account exist that could verify this one.
    pub has_other_sessions: bool,
}

impl CryptoState {
    /// Whether signing out now may lose the keys of encrypted messages.
    pub fn are_keys_at_risk(&self) -> bool {
        self.recovery != RecoveryState::Enabled || self.backup != BackupState::Complete
    }
}

/// Whether this session is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionTrust {
    /// Not known yet.
    Unknown,
    /// The account's identity has not signed it.
    Unverified,
    /// The account's identity has signed it.
    Verified,
}

/// What a recovery key can bring back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecoveryState {
    /// Not known yet.
    Unknown,
    /// No recovery key was set up.
    Disabled,
    /// There is one, and this session has everything that it protects.
    Enabled,
    /// There is one, but this session lacks some secrets: enter it, or verify.
    Incomplete,
}

/// Whether room keys are kept on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BackupState {
    /// Not known yet.
    Unknown,
    /// Switched off.
    Disabled,
    /// Some keys are still on their way.
    Uploading {
        /// Keys that are backed up.
        done: u32,
        /// Keys there are.
        total: u32,
    },
    /// Every key is backed up.
    Complete,
}

/// Makes a recovery key and turns on the backup. Replies with the key, which is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateRecoveryKey;

/// The recovery key, in groups of four characters.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryKey(pub String);

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("RecoveryKey(…)")
    }
}

/// Recovers the secrets with the recovery key or the passphrase; trusts this session and restores the backup.
///
/// Fails with `Invalid` at [`crate::failure::Field::RecoveryKey`] or with `Encryption(NoBackup)`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recover {
    /// What was typed.
    pub key: String,
}

impl std::fmt::Debug for Recover {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Recover(…)")
    }
}

/// Gives the account a new identity in place of the one before: other people see that, other sessions must be verified anew, and
/// the backup of message keys goes with the recovery key that opened it.
///
/// Fails with `Invalid` at [`crate::failure::Field::CurrentPassword`], or with `Unsupported`; nothing has changed then. Where it fails
/// later, the backup is gone already, and it can be tried again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetIdentity {
    /// The account's password.
    pub password: String,
}

impl std::fmt::Debug for ResetIdentity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ResetIdentity(…)")
    }
}

/// Asks another session of the account to verify and be verified. The flow shows up in [`VerificationFeed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifySession {
    /// Which session.
    pub device: DeviceId,
}

/// Asks the account's other sessions to verify this one. The flow shows up in [`VerificationFeed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartVerification;

/// Accepts the request that another session made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptVerification {
    /// Which flow.
    pub flow: String,
}

/// Says whether the emoji on both screens are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerEmoji {
    /// Which flow.
    pub flow: String,
    /// What was answered.
    pub answer: EmojiAnswer,
}

/// What was answered about the emoji.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EmojiAnswer {
    /// They are the same.
    Match,
    /// They differ: somebody may be listening.
    Mismatch,
}

/// Calls a verification off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelVerification {
    /// Which flow.
    pub flow: String,
}

/// Follows the verification that is under way, if any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationFeed;

/// A verification under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The flow's id.
    pub flow: String,
    /// Whose session is on the other end.
    pub user: UserId,
    /// The session on the other end, once it is known.
    pub device: Option<DeviceId>,
    /// That session's name, if it is known.
    pub device_name: Option<String>,
    /// Who asked.
    pub is_incoming: bool,
    /// How far it is.
    pub stage: VerificationStage,
}

/// How far a verification is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerificationStage {
    /// Asked for, not accepted yet.
    Requested,
    /// Accepted; the emoji are being agreed on.
    Preparing,
    /// These seven emoji should be the same on both screens.
    Comparing(Vec<Emoji>),
    /// Confirmed here, waiting for the other side.
    Waiting,
    /// Both sides confirmed.
    Done,
    /// Called off.
    Cancelled(CancelReason),
}

/// One of the seven emoji.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emoji {
    /// The emoji itself.
    pub symbol: String,
    /// Its English name in the Matrix spec.
    pub name: String,
}

/// Why a verification ended without success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CancelReason {
    /// This side called it off.
    Here,
    /// The other side called it off.
    There,
    /// The emoji differed.
    Mismatch,
    /// Nobody answered in time.
    Timeout,
    /// Another session took the request.
    TakenElsewhere,
    /// The other side broke the protocol.
    Other,
}
