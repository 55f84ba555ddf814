//! Whether the account's data waits for somebody else to let go of it.

use leptos::prelude::*;
use loggia_protocol::session::SessionState;

use super::Loadable;

#[derive(Clone, Copy)]
struct Shared(Memo<bool>);

/// Tells all components below.
pub fn provide_blocked(session: RwSignal<Loadable<SessionState>>) {
    provide_context(Shared(Memo::new(move |_| {
        session.with(|session| session.ready() == Some(&SessionState::Blocked))
    })));
}

/// Whether it waits.
pub fn use_blocked() -> Memo<bool> {
    expect_context::<Shared>().0
}
