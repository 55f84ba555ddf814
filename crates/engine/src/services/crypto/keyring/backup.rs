//! Gets room keys into the backup. The SDK tries after each answer of the server, and gives up at the first failure.

use std::sync::Arc;

use matrix_sdk::{Client, encryption::backups::futures::SteadyStateError};
use tokio::sync::Notify;

use crate::{platform::sleep, services::session::Backoff};

/// Backs up, each time that it is woken, all keys that are not backed up.
pub async fn run(client: Client, wake: Arc<Notify>) {
    let backups = client.encryption().backups();
    loop {
        wake.notified().await;
        let mut backoff = Backoff::default();
        loop {
            match backups.wait_for_steady_state().await {
                Ok(()) | Err(SteadyStateError::BackupDisabled) => break,
                Err(SteadyStateError::Lagged) => {}
                Err(SteadyStateError::Connection) => sleep(backoff.next_wait()).await,
            }
        }
    }
}
