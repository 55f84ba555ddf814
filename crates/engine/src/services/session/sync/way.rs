//! The way of synchronising that a server knows.

use matrix_sdk::{Client, ruma::api::FeatureFlag};

/// Simplified sliding sync (MSC4186), as servers announce it.
const SLIDING_SYNC: &str = "org.matrix.simplified_msc3575";

/// How an account is synchronised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// [Simplified sliding sync](https://github.com/matrix-org/matrix-spec-proposals/pull/4186): what is looked at comes first.
    Sliding,
    /// [`/v3/sync`](https://spec.matrix.org/v1.19/client-server-api/#syncing): everything, in one answer.
    Classic,
}

impl Way {
    /// The better way that the server knows. It is asked once in a while; what it said before holds without a network.
    pub async fn of(client: &Client) -> Self {
        match client.supported_versions().await {
            Ok(known) if !known.features.contains(&FeatureFlag::from(SLIDING_SYNC)) => {
                Self::Classic
            }
            // A server that cannot be asked cannot be synchronised with either.
            Ok(_) | Err(_) => Self::Sliding,
        }
    }

    /// Has the server asked again.
    pub async fn ask_again(client: &Client) {
        if let Err(error) = client.reset_supported_versions().await {
            tracing::warn!(%error, "what the server was able to do stays as it was");
        }
    }
}
