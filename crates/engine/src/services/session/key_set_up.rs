//! What an account needs for encryption, made at its first sign-in while the password is at hand.
//!
//! The SDK can do this by itself, but only where it performs the login, with the stores open.

use std::future::Future;

use loggia_protocol::{Failure, FailureKind};
use matrix_sdk::{
    Client,
    encryption::recovery::RecoveryError,
    ruma::{
        api::client::{keys::get_keys, uiaa::AuthData},
        assign,
        events::GlobalAccountDataEventType,
    },
};
use serde_json::Value;

use super::{
    backoff::Backoff,
    start::{self, KeyState},
};
use crate::{
    failure::{OrFailure, internal},
    platform::sleep,
};

/// Attempts before it is left to the next start: about two minutes.
const MAX_ATTEMPTS: usize = 7;

/// Where clients note that the backup of room keys is not wanted: the event's type, the field, the value that says so.
const BACKUP_DECLINED: [(&str, &str, bool); 2] = [
    ("m.key_backup", "enabled", false),
    ("m.org.matrix.custom.backup_disabled", "disabled", true),
];

/// Gives the account an identity and a backup of room keys, each only where it has none, and notes that it has them.
///
/// Without `auth` this goes on with what an earlier engine began: the identity that it made may not have reached the
/// server, which the SDK takes for granted.
pub async fn set_up_keys(client: Client, auth: Option<AuthData>) {
    client
        .encryption()
        .wait_for_e2ee_initialization_tasks()
        .await;
    let outcome = async {
        if !insist(|| has_identity(&client)).await? {
            insist(|| make_identity(&client, auth.as_ref())).await?;
        }
        insist(|| make_backup(&client)).await?;
        start::mark(&client, KeyState::Complete).await
    };
    if let Err(failure) = outcome.await {
        tracing::warn!(?failure, "encryption is not set up completely");
    }
}

/// Whether the server knows the account's identity. The SDK's own word for it may be an identity that is only here.
async fn has_identity(client: &Client) -> Result<bool, Failure> {
    let user = client.user_id().ok_or_else(|| internal("not signed in"))?;
    let request = assign!(get_keys::v3::Request::new(), {
        device_keys: [(user.to_owned(), Vec::new())].into(),
    });
    let answer = client.send(request).await;
    let answer = answer.or_failure("look for the account's identity")?;
    Ok(answer.master_keys.contains_key(user))
}

async fn make_identity(client: &Client, auth: Option<&AuthData>) -> Result<(), Failure> {
    client
        .encryption()
        .bootstrap_cross_signing(auth.cloned())
        .await
        .or_failure("make the account's identity")
}

async fn make_backup(client: &Client) -> Result<(), Failure> {
    let encryption = client.encryption();
    if encryption.backups().are_enabled().await || is_backup_declined(client).await? {
        return Ok(());
    }
    match encryption.recovery().enable_backup().await {
        Err(RecoveryError::BackupExistsOnServer) => Ok(()),
        outcome => outcome.or_failure("make a backup of room keys"),
    }
}

async fn is_backup_declined(client: &Client) -> Result<bool, Failure> {
    for (kind, field, declined) in BACKUP_DECLINED {
        let content = client
            .account()
            .fetch_account_data(GlobalAccountDataEventType::from(kind))
            .await
            .or_failure("look whether a backup is wanted")?;
        let said = content.and_then(|content| content.deserialize_as_unchecked::<Value>().ok());
        if let Some(Value::Bool(value)) = said.as_ref().and_then(|said| said.get(field)) {
            return Ok(*value == declined);
        }
    }
    Ok(false)
}

/// Tries again where waiting helps.
async fn insist<T, F>(attempt: impl Fn() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Failure>>,
{
    let mut backoff = Backoff::default();
    for _ in 1..MAX_ATTEMPTS {
        match attempt().await {
            Err(Failure {
                kind: FailureKind::Offline | FailureKind::RateLimited { .. },
                detail,
            }) => tracing::info!(detail, "setting up encryption waits"),
            outcome => return outcome,
        }
        sleep(backoff.next_wait()).await;
    }
    attempt().await
}
