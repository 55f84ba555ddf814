//! Whether this browser keeps anything, followed once for all views.

use leptos::prelude::*;
use loggia_protocol::storage::{Keeping, KeepingFeed};

use super::use_state_feed;

#[derive(Clone, Copy)]
struct Shared(Memo<Option<Keeping>>);

/// Follows it for all components below.
pub fn provide_keeping() {
    let keeping = use_state_feed(KeepingFeed);
    provide_context(Shared(Memo::new(move |_| {
        keeping.with(|keeping| keeping.ready().copied())
    })));
}

/// Whether it keeps anything, once that is known.
pub fn use_keeping() -> Memo<Option<Keeping>> {
    expect_context::<Shared>().0
}

/// Whether it is known to keep nothing.
pub fn use_is_ephemeral() -> Memo<bool> {
    let keeping = use_keeping();
    Memo::new(move |_| keeping.get() == Some(Keeping::Ephemeral))
}
