//! How much media is kept. The SDK does the counting; what was looked at last stays longest.

use loggia_protocol::Failure;
use matrix_sdk::{Client, media::MediaRetentionPolicy};

use crate::failure::OrFailure;

/// How much media is kept where nobody has said otherwise, in bytes.
pub const USUAL: u64 = 500_000_000;

/// The least that can be chosen, in bytes: less would load the pictures of one room again and again.
const LEAST: u64 = 10_000_000;

/// Where the account's choice is kept.
const KEY: &[u8] = b"loggia.media-limit";

/// What was chosen, which holds from now on.
pub async fn apply(client: &Client) -> Result<u64, Failure> {
    let stored = client.state_store().get_custom_value(KEY).await;
    let stored = stored.or_failure("read how much media is kept")?;
    let chosen = stored.and_then(|bytes| Some(u64::from_le_bytes(bytes.try_into().ok()?)));
    let n_bytes = chosen.unwrap_or(USUAL);
    set_policy(client, n_bytes)
        .await
        .or_failure("limit what media is kept")?;
    Ok(n_bytes)
}

/// Chooses a limit, and deletes what is beyond it. Hands back what it came to.
pub async fn set(client: &Client, n_bytes: u64) -> Result<u64, Failure> {
    let n_bytes = n_bytes.max(LEAST);
    let bytes = n_bytes.to_le_bytes().to_vec();
    let store = client.state_store();
    let stored = store.set_custom_value_no_read(KEY, bytes).await;
    stored.or_failure("keep how much media is kept")?;
    set_policy(client, n_bytes)
        .await
        .or_failure("limit what media is kept")?;
    client.media().clean().await.or_failure("delete media")?;
    Ok(n_bytes)
}

/// Deletes all media but what is still to be sent.
pub async fn evict_all(client: &Client) -> matrix_sdk::Result<()> {
    let media = client.media();
    let policy = media.media_retention_policy().await?;
    media
        .set_media_retention_policy(policy.with_max_cache_size(Some(0)))
        .await?;
    let cleaned = media.clean().await;
    media.set_media_retention_policy(policy).await?;
    cleaned
}

async fn set_policy(client: &Client, n_bytes: u64) -> matrix_sdk::Result<()> {
    let media = client.media();
    media.set_media_retention_policy(policy(n_bytes)).await
}

fn policy(n_bytes: u64) -> MediaRetentionPolicy {
    MediaRetentionPolicy::new()
        .with_max_cache_size(Some(n_bytes))
        // A clock that is years ahead would make all media look old, and delete it.
        .with_last_access_expiry(None)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use matrix_sdk::ruma::time::SystemTime;

    use super::*;

    #[test]
    fn a_clock_that_is_years_ahead_makes_no_media_old() {
        let (policy, now) = (policy(USUAL), SystemTime::now());
        let years = Duration::from_secs(5 * 366 * 24 * 60 * 60);
        assert!(!policy.has_content_expired(now + years, now));
        assert!(policy.exceeds_max_cache_size(USUAL + 1));
    }
}
