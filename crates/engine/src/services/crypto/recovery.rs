//! The recovery key: making one, and using it to get the account's secrets back.

use loggia_protocol::{
    Failure, FailureKind,
    crypto::{CreateRecoveryKey, Recover, RecoveryKey},
    failure::{Field, KeyProblem, Problem},
};
use matrix_sdk::encryption::Encryption;

use crate::{Engine, failure::OrFailure};

/// Makes a recovery key, in place of the one before if there was one, and turns on the backup.
pub async fn handle_create_recovery_key(
    engine: Engine,
    _call: CreateRecoveryKey,
) -> Result<RecoveryKey, Failure> {
    let session = engine.session()?;
    let _guard = session.keyring.begin_change().await;
    let encryption = session.client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    if !has_identity(&encryption).await {
        return Err(Failure::new(
            FailureKind::Encryption(KeyProblem::Other),
            "this session lacks the account's identity: a new recovery key would protect nothing",
        ));
    }
    // `enable` makes a new key even where there is one; `reset_key` does no more than a part of it.
    let key = encryption.recovery().enable().await;
    key.or_failure("make a recovery key").map(RecoveryKey)
}

/// Gets the account's secrets from the server with the recovery key or passphrase.
pub async fn handle_recover(engine: Engine, call: Recover) -> Result<(), Failure> {
    let key = call.key.trim();
    if key.is_empty() {
        let detail = "nothing was typed";
        return Err(Failure::invalid(Field::RecoveryKey, Problem::Empty, detail));
    }
    let session = engine.session()?;
    let _guard = session.keyring.begin_change().await;
    let encryption = session.client.encryption();
    let is_enabled = encryption.secret_storage().is_enabled().await;
    if !is_enabled.or_failure("look for a recovery key")? {
        return Err(nothing("no recovery key was set up"));
    }
    encryption
        .recovery()
        .recover(key)
        .await
        .or_failure("use the recovery key")?;
    match has_identity(&encryption).await {
        true => Ok(()),
        false => Err(nothing(
            "the recovery key does not protect the account's identity",
        )),
    }
}

async fn has_identity(encryption: &Encryption) -> bool {
    let status = encryption.cross_signing_status().await;
    status.is_some_and(|status| status.is_complete())
}

fn nothing(detail: &str) -> Failure {
    Failure::new(FailureKind::Encryption(KeyProblem::NoBackup), detail)
}
