//! What is kept on this device, followed once for all views.

use leptos::prelude::*;
use loggia_protocol::storage::{Pressure, StorageFeed, StorageState};

use super::use_state_feed;

#[derive(Clone, Copy)]
struct Shared(Memo<Option<StorageState>>);

/// Follows what is kept for all components below.
pub fn provide_storage() {
    let state = use_state_feed(StorageFeed);
    let known = Memo::new(move |_| state.with(|state| state.ready().cloned()));
    provide_context(Shared(known));
}

/// What is kept, once that is known.
pub fn use_storage() -> Memo<Option<StorageState>> {
    expect_context::<Shared>().0
}

/// How short of room it is.
pub fn use_pressure() -> Memo<Pressure> {
    let storage = use_storage();
    Memo::new(move |_| {
        storage.with(|storage| {
            let pressure = storage.as_ref().map(|storage| storage.pressure);
            pressure.unwrap_or(Pressure::None)
        })
    })
}
