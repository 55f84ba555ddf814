//! Puts the SDK's many states of encryption together into the one that tabs get.

use std::sync::Arc;

use eyeball::SharedObservable;
use futures_util::{Stream, StreamExt, future::ready, pin_mut, stream};
use loggia_protocol::crypto::{BackupState, CryptoState, RecoveryState};
use matrix_sdk::{
    Client,
    encryption::backups::{BackupState as SdkBackupState, UploadState},
};
use tokio::sync::Notify;

use crate::{convert::crypto as convert, failure::OrFailure};

/// Keeps the state for as long as it is polled; rings where keys may wait for their backup.
pub async fn run(client: Client, state: SharedObservable<CryptoState>, wake: Arc<Notify>) {
    let encryption = client.encryption();
    let (backups, recovery) = (encryption.backups(), encryption.recovery());
    let trust = encryption.verification_state();
    let recovery = recovery.state_stream();
    let backup = backups.state_stream();
    let uploads = backups.wait_for_steady_state().subscribe_to_progress();
    let (devices, keys) = (own_device_changes(&client).await, new_keys(&client).await);
    pin_mut!(trust, recovery, backup, uploads, devices, keys);
    let mut upload = Upload::default();
    loop {
        let now = read(&client, &upload).await;
        state.set_if_not_eq(now);
        tokio::select! {
            Some(_) = trust.next() => {}
            Some(_) = recovery.next() => {}
            Some(_) = devices.next() => {}
            Some(_) = backup.next() => wake.notify_one(),
            Some(progress) = uploads.next() => if let Ok(progress) = progress {
                upload.follow(&progress);
            },
            Some(n_keys) = keys.next() => {
                upload.add(n_keys);
                wake.notify_one();
            }
            else => return,
        }
    }
}

/// How many keys are in the backup, as far as the SDK says: it tells only while it uploads.
#[derive(Default)]
struct Upload {
    done: u32,
    total: u32,
    /// Nothing is known before the first upload ended.
    has_ended: bool,
}

impl Upload {
    fn follow(&mut self, progress: &UploadState) {
        match progress {
            UploadState::Uploading(counts) => {
                self.done = count(counts.backed_up);
                self.total = count(counts.total);
            }
            UploadState::Done => {
                self.done = self.total;
                self.has_ended = true;
            }
            UploadState::Idle | UploadState::Error => {}
        }
    }

    /// New keys are not backed up until the next upload says so.
    fn add(&mut self, n_keys: usize) {
        self.total = self.total.saturating_add(count(n_keys));
    }

    fn state(&self) -> BackupState {
        let (done, total) = (self.done, self.total);
        match done < total {
            true => BackupState::Uploading { done, total },
            false if self.has_ended => BackupState::Complete,
            false => BackupState::Unknown,
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

async fn read(client: &Client, upload: &Upload) -> CryptoState {
    let encryption = client.encryption();
    let recovery = convert::recovery(encryption.recovery().state());
    CryptoState {
        trust: convert::trust(encryption.verification_state().get()),
        recovery,
        backup: match encryption.backups().state() {
            SdkBackupState::Enabled => upload.state(),
            // The SDK looks for a backup before it looks for a recovery key.
            SdkBackupState::Unknown if recovery != RecoveryState::Unknown => BackupState::Disabled,
            _ => BackupState::Unknown,
        },
        has_other_sessions: has_other_sessions(client).await,
    }
}

/// Whether another session could verify this one: the account's identity has signed it.
pub async fn has_other_sessions(client: &Client) -> bool {
    let Some(user) = client.user_id() else {
        return false;
    };
    match client.encryption().get_user_devices(user).await {
        Ok(devices) => devices.devices().any(|device| {
            Some(device.device_id()) != client.device_id()
                && device.is_cross_signed_by_owner()
                && !device.is_dehydrated()
        }),
        Err(error) => {
            tracing::warn!(%error, "cannot read the account's sessions");
            false
        }
    }
}

/// Rings when some of the account's sessions are new or have changed.
pub async fn own_device_changes(client: &Client) -> impl Stream<Item = ()> + use<> {
    let user = client.user_id().map(ToOwned::to_owned);
    let updates = client.encryption().devices_stream().await;
    let updates = updates.or_failure("follow the account's sessions").ok();
    stream::iter(updates).flatten().filter_map(move |update| {
        let is_own = user
            .as_ref()
            .is_some_and(|user| update.new.contains_key(user) || update.changed.contains_key(user));
        ready(is_own.then_some(()))
    })
}

/// How many room keys came at once.
async fn new_keys(client: &Client) -> impl Stream<Item = usize> + use<> {
    let keys = client.encryption().room_keys_received_stream().await;
    let keys = stream::iter(keys).flatten();
    // Some that were missed count as one: the upload that follows sets the count right.
    keys.map(|keys| keys.map_or(1, |keys| keys.len()))
}
