//! The ends of a session: somebody signs out, or the server knows the session no more. No data stays here.

use std::{sync::Arc, time::Duration};

use loggia_protocol::{
    Failure,
    envelope::Goodbye,
    session::{Parting, SessionState, SignOut},
    storage::Keeping,
};

use super::{http::within, start};
use crate::{Engine, engine::Session};

/// How long requests that are under way may take to stop. The engine ends a moment later, and they with it.
const STOP_LIMIT: Duration = Duration::from_secs(3);

/// How long the server may take: whoever signs out wants to leave.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Signs out. Without a running session, as where its data cannot be opened, only what is stored here goes.
///
/// The data is marked for deletion before anything else: whatever interrupts this, the next start finishes it.
pub async fn handle_sign_out(engine: Engine, _call: SignOut) -> Result<(), Failure> {
    let platform = engine.platform();
    let stored = match platform.load_session().await {
        Ok(stored) => stored,
        // Nobody knows any more whose data it is: all of it goes.
        Err(failure) if engine.session().is_err() => {
            tracing::warn!(
                ?failure,
                "the session cannot be read; everything is deleted"
            );
            platform.delete_everything().await?;
            platform.release_reserve().await;
            platform.say_goodbye(&Goodbye::SignedOut);
            return Ok(());
        }
        Err(failure) => return Err(failure),
    };
    let Some(stored) = stored else {
        return engine.session().map(drop);
    };
    start::wipe_later(&engine, &stored.store).await?;
    if let Ok(session) = engine.session() {
        stop(&session).await;
        end_on_server(&session).await;
    }
    leave(&engine, None).await
}

/// Stops synchronising.
async fn stop(session: &Session) {
    if within(STOP_LIMIT, session.sync.stop()).await.is_none() {
        tracing::warn!("synchronisation does not stop");
    }
}

/// The server may be out of reach or have ended the session itself; the data here goes all the same.
async fn end_on_server(session: &Arc<Session>) {
    match within(TIME_LIMIT, session.client.logout()).await {
        Some(Ok(())) => {}
        Some(Err(error)) => tracing::warn!(%error, "the server did not end the session"),
        None => tracing::warn!("the server did not answer"),
    }
}

/// Leaves without anybody here having asked for it: all data goes, and the next engine says why.
pub async fn part(engine: &Engine, parting: Parting) -> Result<(), Failure> {
    if let Some(stored) = engine.platform().load_session().await? {
        start::wipe_later(engine, &stored.store).await?;
    }
    if let Ok(session) = engine.session() {
        stop(&session).await;
    }
    leave(engine, Some(parting)).await
}

async fn leave(engine: &Engine, parting: Option<Parting>) -> Result<(), Failure> {
    drop(engine.replace_session(None));
    let platform = engine.platform();
    platform.clear_session(parting).await?;
    platform.release_reserve().await;
    match (parting, platform.keeping()) {
        // The next engine could not say why: this one goes on without the session.
        (Some(parting), Keeping::Ephemeral) => {
            start::finish_wipes(engine).await;
            engine.state().set(SessionState::Parted(parting));
        }
        _ => platform.say_goodbye(&Goodbye::SignedOut),
    }
    Ok(())
}
