//! Keeps the send queues going: the SDK stops a room's queue at its first failure, and starts it again for nobody.

use std::{
    future::Future,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use eyeball::Subscriber;
use futures_util::{
    future::{Either, select},
    pin_mut,
};
use loggia_protocol::{FailureKind, session::Connection};
use matrix_sdk::{
    Client,
    send_queue::{RoomSendQueueUpdate, SendQueueRoomError, SendQueueUpdate},
};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::{
    backoff::{Backoff, OFFLINE_PAUSE},
    unblock::unblock,
};
use crate::{
    failure::{SdkError, is_passing},
    platform::sleep,
};

/// Sends what an earlier engine left unsent, and goes on whenever the SDK has stopped.
pub async fn keep_sending(
    client: Client,
    connection: Subscriber<Connection>,
    errors: Receiver<SendQueueRoomError>,
    updates: Receiver<SendQueueUpdate>,
) {
    let queue = client.send_queue();
    let enable = || async {
        unblock(&client).await;
        queue.set_enabled(true).await;
    };
    keep_going(enable, connection, errors, updates).await;
}

/// `enable` starts all queues that the SDK has stopped.
async fn keep_going<F: Future<Output = ()>>(
    enable: impl Fn() -> F,
    connection: Subscriber<Connection>,
    errors: Receiver<SendQueueRoomError>,
    updates: Receiver<SendQueueUpdate>,
) {
    let was_sent = AtomicBool::new(false);
    let noting = note_sent(updates, &was_sent);
    let keeping = keep_enabled(enable, connection, errors, &was_sent);
    pin_mut!(noting, keeping);
    select(noting, keeping).await;
}

/// Notes whenever something was sent: the server takes what it is given then.
async fn note_sent(mut updates: Receiver<SendQueueUpdate>, was_sent: &AtomicBool) {
    loop {
        match updates.recv().await {
            Ok(update) if is_sent(&update.update) => was_sent.store(true, Ordering::Relaxed),
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

fn is_sent(update: &RoomSendQueueUpdate) -> bool {
    matches!(update, RoomSendQueueUpdate::SentEvent { .. })
}

/// Enables the queues when one has failed, after longer and longer waits until something is sent again.
async fn keep_enabled<F: Future<Output = ()>>(
    enable: impl Fn() -> F,
    mut connection: Subscriber<Connection>,
    mut errors: Receiver<SendQueueRoomError>,
    was_sent: &AtomicBool,
) {
    let mut backoff = Backoff::default();
    enable().await;
    loop {
        let (error, change) = (errors.recv(), connection.next());
        pin_mut!(error, change);
        match select(error, change).await {
            // Somebody has to decide about this one.
            Either::Left((Ok(error), _)) if !is_worth_repeating(&error) => continue,
            Either::Left((Ok(error), _)) => {
                tracing::warn!(error = %error.error, "sending failed; trying again");
                if was_sent.swap(false, Ordering::Relaxed) {
                    backoff.reset();
                }
                wait(&error, &mut backoff, &mut connection).await;
            }
            // Errors were missed: at worst some queue is enabled without need.
            Either::Left((Err(RecvError::Lagged(_)), _)) => {}
            Either::Left((Err(RecvError::Closed), _)) | Either::Right((None, _)) => return,
            Either::Right((Some(Connection::Online), _)) => backoff.reset(),
            Either::Right((Some(_), _)) => continue,
        }
        enable().await;
    }
}

/// Whether the same may go through later. A session that is over is the next engine's business.
fn is_worth_repeating(error: &SendQueueRoomError) -> bool {
    let (kind, answer) = (error.error.kind(), error.error.to_string());
    error.is_recoverable || kind != FailureKind::NeedsAuth && is_passing(&answer)
}

/// Waits as long as the server asks for; else until the connection is back, or for a while.
async fn wait(
    error: &SendQueueRoomError,
    backoff: &mut Backoff,
    connection: &mut Subscriber<Connection>,
) {
    if let FailureKind::RateLimited {
        seconds: Some(seconds),
    } = error.error.kind()
    {
        sleep(Duration::from_secs(seconds.into())).await;
        return;
    }
    let wait = match connection.get() {
        Connection::Offline => OFFLINE_PAUSE,
        _ => backoff.next_wait(),
    };
    let (timer, online) = (sleep(wait), until_online(connection));
    pin_mut!(timer, online);
    if let Either::Right(_) = select(timer, online).await {
        backoff.reset();
    }
}

async fn until_online(connection: &mut Subscriber<Connection>) {
    while let Some(connection) = connection.next().await {
        if connection == Connection::Online {
            return;
        }
    }
    std::future::pending().await
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, sync::Arc};

    use eyeball::SharedObservable;
    use matrix_sdk::{
        HttpError,
        ruma::{
            api::error::{
                ErrorBody, ErrorKind, FromHttpResponseError, LimitExceededErrorData, RetryAfter,
                StandardErrorBody,
            },
            exports::http::StatusCode,
            owned_event_id, owned_room_id,
        },
    };
    use tokio::{
        sync::broadcast::{self, Sender},
        time::{Instant, timeout},
    };

    use super::*;

    /// What the engine is told, and when it enabled the queues.
    struct Scene {
        begin: Instant,
        connection: SharedObservable<Connection>,
        errors: Sender<SendQueueRoomError>,
        updates: Sender<SendQueueUpdate>,
        enabled: RefCell<Vec<Duration>>,
    }

    impl Scene {
        fn new(connection: Connection) -> Self {
            Self {
                begin: Instant::now(),
                connection: SharedObservable::new(connection),
                errors: broadcast::channel(8).0,
                updates: broadcast::channel(8).0,
                enabled: RefCell::default(),
            }
        }

        /// Lets the queues be kept going while this happens, and for an hour after it.
        async fn play(&self, happenings: impl AsyncFn()) -> Vec<Duration> {
            let enable = || async { self.enabled.borrow_mut().push(self.begin.elapsed()) };
            let (connection, errors) = (self.connection.subscribe(), self.errors.subscribe());
            let going = keep_going(enable, connection, errors, self.updates.subscribe());
            let keeping = timeout(HOUR, going);
            drop(futures_util::future::join(keeping, happenings()).await);
            self.enabled.take()
        }

        fn fail(&self, error: matrix_sdk::Error, is_recoverable: bool) {
            let room_id = owned_room_id!("!room:example.org");
            let error = Arc::new(error);
            let told = self.errors.send(SendQueueRoomError {
                room_id,
                error,
                is_recoverable,
            });
            assert!(told.is_ok());
        }

        fn send(&self) {
            let update = RoomSendQueueUpdate::SentEvent {
                transaction_id: "sent".into(),
                event_id: owned_event_id!("$sent"),
            };
            let room_id = owned_room_id!("!room:example.org");
            let told = self.updates.send(SendQueueUpdate { room_id, update });
            assert!(told.is_ok());
        }
    }

    const HOUR: Duration = Duration::from_secs(3600);

    fn cut() -> matrix_sdk::Error {
        matrix_sdk::Error::Io(std::io::ErrorKind::ConnectionReset.into())
    }

    /// What a server says that wants to be left alone for this long.
    fn limited(seconds: u64) -> matrix_sdk::Error {
        let mut limit = LimitExceededErrorData::new();
        limit.retry_after = Some(RetryAfter::Delay(Duration::from_secs(seconds)));
        let body = StandardErrorBody::new(ErrorKind::LimitExceeded(limit), "slower".to_owned());
        let error = matrix_sdk::ruma::api::error::Error::new(
            StatusCode::TOO_MANY_REQUESTS,
            ErrorBody::Standard(body),
        );
        let error = FromHttpResponseError::Server(matrix_sdk::RumaApiError::MatrixError(error));
        HttpError::Api(Box::new(error)).into()
    }

    fn seconds(at: &[Duration]) -> Vec<f64> {
        at.iter().map(Duration::as_secs_f64).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn what_an_earlier_engine_left_goes_out_at_the_start() {
        let scene = Scene::new(Connection::Starting);
        assert_eq!(scene.play(async || {}).await, [Duration::ZERO]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_queue_that_failed_is_tried_again_after_longer_and_longer_waits() {
        let scene = Scene::new(Connection::Reconnecting);
        let enabled = scene.play(async || {
            for _ in 0..3 {
                scene.fail(cut(), true);
                sleep(Duration::from_secs(100)).await;
            }
        });
        let enabled = seconds(&enabled.await);
        assert_eq!(enabled.len(), 4, "{enabled:?}");
        for (n, at) in enabled[1..].iter().enumerate() {
            let wait = at - 100.0 * n as f64;
            let most = f64::from(1 << n);
            assert!(0.75 * most <= wait && wait <= most + 0.01, "{enabled:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_sent_makes_the_next_wait_short_again() {
        let scene = Scene::new(Connection::Online);
        let enabled = scene.play(async || {
            for _ in 0..20 {
                scene.fail(cut(), true);
                sleep(Duration::from_secs(50)).await;
                scene.send();
                sleep(Duration::from_secs(50)).await;
            }
        });
        let enabled = seconds(&enabled.await);
        assert_eq!(enabled.len(), 21, "{enabled:?}");
        for (n, at) in enabled[1..].iter().enumerate() {
            assert!(at - 100.0 * n as f64 <= 1.01, "{enabled:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_is_back_ends_the_wait() {
        let scene = Scene::new(Connection::Reconnecting);
        let enabled = scene.play(async || {
            for _ in 0..6 {
                scene.fail(cut(), true);
                sleep(Duration::from_secs(100)).await;
            }
            scene.fail(cut(), true);
            sleep(Duration::from_secs(1)).await;
            scene.connection.set(Connection::Online);
        });
        let last = *seconds(&enabled.await).last().unwrap();
        assert!((601.0..601.1).contains(&last), "{last}");
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_network_a_queue_is_tried_once_a_minute_until_it_is_back() {
        let scene = Scene::new(Connection::Offline);
        let enabled = scene.play(async || {
            for _ in 0..3 {
                scene.fail(cut(), true);
                sleep(Duration::from_secs(61)).await;
            }
            scene.fail(cut(), true);
            sleep(Duration::from_secs(1)).await;
            scene.connection.set(Connection::Reconnecting);
            scene.connection.set(Connection::Online);
        });
        let enabled = seconds(&enabled.await);
        let expected = [0.0, 60.0, 121.0, 182.0, 184.0];
        assert_eq!(enabled.len(), expected.len(), "{enabled:?}");
        for (at, expected) in enabled.iter().zip(expected) {
            assert!((at - expected).abs() <= 0.1, "{enabled:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_asks_for_a_while_gets_it_whatever_comes() {
        let scene = Scene::new(Connection::Online);
        let enabled = scene.play(async || {
            scene.fail(limited(30), true);
            sleep(Duration::from_secs(10)).await;
            scene.connection.set(Connection::Reconnecting);
            scene.connection.set(Connection::Online);
        });
        let enabled = seconds(&enabled.await);
        assert!(
            enabled[1..].iter().all(|at| *at >= 30.0) && enabled.len() > 1,
            "{enabled:?}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn what_the_server_refuses_is_not_tried_again() {
        let scene = Scene::new(Connection::Online);
        let enabled = scene.play(async || scene.fail(cut(), false));
        assert_eq!(enabled.await, [Duration::ZERO]);
    }
}
