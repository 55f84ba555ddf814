//! Keeps the send queues going: the SDK stops a room's queue at its first failure, and starts it again for nobody.

use std::time::Duration;

use eyeball::Subscriber;
use futures_util::{
    future::{Either, select},
    pin_mut,
};
use loggia_protocol::{FailureKind, session::Connection};
use matrix_sdk::{Client, send_queue::SendQueueRoomError};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::backoff::Backoff;
use crate::{failure::SdkError, platform::sleep};

/// Sends what an earlier engine left unsent, and goes on whenever the SDK has stopped.
pub async fn keep_sending(
    client: Client,
    mut connection: Subscriber<Connection>,
    mut errors: Receiver<SendQueueRoomError>,
) {
    let queue = client.send_queue();
    let mut backoff = Backoff::default();
    queue.set_enabled(true).await;
    loop {
        let (error, change) = (errors.recv(), connection.next());
        pin_mut!(error, change);
        match select(error, change).await {
            // Somebody has to decide about this one.
            Either::Left((Ok(error), _)) if !error.is_recoverable => continue,
            Either::Left((Ok(error), _)) => {
                tracing::warn!(error = %error.error, "sending failed; trying again");
                wait(&error, &mut backoff, &mut connection).await;
            }
            // Errors were missed: at worst some queue is enabled without need.
            Either::Left((Err(RecvError::Lagged(_)), _)) => {}
            Either::Left((Err(RecvError::Closed), _)) | Either::Right((None, _)) => return,
            Either::Right((Some(Connection::Online), _)) => backoff.reset(),
            Either::Right((Some(_), _)) => continue,
        }
        queue.set_enabled(true).await;
    }
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
    let (timer, online) = (sleep(backoff.next_wait()), until_online(connection));
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
