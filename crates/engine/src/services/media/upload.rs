//! What files can be sent, and how far they are.

use std::time::Duration;

use futures_util::Stream;
use loggia_protocol::{
    Failure,
    media::{LoadUploadLimit, Upload, UploadsFeed},
};
use matrix_sdk::Client;

use crate::{Engine, platform::uploads, services::session::within};

/// The largest file in bytes that this device sends: encrypting takes it into memory as a whole, more than once.
const MAX_BYTES: u64 = 100_000_000;

/// How long the server may take to say its limit: it says so again when it gets a file that is too large.
const PATIENCE: Duration = Duration::from_secs(5);

/// The size of the largest file that can be sent.
pub async fn handle_load_upload_limit(
    engine: Engine,
    _call: LoadUploadLimit,
) -> Result<u64, Failure> {
    Ok(limit(&engine.session()?.client).await)
}

/// The size in bytes of the largest file that can be sent; where the server does not say, this device's limit.
pub async fn limit(client: &Client) -> u64 {
    let asked = within(PATIENCE, client.load_or_fetch_max_upload_size());
    match asked.await {
        Some(Ok(limit)) => u64::from(limit).min(MAX_BYTES),
        Some(Err(error)) => {
            tracing::warn!(%error, "the server does not say how large files may be");
            MAX_BYTES
        }
        None => MAX_BYTES,
    }
}

/// Which files are on their way.
pub async fn open_uploads(
    _engine: Engine,
    _feed: UploadsFeed,
) -> Result<impl Stream<Item = Vec<Upload>>, Failure> {
    Ok(uploads().follow())
}
