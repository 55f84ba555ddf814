//! `/v3/sync`, for servers that know nothing better.

use std::time::Duration;

use eyeball::SharedObservable;
use loggia_protocol::{FailureKind, session::Connection};
use matrix_sdk::{
    Client,
    config::{SyncSettings, SyncToken},
    ruma::{
        UInt,
        api::client::{
            filter::{Filter as EventFilter, FilterDefinition, RoomEventFilter, RoomFilter},
            sync::sync_events::v3::Filter,
        },
        assign,
    },
};

use crate::failure::SdkError;

/// How long the server may wait for news.
const LONG_POLL: Duration = Duration::from_secs(30);

/// How many of a room's newest messages come at once: what a screen shows.
const N_MESSAGES: u8 = 20;

/// Where the position is kept that the next engine goes on from.
const POSITION: &[u8] = b"loggia.classic-sync";

/// Asks for news until that fails, and says how.
pub async fn run(client: &Client, connection: &SharedObservable<Connection>) -> FailureKind {
    match try_run(client, connection).await {
        Ok(never) => match never {},
        Err(error) => {
            tracing::warn!(%error, "synchronisation failed; trying again");
            error.kind()
        }
    }
}

async fn try_run(
    client: &Client,
    connection: &SharedObservable<Connection>,
) -> Result<std::convert::Infallible, matrix_sdk::Error> {
    let mut position = load(client).await;
    // The first answer comes at once, so that it is known how things are.
    let mut wait = Duration::ZERO;
    loop {
        let token = position
            .clone()
            .map_or(SyncToken::NoToken, SyncToken::Specific);
        let settings = SyncSettings::new()
            .filter(filter())
            .token(token)
            .timeout(wait);
        let answer = client.sync_once(settings).await?;
        connection.set_if_not_eq(Connection::Online);
        // The SDK writes down what came with an answer after it has handed the answer out. An engine that is killed in
        // between would never hear of it again: the next one begins one answer earlier.
        if let Some(position) = position.replace(answer.next_batch) {
            keep(client, position).await;
        }
        wait = LONG_POLL;
    }
}

fn filter() -> Filter {
    let timeline = assign!(RoomEventFilter::default(), { limit: Some(UInt::from(N_MESSAGES)) });
    let room = assign!(RoomFilter::with_lazy_loading(), { timeline });
    // Nobody looks at who is there.
    let presence = EventFilter::ignore_all();
    Filter::FilterDefinition(assign!(FilterDefinition::default(), { presence, room }))
}

async fn load(client: &Client) -> Option<String> {
    let stored = client.state_store().get_custom_value(POSITION).await;
    let stored = stored.unwrap_or_else(|error| {
        tracing::warn!(%error, "synchronisation begins anew");
        None
    });
    String::from_utf8(stored?).ok()
}

async fn keep(client: &Client, position: String) {
    let store = client.state_store();
    let kept = store.set_custom_value_no_read(POSITION, position.into_bytes());
    if let Err(error) = kept.await {
        tracing::warn!(%error, "the position in the sync is not kept");
    }
}
