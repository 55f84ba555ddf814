//! The engine: what is there whether or not somebody is signed in, and the session once somebody is.
//!
//! Owns the session's life: [`crate::services::session`] starts and ends it, everybody else borrows it.

use std::sync::{Arc, RwLock};

use eyeball::SharedObservable;
use loggia_protocol::{Failure, FailureKind, session::SessionState};
use matrix_sdk::Client;

use crate::{
    platform::Platform,
    services::{
        crypto::{Keyring, Verifications},
        people::Acquaintances,
        rooms::RoomList,
        session::Sync,
        sessions::Sessions,
        spaces::SpaceTree,
        storage::Storage,
        timeline::Timelines,
    },
};

/// The engine, cheap to clone.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    platform: Platform,
    state: SharedObservable<SessionState>,
    session: RwLock<Option<Arc<Session>>>,
}

/// Everything that belongs to the signed-in account. Dropping the last handle stops its tasks.
pub struct Session {
    /// The SDK's client, signed in.
    pub client: Client,
    /// Synchronisation with the server.
    pub sync: Sync,
    /// The room list that all list feeds share.
    pub rooms: RoomList,
    /// How the account's spaces stand in each other.
    pub spaces: SpaceTree,
    /// Open timelines, shared by all feeds of a room.
    pub timelines: Timelines,
    /// The state of the account's keys.
    pub keyring: Keyring,
    /// What follows the account's sessions.
    pub sessions: Sessions,
    /// What is kept on this device.
    pub storage: Storage,
    /// Who shares a room with the account's owner.
    pub people: Acquaintances,
    /// The verification under way.
    pub verifications: Verifications,
}

impl Engine {
    /// An engine that has not looked for a stored session yet; see [`crate::services::session::restore`].
    pub fn new(platform: Platform) -> Self {
        let inner = Inner {
            platform,
            state: SharedObservable::new(SessionState::Restoring),
            session: RwLock::new(None),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// What differs between browser and native.
    pub fn platform(&self) -> &Platform {
        &self.inner.platform
    }

    /// Where the session stands, to read, to follow and (for the session service) to set.
    pub fn state(&self) -> &SharedObservable<SessionState> {
        &self.inner.state
    }

    /// Waits until it is known whether somebody is signed in.
    pub async fn restored(&self) {
        let mut state = self.inner.state.subscribe();
        let is_open = |state| matches!(state, SessionState::Restoring | SessionState::Blocked);
        while is_open(state.get()) && state.next().await.is_some() {}
    }

    /// The session.
    ///
    /// Fails with `NeedsAuth` while nobody is signed in.
    pub fn session(&self) -> Result<Arc<Session>, Failure> {
        let session = self.inner.session.read().expect("no writer panics");
        session
            .clone()
            .ok_or_else(|| Failure::new(FailureKind::NeedsAuth, "nobody is signed in"))
    }

    /// Puts a session in place, or takes it away; hands back the one before.
    pub fn replace_session(&self, session: Option<Arc<Session>>) -> Option<Arc<Session>> {
        std::mem::replace(
            &mut *self.inner.session.write().expect("no writer panics"),
            session,
        )
    }
}
