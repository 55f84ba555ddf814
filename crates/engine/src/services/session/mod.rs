//! Signing in, the session's life, signing out; and the synchronisation that goes with it.
//!
//! Owns [`crate::Engine::replace_session`] and [`crate::Engine::state`]: nobody else sets them.

mod backoff;
mod sync;

use futures_util::Stream;
use loggia_protocol::{Failure, session::*};

pub use self::sync::Sync;
use crate::{Engine, failure::internal};

/// Looks up what stands behind a homeserver's name or address.
pub async fn handle_check_homeserver(_engine: Engine, _call: CheckHomeserver) -> Result<Homeserver, Failure> {
    Err(internal(""))
}
/// Signs in with a password.
pub async fn handle_sign_in(_engine: Engine, _call: SignIn) -> Result<Account, Failure> {
    Err(internal(""))
}
/// Signs out.
pub async fn handle_sign_out(_engine: Engine, _call: SignOut) -> Result<(), Failure> {
    Err(internal(""))
}
/// Goes on with the stored session, if there is one.
pub async fn restore(_engine: &Engine) {}
/// Follows the session.
pub async fn open_session(engine: Engine, _feed: SessionFeed) -> Result<impl Stream<Item = SessionState> + 'static, Failure> {
    Ok(engine.state().subscribe_reset())
}
/// Follows the connection to the server.
pub async fn open_connection(engine: Engine, _feed: ConnectionFeed) -> Result<impl Stream<Item = Connection> + 'static, Failure> {
    Ok(engine.session()?.sync.connection())
}
