//! A new identity for the account, where the one before is lost or no longer to be trusted.

use loggia_protocol::{Failure, FailureKind, crypto::ResetIdentity};
use matrix_sdk::encryption::CrossSigningResetAuthType;

use crate::{
    Engine,
    failure::OrFailure,
    services::account::{answer, prove},
};

/// Gives the account a new identity. The SDK deletes the backup before it asks for the password, which must be right by then.
pub async fn handle_reset_identity(engine: Engine, call: ResetIdentity) -> Result<(), Failure> {
    let session = engine.session()?;
    let _guard = session.keyring.begin_change().await;
    let client = &session.client;
    let encryption = client.encryption();
    encryption.wait_for_e2ee_initialization_tasks().await;
    prove(client, &call.password).await?;
    let reset = encryption.recovery().reset_identity().await;
    let Some(reset) = reset.or_failure("reset the identity")? else {
        return Ok(());
    };
    let CrossSigningResetAuthType::Uiaa(wanted) = reset.auth_type() else {
        let detail = "the server wants the identity's reset confirmed on a page of its own";
        return Err(Failure::new(FailureKind::Unsupported, detail));
    };
    let auth = answer(client, &call.password, wanted)?;
    let outcome = reset.reset(Some(auth)).await;
    outcome.or_failure("reset the identity")
}
