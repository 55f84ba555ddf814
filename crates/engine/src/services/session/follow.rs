//! What a running session listens to: its tokens, its end, the account's own profile.
//!
//! Every task holds the session weakly, so that none of them keeps it alive.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use loggia_protocol::{
    FailureKind,
    envelope::Goodbye,
    ids::Mxc,
    session::{Account, Parting, SessionState},
};
use matrix_sdk::{
    Client, RefreshTokenError, SessionChange,
    ruma::{
        api::{
            client::profile::{AvatarUrl, DisplayName},
            error::ErrorKind,
        },
        events::room::member::OriginalSyncRoomMemberEvent,
    },
};
use tokio::sync::{Notify, broadcast::error::RecvError};

use super::{backoff::Backoff, probe::watch_store, sign_out};
use crate::{
    Engine,
    engine::Session,
    failure::OrFailure,
    platform::{StoredSession, sleep, spawn_local},
};

/// A change of name arrives once for every room: one question to the server is enough.
const PROFILE_PAUSE: Duration = Duration::from_secs(1);

/// Starts to listen.
pub fn follow(engine: &Engine, session: &Arc<Session>, stored: &StoredSession) {
    spawn_local(watch_store(engine.clone(), Arc::downgrade(session)));
    spawn_local(follow_tokens(
        engine.clone(),
        Arc::downgrade(session),
        session.client.subscribe_to_session_changes(),
        stored.clone(),
    ));
    spawn_local(follow_profile(
        engine.clone(),
        Arc::downgrade(session),
        profile_changes(&session.client),
    ));
}

async fn follow_tokens(
    engine: Engine,
    session: Weak<Session>,
    mut changes: tokio::sync::broadcast::Receiver<SessionChange>,
    mut stored: StoredSession,
) {
    loop {
        let change = match changes.recv().await {
            Ok(change) => change,
            // Tokens are read from the client, so that only the last change counts.
            Err(RecvError::Lagged(_)) => SessionChange::TokensRefreshed,
            Err(RecvError::Closed) => return,
        };
        let is_end = matches!(change, SessionChange::UnknownToken(_));
        let change = if is_end && has_new_tokens(&session).await {
            // Whatever else was told meanwhile is about the old ones.
            changes = changes.resubscribe();
            SessionChange::TokensRefreshed
        } else {
            change
        };
        let Some(session) = session.upgrade() else {
            return;
        };
        match change {
            SessionChange::TokensRefreshed => {
                if let Some(current) = session.client.matrix_auth().session() {
                    stored.session = current;
                    if let Err(failure) = engine.platform().save_session(&stored).await {
                        tracing::error!(?failure, "refreshed tokens are not saved");
                    }
                }
            }
            SessionChange::UnknownToken(end) if end.soft_logout => {
                ask_for_password(&engine);
                session.sync.stop().await;
                return;
            }
            SessionChange::UnknownToken(_) => {
                drop(session);
                tracing::warn!("the server knows this session no more: its data goes");
                if let Err(failure) = sign_out::part(&engine, Parting::RemovedElsewhere).await {
                    let detail = failure.detail;
                    let goodbye = Goodbye::Crashed { detail };
                    engine.platform().say_goodbye(&goodbye);
                }
                return;
            }
        }
    }
}

/// Whether the session goes on with new tokens: the SDK takes it for ended as well where only the answer with them was lost.
async fn has_new_tokens(session: &Weak<Session>) -> bool {
    let mut backoff = Backoff::default();
    loop {
        let Some(client) = session.upgrade().map(|session| session.client.clone()) else {
            return false;
        };
        match client.matrix_auth().refresh_access_token().await {
            Ok(()) => return true,
            Err(error) if is_refusal(&error) => return false,
            Err(error) => tracing::warn!(%error, "new tokens did not come; asking again"),
        }
        drop(client);
        sleep(backoff.next_wait()).await;
    }
}

/// Whether the server has said that there are no new tokens.
fn is_refusal(error: &RefreshTokenError) -> bool {
    match error {
        RefreshTokenError::RefreshTokenRequired | RefreshTokenError::OAuth(_) => true,
        RefreshTokenError::MatrixAuth(error) => matches!(
            error.client_api_error_kind(),
            Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken | ErrorKind::Forbidden)
        ),
    }
}

fn ask_for_password(engine: &Engine) {
    engine.state().update_if(|state| {
        let SessionState::SignedIn(account) = state else {
            return false;
        };
        *state = SessionState::Ended(account.clone());
        true
    });
}

/// Rings when the account's name or picture may have changed: its membership of some room did.
fn profile_changes(client: &Client) -> Arc<Notify> {
    let changes = Arc::new(Notify::new());
    changes.notify_one();
    let ringing = changes.clone();
    client.add_event_handler(move |event: OriginalSyncRoomMemberEvent, client: Client| {
        if client
            .user_id()
            .is_some_and(|user| *user == event.state_key)
        {
            ringing.notify_one();
        }
        std::future::ready(())
    });
    changes
}

async fn follow_profile(engine: Engine, session: Weak<Session>, changes: Arc<Notify>) {
    loop {
        changes.notified().await;
        if session.upgrade().is_none() {
            return;
        }
        read_profile(&engine).await;
        sleep(PROFILE_PAUSE).await;
    }
}

/// Asks the server for the account's name and picture, and tells all tabs.
pub async fn read_profile(engine: &Engine) {
    let Ok(session) = engine.session() else {
        return;
    };
    let profile = session.client.account().fetch_user_profile().await;
    let (name, avatar) = match profile.or_failure("read the account's profile") {
        Ok(profile) => (
            profile.get_static::<DisplayName>().ok().flatten(),
            profile.get_static::<AvatarUrl>().ok().flatten(),
        ),
        // Where nothing is in it, Synapse knows of no profile.
        Err(failure) if failure.kind == FailureKind::NotFound => (None, None),
        Err(failure) => {
            tracing::info!(?failure, "the account's profile stays as it was");
            return;
        }
    };
    let avatar = avatar.filter(|url| url.is_valid());
    update_account(engine, |account| {
        account.display_name = name;
        account.avatar = avatar.map(|url| Mxc(url.to_string()));
    });
}

fn update_account(engine: &Engine, change: impl FnOnce(&mut Account)) {
    engine.state().update_if(|state| {
        let (SessionState::SignedIn(account) | SessionState::Ended(account)) = state else {
            return false;
        };
        let before = account.clone();
        change(account);
        *account != before
    });
}
