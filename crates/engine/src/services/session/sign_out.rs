//! Signing out: the server forgets the session as far as it can be reached, and no data stays here.

use std::time::Duration;

use loggia_protocol::{Failure, envelope::Goodbye, session::SignOut};

use super::{http::within, start};
use crate::Engine;

/// How long the server may take: whoever signs out wants to leave.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Signs out.
///
/// The data is marked for deletion before anything else: whatever interrupts this, the next start finishes it.
pub async fn handle_sign_out(engine: Engine, _call: SignOut) -> Result<(), Failure> {
    let session = engine.session()?;
    let platform = engine.platform();
    let Some(stored) = platform.load_session().await? else {
        return Err(crate::failure::internal(
            "nothing is stored to sign out from",
        ));
    };
    start::wipe_later(&engine, &stored.store).await?;
    session.sync.stop().await;
    // The server may be out of reach or have ended the session itself; the data here goes all the same.
    match within(TIME_LIMIT, session.client.logout()).await {
        Some(Ok(())) => {}
        Some(Err(error)) => tracing::warn!(%error, "the server did not end the session"),
        None => tracing::warn!("the server did not answer"),
    }
    engine.replace_session(None);
    drop(session);
    platform.clear_session().await?;
    platform.say_goodbye(&Goodbye::SignedOut);
    Ok(())
}
