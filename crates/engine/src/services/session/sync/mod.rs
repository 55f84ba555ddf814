//! Synchronisation: keeps it going in the way that the server knows, and the send queue with it.
//!
//! The SDK stops at the first error; this starts it again, waiting longer each time. (The SDK's own offline mode asks
//! the server ten times a second in a browser.) Must not know rooms or tabs.

mod classic;
mod sliding;
mod turns;
mod way;

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use eyeball::SharedObservable;
use futures_util::Stream;
use loggia_protocol::{Failure, FailureKind, session::Connection};
use matrix_sdk::{
    Client,
    executor::{AbortOnDrop, JoinHandleExt, spawn},
};
use matrix_sdk_ui::{RoomListService, sync_service::SyncService};
use tokio::sync::Notify;

use self::turns::Next;
pub use self::way::Way;
use super::{sending::keep_sending, wake};
use crate::{
    failure::internal,
    services::storage::{Purpose, Relief},
};

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
    /// Says in `way` how. Fails where the SDK's caches cannot be read.
    pub async fn start(
        client: &Client,
        relief: &Relief,
        way: SharedObservable<Way>,
    ) -> Result<Self, Failure> {
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
            spawn(keep_synchronising(
                relief.clone(),
                service.clone(),
                connection.clone(),
                way,
                retry.clone(),
            )),
            spawn(keep_sending(
                client.clone(),
                connection.subscribe(),
                client.send_queue().subscribe_errors(),
                client.send_queue().subscribe(),
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

    /// Whether the server answers.
    pub fn is_online(&self) -> bool {
        self.connection.get() == Connection::Online
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

/// Synchronises for as long as this is not aborted and the session is not over.
async fn keep_synchronising(
    relief: Relief,
    service: Arc<SyncService>,
    connection: SharedObservable<Connection>,
    way: SharedObservable<Way>,
    retry: Arc<Notify>,
) {
    let turn = || take_turn(&relief, &service, &connection, &way);
    turns::keep_taking(turn, &connection, &retry).await;
}

/// Synchronises for as long as that goes well, and says what follows.
async fn take_turn(
    relief: &Relief,
    service: &SyncService,
    connection: &SharedObservable<Connection>,
    way: &SharedObservable<Way>,
) -> Next {
    let (client, n_reliefs) = (relief.client(), relief.n_times());
    way.set_if_not_eq(Way::of(client).await);
    let ended = match way.get() {
        Way::Sliding => sliding::run(service).await,
        Way::Classic => classic::run(client, connection).await,
    };
    match ended {
        FailureKind::NeedsAuth => return Next::Nothing,
        FailureKind::Refused(refusal) => return Next::Refused(refusal),
        FailureKind::RateLimited { seconds } => {
            let at_least = Duration::from_secs(seconds.unwrap_or_default().into());
            return Next::TurnLater { at_least };
        }
        // The server may have learned another way, or unlearned this one.
        FailureKind::Internal | FailureKind::NotFound => Way::ask_again(client).await,
        FailureKind::StorageFull if relief.make_room(Purpose::Copy, n_reliefs).await => {
            return Next::Turn;
        }
        _ => {}
    }
    Next::TurnLater {
        at_least: Duration::ZERO,
    }
}
