//! The state of encryption, followed once for all views.

use leptos::prelude::*;
use loggia_protocol::crypto::{CryptoFeed, CryptoState};

use super::use_state_feed;

#[derive(Clone, Copy)]
struct CryptoSignal(Signal<Option<CryptoState>>);

/// Follows the state of encryption for all components below.
pub fn provide_crypto() {
    let state = use_state_feed(CryptoFeed);
    let known = Memo::new(move |_| state.with(|state| state.ready().cloned()));
    provide_context(CryptoSignal(known.into()));
}

/// The state of encryption, once it is known.
pub fn use_crypto() -> Signal<Option<CryptoState>> {
    expect_context::<CryptoSignal>().0
}
