//! The account's keys as far as tabs are told of them: one state that all feeds share, kept by one task.

mod backup;
mod watch;

pub(super) use watch::has_other_sessions;
pub(crate) use watch::own_device_changes;

use std::sync::Arc;

use eyeball::SharedObservable;
use futures_util::Stream;
use loggia_protocol::{
    Failure,
    crypto::{BackupState, CryptoFeed, CryptoState, RecoveryState, SessionTrust},
};
use matrix_sdk::{
    Client,
    executor::{AbortOnDrop, JoinHandleExt, spawn},
};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard};

use crate::Engine;

/// The state of the account's keys, and the right to change them.
pub struct Keyring {
    state: SharedObservable<CryptoState>,
    changing: Arc<Mutex<()>>,
    _tasks: [AbortOnDrop<()>; 2],
}

impl Keyring {
    /// Follows a signed-in client's keys, and has every new one backed up.
    pub fn new(client: &Client) -> Self {
        let state = SharedObservable::new(CryptoState {
            trust: SessionTrust::Unknown,
            recovery: RecoveryState::Unknown,
            backup: BackupState::Unknown,
            has_other_sessions: false,
        });
        let wake = Arc::new(Notify::new());
        let tasks = [
            spawn(watch::run(client.clone(), state.clone(), wake.clone())),
            spawn(backup::run(client.clone(), wake)),
        ];
        Self {
            state,
            changing: Arc::default(),
            _tasks: tasks.map(JoinHandleExt::abort_on_drop),
        }
    }

    /// Waits until nobody else makes or replaces keys, and keeps others from it until the guard is dropped.
    pub async fn begin_change(&self) -> OwnedMutexGuard<()> {
        self.changing.clone().lock_owned().await
    }
}

/// Follows the state of encryption.
pub async fn open_crypto(
    engine: Engine,
    _feed: CryptoFeed,
) -> Result<impl Stream<Item = CryptoState> + 'static, Failure> {
    Ok(engine.session()?.keyring.state.subscribe_reset())
}
