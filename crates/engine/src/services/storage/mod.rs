//! What is kept on this device: how much there is, how much media may be, and what goes when there is no room left.
//!
//! What the server has as well goes first: media, then the messages that were seen. Keys, the session, drafts and what is
//! unsent never go.

mod limit;
mod relief;
mod watch;

use std::sync::Arc;

use eyeball::SharedObservable;
use futures_util::{Stream, StreamExt, stream};
use loggia_protocol::{
    Failure,
    storage::{
        ClearMedia, Keeping, KeepingFeed, Pressure, ReadLog, SetMediaLimit, StorageFeed,
        StorageState,
    },
};
use matrix_sdk::{
    Client,
    executor::{AbortOnDrop, JoinHandleExt, spawn},
};
use tokio::sync::Notify;

pub use self::relief::{Purpose, Relief};
use crate::{Engine, failure::OrFailure, platform::Platform};

/// What is kept for the signed-in account.
pub struct Storage {
    state: SharedObservable<StorageState>,
    relief: Relief,
    look: Arc<Notify>,
    _watch: AbortOnDrop<()>,
}

impl Storage {
    /// Watches over what is kept for a signed-in client.
    pub fn new(platform: &Platform, client: &Client) -> Self {
        let state = SharedObservable::new(StorageState {
            space: None,
            pressure: Pressure::None,
            media_limit: limit::USUAL,
        });
        let relief = Relief::new(platform, client);
        let look = Arc::new(Notify::new());
        let watch = watch::run(
            platform.clone(),
            relief.clone(),
            state.clone(),
            look.clone(),
        );
        Self {
            state,
            relief,
            look,
            _watch: spawn(watch).abort_on_drop(),
        }
    }

    /// Makes room for whoever finds none.
    pub fn relief(&self) -> &Relief {
        &self.relief
    }
}

/// Changes how much media is kept.
pub async fn handle_set_media_limit(engine: Engine, call: SetMediaLimit) -> Result<(), Failure> {
    let session = engine.session()?;
    let n_bytes = limit::set(&session.client, call.n_bytes).await?;
    session
        .storage
        .state
        .update(|state| state.media_limit = n_bytes);
    session.storage.look.notify_one();
    Ok(())
}

/// Deletes media.
pub async fn handle_clear_media(engine: Engine, _call: ClearMedia) -> Result<(), Failure> {
    let session = engine.session()?;
    limit::evict_all(&session.client)
        .await
        .or_failure("delete media")?;
    session.storage.look.notify_one();
    Ok(())
}

/// Reads the log.
pub async fn handle_read_log(engine: Engine, _call: ReadLog) -> Result<String, Failure> {
    Ok(engine.platform().log())
}

/// Follows what is kept.
pub async fn open_storage(
    engine: Engine,
    _feed: StorageFeed,
) -> Result<impl Stream<Item = StorageState> + 'static, Failure> {
    let session = engine.session()?;
    session.storage.look.notify_one();
    Ok(session.storage.state.subscribe_reset())
}

/// Follows whether anything is kept, which no engine changes its mind about.
pub async fn open_keeping(
    engine: Engine,
    _feed: KeepingFeed,
) -> Result<impl Stream<Item = Keeping> + 'static, Failure> {
    let keeping = engine.platform().keeping();
    Ok(stream::iter([keeping]).chain(stream::pending()))
}
