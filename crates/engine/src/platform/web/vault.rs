//! What must outlive the engine: the session and what is still to be deleted, in a vault of their own. Where the browser keeps
//! nothing, it is the worker's memory, and nothing outlives it.

use std::cell::RefCell;

use loggia_protocol::{Failure, FailureKind, storage::Keeping};
use loggia_vault::Error;

use crate::{failure::internal, platform::Vault};

const VAULT: loggia_vault::Vault = loggia_vault::Vault::new("loggia-vault");

thread_local! {
    /// The vault where the browser keeps nothing.
    static IN_MEMORY: RefCell<Option<Vault>> = const { RefCell::new(None) };
}

/// Looks whether the browser keeps anything, before anybody else uses the vault.
pub async fn look() -> Keeping {
    if VAULT.is_forbidden().await {
        IN_MEMORY.set(Some(Vault::default()));
        Keeping::Ephemeral
    } else {
        Keeping::Lasting
    }
}

/// Reads the vault; an empty one where there is none.
///
/// Fails where what is there cannot be read: nobody may take that for nothing.
pub async fn load() -> Result<Vault, Failure> {
    if let Some(vault) = IN_MEMORY.with_borrow(Clone::clone) {
        return Ok(vault);
    }
    if !VAULT.is_there().await {
        return Ok(Vault::default());
    }
    let bytes = VAULT
        .load()
        .await
        .map_err(|error| failure("read", &error))?;
    let vault = bytes.map(|bytes| serde_json::from_slice(&bytes));
    let vault = vault.transpose();
    vault.map(Option::unwrap_or_default).map_err(|error| {
        let kind = error.classify();
        internal(format!("read the vault: this build does not: {kind:?}"))
    })
}

/// Replaces the vault. Where there is nothing to keep, there is none.
pub async fn save(vault: &Vault) -> Result<(), Failure> {
    let is_in_memory = IN_MEMORY.with_borrow_mut(|memory| {
        let memory = memory.as_mut();
        memory.map(|memory| *memory = vault.clone()).is_some()
    });
    if is_in_memory {
        return Ok(());
    }
    if *vault == Vault::default() {
        let deleted = VAULT.delete().await;
        return deleted.map_err(|error| failure("delete", &error));
    }
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
        Error::Storage(_) | Error::Cipher | Error::Unreadable => internal(detail),
    }
}
