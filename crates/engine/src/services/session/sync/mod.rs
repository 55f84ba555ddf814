//! Synchronisation: keeps it going in the way that the server knows, and the send queue with it.
//!
//! The SDK stops at the first error; this starts it again, waiting longer each time. (The SDK's own offline mode asks
//! the server ten times a second in a browser.) Must not know rooms or tabs.

mod classic;
mod sliding;
mod way;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use eyeball::SharedObservable;
use futures_util::{Stream, future::select, pin_mut};
use loggia_protocol::{Failure, FailureKind, session::Connection};
use matrix_sdk::{
    Client,
    executor::{AbortOnDrop, JoinHandleExt, spawn},
};
use matrix_sdk_ui::{RoomListService, sync_service::SyncService};
use tokio::sync::Notify;

use self::way::Way;
use super::{backoff::Backoff, sending::keep_sending, wake};
use crate::{failure::internal, platform::sleep, services::storage::Relief};

/// How often a server is asked that has said that it serves this account no more.
const REFUSED_PAUSE: Duration = Duration::from_secs(60);

/// Synchronisation of one account. Stops when it is dropped.
pub struct Sync {
    service: Arc<SyncService>,
    connection: SharedObservable<Connection>,
    retry: Arc<Notify>,
    tasks: Mutex<Vec<AbortOnDrop<()>>>,
}

impl Sync {
    /// Starts to synchronise and to send what an earlier engine left unsent.
    ///
    /// Fails where the SDK's caches cannot be read.
    pub async fn start(client: &Client, relief: &Relief) -> Result<Self, Failure> {
        // The SDK writes its position down before the event cache has written down what came with it: an engine that
        // is killed in between would never hear of those events again. A new engine asks from the beginning instead.
        let service = SyncService::builder(client.clone())
            .with_share_pos(false)
            .build()
            .await
            .map_err(|error| internal(format!("start to synchronise: {error}")))?;
        let service = Arc::new(service);
        let connection = SharedObservable::new(Connection::Starting);
        let retry = Arc::new(Notify::new());
        // Subscriptions come before the first request: nothing is missed.
        let tasks = [
            spawn(sliding::follow_list(
                service.room_list_service(),
                connection.clone(),
            )),
            spawn(keep_running(
                relief.clone(),
                service.clone(),
                connection.clone(),
                retry.clone(),
            )),
            spawn(keep_sending(
                client.clone(),
                connection.subscribe(),
                client.send_queue().subscribe_errors(),
            )),
            spawn(wake::notice_sleep(retry.clone())),
        ];
        Ok(Self {
            service,
            connection,
            retry,
            tasks: Mutex::new(tasks.map(JoinHandleExt::abort_on_drop).into()),
        })
    }

    /// How the connection is, now and from now on.
    pub fn connection(&self) -> impl Stream<Item = Connection> + use<> {
        self.connection.subscribe_reset()
    }

    /// The SDK's room list service, for room subscriptions.
    pub fn room_list_service(&self) -> Arc<RoomListService> {
        self.service.room_list_service()
    }

    /// Tries again at once: somebody asks for it, or the browser says that the network is back.
    pub fn now(&self) {
        self.connection.update_if(|connection| {
            let was_offline = *connection == Connection::Offline;
            if was_offline {
                *connection = Connection::Reconnecting;
            }
            was_offline
        });
        self.retry.notify_one();
    }

    /// Notes that the browser has no network.
    pub fn lost_network(&self) {
        self.connection.set_if_not_eq(Connection::Offline);
    }

    /// Stops for good, and waits until nothing is under way any more.
    pub async fn stop(&self) {
        self.tasks.lock().expect("no holder panics").clear();
        self.service.stop().await;
    }
}

impl Drop for Sync {
    fn drop(&mut self) {
        // The SDK's tasks outlive its service: they must be told to stop.
        let service = self.service.clone();
        drop(spawn(async move { service.stop().await }));
    }
}

/// Synchronises, and does so again whenever that ends.
async fn keep_running(
    relief: Relief,
    service: Arc<SyncService>,
    connection: SharedObservable<Connection>,
    retry: Arc<Notify>,
) {
    let client = relief.client();
    let mut backoff = Backoff::default();
    loop {
        let n_reliefs = relief.n_times();
        let ended = match Way::of(client).await {
            Way::Sliding => sliding::run(&service).await,
            Way::Classic => classic::run(client, &connection).await,
        };
        if connection.get() == Connection::Online {
            backoff.reset();
        }
        match ended {
            FailureKind::NeedsAuth => return,
            FailureKind::Refused(refusal) => {
                connection.set_if_not_eq(Connection::Refused(refusal));
                pause(REFUSED_PAUSE, &retry).await;
                continue;
            }
            // The server may have learned another way, or unlearned this one.
            FailureKind::Internal | FailureKind::NotFound => Way::ask_again(client).await,
            FailureKind::StorageFull if relief.make_room(n_reliefs).await => continue,
            _ => {}
        }
        lose(&connection, |now| *now != Connection::Offline);
        pause(backoff.next_wait(), &retry).await;
    }
}

/// Notes that nothing comes through, unless more is known.
fn lose(connection: &SharedObservable<Connection>, is_news: impl FnOnce(&Connection) -> bool) {
    connection.update_if(|connection| {
        let is_news = *connection != Connection::Reconnecting && is_news(connection);
        if is_news {
            *connection = Connection::Reconnecting;
        }
        is_news
    });
}

/// Waits, or until somebody cannot wait.
async fn pause(wait: Duration, retry: &Notify) {
    let (timer, call) = (sleep(wait), retry.notified());
    pin_mut!(timer, call);
    select(timer, call).await;
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    const WAIT: Duration = Duration::from_secs(60);

    #[tokio::test(start_paused = true)]
    async fn a_wait_is_as_long_as_it_is_said_to_be() {
        let begin = Instant::now();
        pause(WAIT, &Notify::new()).await;
        assert!(begin.elapsed() >= WAIT);
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_cannot_wait_ends_it() {
        let (begin, retry) = (Instant::now(), Notify::new());
        retry.notify_one();
        pause(WAIT, &retry).await;
        assert_eq!(begin.elapsed(), Duration::ZERO);
    }

    #[test]
    fn a_lost_connection_is_news_once() {
        let connection = SharedObservable::new(Connection::Online);
        let mut news = connection.subscribe();
        lose(&connection, |now| *now == Connection::Online);
        lose(&connection, |_| true);
        assert_eq!(connection.get(), Connection::Reconnecting);
        connection.set(Connection::Offline);
        lose(&connection, |now| *now != Connection::Offline);
        assert_eq!(news.next_now(), Connection::Offline);
    }
}
