//! Messages that the SDK gave up though nobody refused them: they wait for the next try instead.
//!
//! The SDK takes any answer that it does not know to be passing for the last word, and has the room's other messages
//! wait behind it. What it keeps of the answer is its text.

use matrix_sdk::{
    Client, QueueWedgeError,
    send_queue::{LocalEchoContent, SendHandle},
};

use crate::failure::{OrFailure, is_passing};

/// Lets the messages go on that were given up for something that has passed. Their queues must be enabled afterwards.
pub async fn unblock(client: &Client) {
    let echoes = client.send_queue().local_echoes().await;
    let Ok(echoes) = echoes.or_failure("read the send queues") else {
        tracing::warn!("what was given up stays given up");
        return;
    };
    for echo in echoes.into_values().flatten() {
        if let Some(handle) = innocent(echo.content)
            && let Err(error) = handle.unwedge().await
        {
            tracing::warn!(%error, "a message stays given up");
        }
    }
}

/// The handle of a message that was given up for something that has passed.
fn innocent(content: LocalEchoContent) -> Option<SendHandle> {
    let LocalEchoContent::Event {
        send_handle,
        send_error: Some(QueueWedgeError::GenericApiError { msg }),
        ..
    } = content
    else {
        return None;
    };
    is_passing(&msg).then_some(send_handle)
}
