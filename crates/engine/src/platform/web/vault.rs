//! What must outlive the engine: the session and what is still to be deleted, in a vault of their own.

use loggia_protocol::{Failure, FailureKind};
use loggia_vault::Error;

use crate::{failure::internal, platform::Vault};

const VAULT: loggia_vault::Vault = loggia_vault::Vault::new("loggia-vault");

/// Reads the vault; an empty one where there is none, or none that can be read any more.
pub async fn load() -> Result<Vault, Failure> {
    let bytes = VAULT
        .load()
        .await
        .map_err(|error| failure("read", &error))?;
    let vault = bytes.map(|bytes| serde_json::from_slice(&bytes));
    match vault.transpose() {
        Ok(vault) => Ok(vault.unwrap_or_default()),
        Err(error) => {
            tracing::error!(%error, "the vault holds what this build does not read");
            Ok(Vault::default())
        }
    }
}

/// Replaces the vault.
pub async fn save(vault: &Vault) -> Result<(), Failure> {
    let bytes = serde_json::to_vec(vault).expect("a vault has only string keys");
    VAULT
        .save(&bytes)
        .await
        .map_err(|error| failure("write", &error))
}

fn failure(doing: &str, error: &Error) -> Failure {
    let detail = format!("{doing} the vault: {error}");
    match error {
        Error::Full => Failure::new(FailureKind::StorageFull, detail),
        Error::Storage(_) | Error::Cipher => internal(detail),
    }
}
