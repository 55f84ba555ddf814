//! A new identity for the account, where the one before is lost or no longer to be trusted.

use loggia_protocol::{Failure, FailureKind, crypto::ResetIdentity};
use matrix_sdk::{
    Client,
    encryption::{CrossSigningResetAuthType, recovery::RecoveryError},
};

use crate::{
    Engine,
    failure::{OrFailure, failure_of},
    services::account::{answer, prove, refused},
};

/// What is being done.
const DOING: &str = "reset the identity";

/// Gives the account a new identity. The SDK deletes the backup before it asks for the password, which must be right by then.
pub async fn handle_reset_identity(engine: Engine, call: ResetIdentity) -> Result<(), Failure> {
    let session = engine.session()?;
    let _guard = session.keyring.begin_change().await;
    let client = &session.client;
    client
        .encryption()
        .wait_for_e2ee_initialization_tasks()
        .await;
    prove(client, &call.password).await?;
    let outcome = reset(client, &call.password).await;
    if outcome.is_err() {
        realign(client).await;
    }
    outcome
}

async fn reset(client: &Client, password: &str) -> Result<(), Failure> {
    let reset = client.encryption().recovery().reset_identity().await;
    let Some(reset) = reset.or_failure(DOING)? else {
        return Ok(());
    };
    let CrossSigningResetAuthType::Uiaa(wanted) = reset.auth_type() else {
        let detail = "the server wants the identity's reset confirmed on a page of its own";
        return Err(Failure::new(FailureKind::Unsupported, detail));
    };
    let auth = answer(client, password, wanted)?;
    let outcome = reset.reset(Some(auth)).await;
    outcome.map_err(|error| match error {
        RecoveryError::Sdk(error) => refused(&error, DOING),
        error => failure_of(&error, DOING),
    })
}

/// The SDK keeps the new identity's keys before the server has it: they are thrown away where the server has another.
async fn realign(client: &Client) {
    let Some(user) = client.user_id() else { return };
    if let Err(error) = client.encryption().request_user_identity(user).await {
        tracing::warn!(%error, "whether the identity's keys are the server's is not known");
    }
}
