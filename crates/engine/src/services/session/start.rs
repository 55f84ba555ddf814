//! From a stored session to a running one: opens the account's data, starts everything that belongs to it.

use std::{num::NonZeroUsize, sync::Arc, time::Duration};

use eyeball::SharedObservable;
use futures_util::{
    future::{Either, select},
    pin_mut,
};
use loggia_protocol::{
    Failure,
    ids::{DeviceId, UserId},
    session::{Account, Parting, SessionState},
};
use matrix_sdk::{
    Client,
    config::RequestConfig,
    cross_process_lock::CrossProcessLockConfig,
    encryption::{BackupDownloadStrategy, EncryptionSettings},
    executor::spawn,
    ruma::api::client::uiaa::AuthData,
    store::RoomLoadSettings,
};

use super::{Sync, Way, follow, key_set_up::set_up_keys, own_keys};
use crate::{
    Engine,
    engine::Session,
    failure::{OrFailure, internal},
    platform::{StoredSession, sleep},
    services::{
        crypto::{Keyring, Verifications},
        people::Acquaintances,
        rooms::RoomList,
        sessions::Sessions,
        spaces::SpaceTree,
        storage::Storage,
        timeline::Timelines,
    },
};

/// Marks a store as ours. A browser may throw away one database and keep another: without this mark, a store is new.
const STORE_MARK: &[u8] = b"loggia.store";

/// How long the account's data may take to open before that is told.
const PATIENCE: Duration = Duration::from_secs(4);

/// How far the set-up of the account's keys is, as a store's mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// It has begun.
    Pending,
    /// The account has what it needs.
    Complete,
}

/// Who sets up cross-signing and the backup of room keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySetUp {
    /// The SDK: the account has both already, or its server wants no password for them.
    BySdk,
    /// [`super::sign_in`], which still knows the password that many servers want for it.
    BySignIn,
}

/// What becomes of the data that the server has as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caches {
    /// It is there.
    Keep,
    /// It goes: something in it may be what earlier engines died of. Keys, the session and what is unsent stay.
    Discard,
}

impl Caches {
    /// So many deaths within a minute are no accident.
    const MANY_DEATHS: u32 = 3;

    /// After so many deaths within the last minute.
    pub fn after(n_deaths: u32) -> Self {
        match n_deaths {
            Self::MANY_DEATHS.. => Self::Discard,
            _ => Self::Keep,
        }
    }
}

/// Goes on with the stored session, if there is one, and says in [`Engine::state`] what came of it.
pub async fn restore(engine: &Engine, caches: Caches) {
    let state = match try_restore(engine, caches).await {
        Ok(Some(account)) => SessionState::SignedIn(account),
        Ok(None) => parting(engine)
            .await
            .map_or(SessionState::SignedOut, SessionState::Parted),
        Err(failure) => {
            tracing::error!(?failure, "the stored session cannot be used");
            SessionState::Unreadable(failure)
        }
    };
    // The server may have ended the session while it was being restored.
    engine.state().update_if(|current| {
        let is_open = matches!(current, SessionState::Restoring);
        if is_open {
            *current = state;
        }
        is_open
    });
}

async fn try_restore(engine: &Engine, caches: Caches) -> Result<Option<Account>, Failure> {
    let platform = engine.platform();
    finish_wipes(engine).await;
    let Some(stored) = platform.load_session().await? else {
        return Ok(None);
    };
    platform.hold_account(&stored.store).await;
    if caches == Caches::Discard {
        tracing::warn!("engines died one after the other: the caches go");
        platform.delete_caches(&stored.store).await?;
    }
    let opening = open(engine, &stored, KeySetUp::BySdk);
    let client = patiently(engine, opening).await?;
    let account = resume(engine, client, &stored).await?;
    if account.is_none() {
        tracing::warn!("the stored session's data is gone, and its keys with it");
        wipe_later(engine, &stored.store).await?;
        platform.clear_session(Some(Parting::DataLost)).await?;
    }
    Ok(account)
}

/// Goes on with a session whose data is open; nothing where that is not ours.
pub async fn resume(
    engine: &Engine,
    client: Client,
    stored: &StoredSession,
) -> Result<Option<Account>, Failure> {
    let mark = client.state_store().get_custom_value(STORE_MARK).await;
    let Some(mark) = mark.or_failure("look into the store")? else {
        return Ok(None);
    };
    enter(&client, stored).await?;
    if !own_keys::are_there(&client).await? {
        return Ok(None);
    }
    let account = activate(engine, client.clone(), stored).await?;
    if mark == [0] {
        start_key_set_up(engine, client, None).await;
    }
    Ok(Some(account))
}

/// Waits for the data as long as it takes, and says so.
async fn patiently<T>(engine: &Engine, opening: impl Future<Output = T>) -> T {
    let patience = sleep(PATIENCE);
    pin_mut!(opening, patience);
    match select(opening, patience).await {
        Either::Left((opened, _)) => opened,
        Either::Right(((), opening)) => {
            tracing::warn!("the account's data is busy");
            engine.state().set(SessionState::Blocked);
            let opened = opening.await;
            engine.state().set(SessionState::Restoring);
            opened
        }
    }
}

async fn parting(engine: &Engine) -> Option<Parting> {
    let parting = engine.platform().load_parting().await;
    parting.unwrap_or_else(|failure| {
        tracing::warn!(?failure, "how the last session ended cannot be read");
        None
    })
}

