//! The session as both programs follow it, and what the device remembers of it for the next start.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    session::{Parting, SessionFeed, SessionState},
    storage::Keeping,
};

use super::page::{Page, page_of};
use crate::{
    engine::{EngineStatus, use_engine},
    platform,
    state::{
        Loadable,
        blocked::provide_blocked,
        keeping::{provide_keeping, use_keeping},
        snapshot, use_state_feed_from,
    },
};

/// Says that somebody is signed in on this device: the page's loader then starts the app, and else the door. Both find
/// out by themselves where it is wrong.
const MARKER: &str = "signed-in";

/// The session, from what is known of it on.
pub fn follow_session(known: Loadable<SessionState>) -> RwSignal<Loadable<SessionState>> {
    let status = use_engine().status();
    let session = use_state_feed_from(SessionFeed, known);
    // A new engine that does not follow a crash knows nothing of the session that was.
    Effect::new(move || {
        if status.get() == EngineStatus::Starting {
            session.set(Loadable::Loading);
        }
    });
    provide_keeping();
    notice_loss(session);
    remember(session);
    provide_blocked(session);
    session
}

/// Says what has happened where this device knows of a session, and the engine knows of none: whoever signs out leaves neither.
fn notice_loss(session: RwSignal<Loadable<SessionState>>) {
    let keeping = use_keeping();
    let is_signed_out = Memo::new(move |_| {
        session.with(|session| session.ready() == Some(&SessionState::SignedOut))
    });
    Effect::new(move || {
        let is_kept = keeping.get() == Some(Keeping::Lasting);
        if is_signed_out.get() && is_kept && platform::load(MARKER).is_some() {
            session.set(Loadable::Ready(SessionState::Parted(Parting::DataLost)));
        }
    });
}

/// The screen that belongs to it.
pub fn page_signal(session: RwSignal<Loadable<SessionState>>) -> Memo<Page> {
    let (status, keeping) = (use_engine().status(), use_keeping());
    Memo::new(move |before: Option<&Page>| {
        session.with(|session| {
            page_of(
                status.get(),
                session.ready(),
                keeping.get(),
                before.copied(),
            )
        })
    })
}

/// Marks that somebody is signed in. A snapshot of nobody's rooms must not be shown at the next start. Where nothing is kept,
/// nobody will be signed in then.
fn remember(session: RwSignal<Loadable<SessionState>>) {
    let keeping = use_keeping();
    let is_signed_in =
        Memo::new(move |_| session.with(|session| session.ready().and_then(has_account)));
    Effect::new(move || match (keeping.get(), is_signed_in.get()) {
        (Some(Keeping::Lasting), Some(true)) => platform::store(MARKER, "yes"),
        (Some(Keeping::Lasting), Some(false)) => {
            platform::forget(MARKER);
            spawn_local(snapshot::forget());
        }
        (Some(Keeping::Ephemeral), Some(_)) => platform::forget(MARKER),
        (None, _) | (_, None) => {}
    });
}

/// Whether there is an account, once that is known.
fn has_account(session: &SessionState) -> Option<bool> {
    match session {
        SessionState::SignedIn(_) | SessionState::Ended(_) | SessionState::Unreadable(_) => {
            Some(true)
        }
        SessionState::SignedOut | SessionState::Parted(_) => Some(false),
        SessionState::Restoring | SessionState::Blocked => None,
    }
}
