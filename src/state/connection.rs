//! How the connection to the server is, and what the browser knows of the network.

use leptos::{ev, prelude::*, task::spawn_local};
use loggia_protocol::session::{Connection, ConnectionFeed, ReportNetwork};

use super::use_state_feed;
use crate::engine::use_engine;

#[derive(Clone, Copy)]
struct Shared(Memo<Connection>);

/// Follows the connection for all components below, and tells the engine of the network.
pub fn provide_connection() {
    let connection = use_state_feed(ConnectionFeed);
    provide_context(Shared(Memo::new(move |_| {
        connection
            .with(|connection| connection.ready().cloned())
            .unwrap_or(Connection::Starting)
    })));
    watch_network();
}

/// The connection.
pub fn use_connection() -> Memo<Connection> {
    expect_context::<Shared>().0
}

/// Workers are told of the network by some browsers only; pages are by all.
fn watch_network() {
    let engine = use_engine();
    let report = move |is_online: bool| {
        let engine = engine.clone();
        spawn_local(async move {
            // An engine that is gone asks the network itself when it starts.
            drop(engine.call(ReportNetwork { is_online }).await);
        });
    };
    if !window().navigator().on_line() {
        report(false);
    }
    let gone = report.clone();
    let listeners = [
        window_event_listener(ev::online, move |_| report(true)),
        window_event_listener(ev::offline, move |_| gone(false)),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
}