/// A client with the account's data, not signed in yet. The account is held already: a Web Lock is not given twice.
pub async fn open(
    engine: &Engine,
    stored: &StoredSession,
    set_up: KeySetUp,
) -> Result<Client, Failure> {
    let platform = engine.platform();
    let by_sdk = set_up == KeySetUp::BySdk;
    let builder = Client::builder()
        .homeserver_url(&stored.homeserver)
        .cross_process_store_config(CrossProcessLockConfig::SingleProcess)
        // A browser's client does not try again either: everybody who asks decides whether to.
        .request_config(RequestConfig::new().disable_retry())
        .handle_refresh_tokens()
        // The list brings each room's newest event alone. What is unread, and the newest message, may lie further back.
        .with_enable_automatic_back_pagination(true)
        .with_encryption_settings(EncryptionSettings {
            auto_enable_cross_signing: by_sdk,
            auto_enable_backups: by_sdk,
            backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
        });
    let client = async {
        platform
            .open_store(builder, &stored.store)
            .await?
            .build()
            .await
    };
    let client = client.await.or_failure("open the account's data")?;
    // One room after the other: whoever reads comes first.
    client
        .event_cache()
        .config_mut()
        .max_concurrent_back_paginations = NonZeroUsize::MIN;
    Ok(client)
}

/// Marks a store as ours.
pub async fn mark(client: &Client, keys: KeyState) -> Result<(), Failure> {
    let value = u8::from(keys == KeyState::Complete);
    client
        .state_store()
        .set_custom_value_no_read(STORE_MARK, vec![value])
        .await
        .or_failure("mark the store")
}

/// Signs a client in with a session that the server gave.
pub async fn enter(client: &Client, stored: &StoredSession) -> Result<(), Failure> {
    client
        .matrix_auth()
        .restore_session(stored.session.clone(), RoomLoadSettings::All)
        .await
        .or_failure("restore the session")
}

/// Puts everything in place around a client that is signed in.
pub async fn activate(
    engine: &Engine,
    client: Client,
    stored: &StoredSession,
) -> Result<Account, Failure> {
    // Listeners first: the first answer of the server must find them in place.
    let timelines = Timelines::new(&client);
    let way = SharedObservable::new(Way::Sliding);
    let rooms = RoomList::new(&client, way.subscribe()).await;
    let spaces = SpaceTree::new(&client);
    let keyring = Keyring::new(&client);
    let verifications = Verifications::new(&client);
    let storage = Storage::new(engine.platform(), &client);
    let sync = Sync::start(&client, storage.relief(), way).await?;
    let account = account_of(&client)?;
    let session = Arc::new(Session {
        client,
        sync,
        rooms,
        spaces,
        timelines,
        keyring,
        sessions: Sessions::default(),
        storage,
        people: Acquaintances::default(),
        verifications,
    });
    follow::follow(engine, &session, stored);
    engine.replace_session(Some(session));
    Ok(account)
}

/// Has the keys set up that the account lacks. Nobody else makes keys meanwhile.
pub async fn start_key_set_up(engine: &Engine, client: Client, auth: Option<AuthData>) {
    let Ok(session) = engine.session() else {
        return;
    };
    let guard = session.keyring.begin_change().await;
    drop(spawn(async move {
        set_up_keys(client, auth).await;
        drop(guard);
    }));
}

/// The account of a client that is signed in.
fn account_of(client: &Client) -> Result<Account, Failure> {
    let meta = client
        .session_meta()
        .ok_or_else(|| internal("a restored client has no session"))?;
    Ok(Account {
        user: UserId(meta.user_id.to_string()),
        device: DeviceId(meta.device_id.to_string()),
        homeserver: client.homeserver().to_string(),
        display_name: None,
        avatar: None,
    })
}

/// Notes that a store must go at the next start: while it is open it cannot be deleted.
pub async fn wipe_later(engine: &Engine, store: &str) -> Result<(), Failure> {
    let mut wipes = engine.platform().load_pending_wipes().await?;
    if !wipes.iter().any(|wipe| wipe == store) {
        wipes.push(store.to_owned());
    }
    engine.platform().save_pending_wipes(&wipes).await
}

/// Deletes what an earlier engine could not, and with it a session whose sign-out was interrupted.
pub async fn finish_wipes(engine: &Engine) {
    if let Err(failure) = try_finish_wipes(engine).await {
        tracing::warn!(?failure, "some old data could not be deleted yet");
    }
}

async fn try_finish_wipes(engine: &Engine) -> Result<(), Failure> {
    let platform = engine.platform();
    let wipes = platform.load_pending_wipes().await?;
    if wipes.is_empty() {
        return Ok(());
    }
    let stored = platform.load_session().await?;
    if stored.is_some_and(|stored| wipes.contains(&stored.store)) {
        platform.clear_session(None).await?;
    }
    for store in &wipes {
        platform.delete_store(store).await?;
    }
    platform.save_pending_wipes(&[]).await
}

#[cfg(test)]
mod tests {
    use futures_util::future::join;

    use super::*;
    use crate::platform::Platform;

    #[tokio::test(start_paused = true)]
    async fn data_that_takes_long_to_open_is_told_until_it_is_open() {
        let engine = Engine::new(Platform::in_memory());
        let mut state = engine.state().subscribe();
        let told = async { [state.next().await, state.next().await] };
        let (opened, told) = join(patiently(&engine, sleep(2 * PATIENCE)), told).await;
        assert_eq!(opened, ());
        let expected = [SessionState::Blocked, SessionState::Restoring];
        assert_eq!(told, expected.map(Some));
    }

    #[tokio::test(start_paused = true)]
    async fn data_that_opens_soon_is_no_news() {
        let engine = Engine::new(Platform::in_memory());
        let mut state = engine.state().subscribe();
        patiently(&engine, sleep(PATIENCE / 2)).await;
        engine.state().set(SessionState::SignedOut);
        assert_eq!(state.next().await, Some(SessionState::SignedOut));
    }
}
