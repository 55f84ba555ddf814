//! Errors of encryption: recovery, secrets, verification, recipients.

use std::error::Error;

use loggia_protocol::{
    FailureKind,
    failure::{Field, KeyProblem, Problem},
};
use matrix_sdk::encryption::{
    identities::RequestVerificationError,
    recovery::RecoveryError,
    secret_storage::{ImportError, SecretStorageError},
};
use matrix_sdk_base::crypto::secret_storage::DecodeError;

use super::{SdkError, kind_of_storage, mentions};

impl SdkError for RecoveryError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::BackupExistsOnServer => FailureKind::Encryption(KeyProblem::Other),
            Self::Sdk(error) => error.kind(),
            Self::SecretStorage(error) => error.kind(),
        }
    }
}

impl SdkError for SecretStorageError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Sdk(error) => error.kind(),
            Self::Storage(error) => error.kind(),
            Self::SecretStorageKey(error) => error.kind(),
            Self::MissingKeyInfo { .. } => FailureKind::Encryption(KeyProblem::NoBackup),
            Self::ImportError {
                error: ImportError::Sdk(error),
                ..
            } => error.kind(),
            Self::ImportError { .. } | Self::InconsistentBackupDecryptionKey => {
                FailureKind::Encryption(KeyProblem::Mismatch)
            }
            _ => FailureKind::Encryption(KeyProblem::Other),
        }
    }
}

/// Raised for what was typed as recovery key or passphrase, and for the server's description of it.
impl SdkError for DecodeError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Mac(_) => FailureKind::Invalid(Field::RecoveryKey, Problem::Wrong),
            Self::Prefix(..) | Self::Parity(..) | Self::Base58(_) | Self::KeyLength(..) => {
                FailureKind::Invalid(Field::RecoveryKey, Problem::Malformed)
            }
            Self::Base64(_)
            | Self::MacLength(..)
            | Self::IvLength(..)
            | Self::UnsupportedAlgorithm(_)
            | Self::KdfIterationCount(_) => FailureKind::Encryption(KeyProblem::Other),
        }
    }
}

impl SdkError for RequestVerificationError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Sdk(error) => error.kind(),
            Self::RoomCreation(_) => FailureKind::Internal,
        }
    }
}

/// What it means that something could not be encrypted or decrypted.
pub(super) fn kind_of_encryption(error: &(dyn Error + 'static)) -> FailureKind {
    if mentions(error, "collecting the recipient devices") {
        return FailureKind::Encryption(KeyProblem::UntrustedRecipient);
    }
    match kind_of_storage(error) {
        FailureKind::StorageFull => FailureKind::StorageFull,
        _ => FailureKind::Encryption(KeyProblem::Other),
    }
}
