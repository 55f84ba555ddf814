//! Signing in, the session's life, signing out; and the synchronisation that goes with it.
//!
//! Owns [`crate::Engine::replace_session`] and [`crate::Engine::state`]: nobody else sets them. Knows no rooms.

mod address;
mod backoff;
mod discovery;
mod follow;
mod http;
mod key_set_up;
mod own_keys;
mod probe;
mod sending;
mod sign_in;
mod sign_out;
mod start;
mod sync;
mod unblock;
mod wake;

use futures_util::Stream;
use loggia_protocol::{Failure, session::*};

pub(crate) use self::{
    backoff::Backoff,
    http::{get, within},
};
pub use self::{
    follow::read_profile,
    sign_in::{handle_sign_in, handle_sign_in_again},
    sign_out::handle_sign_out,
    start::{Caches, restore},
    sync::{Sync, Way},
};
use crate::Engine;

/// Looks up what stands behind a homeserver's name or address.
pub async fn handle_check_homeserver(
    engine: Engine,
    call: CheckHomeserver,
) -> Result<Homeserver, Failure> {
    discovery::discover(engine.platform(), &call.input).await
}

/// Notes what the browser says of the network.
pub async fn handle_report_network(engine: Engine, call: ReportNetwork) -> Result<(), Failure> {
    if let Ok(session) = engine.session() {
        match call.is_online {
            true => session.sync.now(),
            false => session.sync.lost_network(),
        }
    }
    Ok(())
}

/// Synchronises at once.
pub async fn handle_synchronise_now(engine: Engine, _call: SynchroniseNow) -> Result<(), Failure> {
    engine.session()?.sync.now();
    Ok(())
}

/// Follows the session.
pub async fn open_session(
    engine: Engine,
    _feed: SessionFeed,
) -> Result<impl Stream<Item = SessionState> + 'static, Failure> {
    Ok(engine.state().subscribe_reset())
}

/// Follows the connection to the server.
pub async fn open_connection(
    engine: Engine,
    _feed: ConnectionFeed,
) -> Result<impl Stream<Item = Connection> + 'static, Failure> {
    Ok(engine.session()?.sync.connection())
}
