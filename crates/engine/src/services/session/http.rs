//! Asking a server that need not be a Matrix server: one plain GET, and what came of it.

use std::time::Duration;

use futures_util::{
    future::{Either, select},
    pin_mut,
};
use matrix_sdk::reqwest;
use serde::{Deserialize, de::DeserializeOwned};

use crate::platform::{Platform, sleep};

/// How long a server may take to answer before it counts as not there.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// What came of a request.
#[derive(Debug)]
pub enum Answer {
    /// Some server answered.
    Body {
        /// The HTTP status.
        status: u16,
        /// Seconds that it asks to wait, if it does.
        retry_after: Option<u32>,
        /// All that it said.
        bytes: Vec<u8>,
    },
    /// There is an answer, but the browser keeps it from us (CORS).
    Blocked,
    /// No answer.
    Nothing,
}

impl Answer {
    /// The answer's JSON, if it was a success and is JSON of this shape.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        match self {
            Self::Body {
                status: 200, bytes, ..
            } => serde_json::from_slice(bytes).ok(),
            _ => None,
        }
    }
}

/// Sends a GET request without credentials.
pub async fn get(platform: &Platform, url: &str) -> Answer {
    match within(TIME_LIMIT, fetch(url)).await {
        Some(Ok(answer)) => return answer,
        Some(Err(error)) => tracing::debug!(%error, "no answer"),
        None => return Answer::Nothing,
    }
    match within(TIME_LIMIT, platform.is_reachable(url)).await {
        Some(true) => Answer::Blocked,
        _ => Answer::Nothing,
    }
}

/// What a future comes to, unless it takes too long.
pub async fn within<T>(limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    let timer = sleep(limit);
    pin_mut!(work, timer);
    match select(work, timer).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(_) => None,
    }
}

async fn fetch(url: &str) -> Result<Answer, reqwest::Error> {
    let response = reqwest::Client::new().get(url).send().await?;
    let status = response.status().as_u16();
    let header = response.headers().get("retry-after");
    let header = header.and_then(|value| value.to_str().ok()?.parse().ok());
    let bytes = response.bytes().await?.to_vec();
    Ok(Answer::Body {
        status,
        // Most servers keep the header from web pages (CORS): the body says the same.
        retry_after: seconds_in_body(&bytes).or(header),
        bytes,
    })
}

fn seconds_in_body(bytes: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    struct Limit {
        retry_after_ms: u64,
    }
    let limit: Limit = serde_json::from_slice(bytes).ok()?;
    u32::try_from(limit.retry_after_ms.div_ceil(1000)).ok()
}
