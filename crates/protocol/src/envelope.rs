//! What a message port carries: one encoded envelope, and buffers beside it.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Call, Failure, FeedRequest};

/// The hash of the build that this side comes from; both sides of a release carry the same one.
pub const BUILD: &str = match option_env!("LOGGIA_BUILD_HASH") {
    Some(hash) => hash,
    None => "development",
};

/// Numbers a tab's calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CallId(pub u32);

/// Numbers a tab's feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FeedId(pub u32);

/// From a tab to the engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToEngine {
    /// The first message on every port.
    Hello {
        /// The app's [`BUILD`].
        build: String,
        /// The Web Lock that the tab holds for as long as it lives.
        tab_lock: String,
        /// How many engines have died under the tab within the last minute.
        n_deaths: u32,
    },
    /// A request.
    Call(CallId, Call),
    /// The caller does not wait any more.
    Cancel(CallId),
    /// A subscription.
    Open(FeedId, FeedRequest),
    /// The end of a subscription.
    Close(FeedId),
    /// The tab leaves.
    Bye,
}

/// From the engine to a tab.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToApp {
    /// The answer to [`ToEngine::Hello`].
    Hello {
        /// The engine's [`BUILD`].
        build: String,
    },
    /// The answer to a call: its reply, encoded by [`encode`], or why there is none.
    Reply(CallId, Result<Vec<u8>, Failure>),
    /// A batch of a feed, encoded by [`encode`].
    Batch {
        /// Which feed.
        feed: FeedId,
        /// Counts from 0 without a gap.
        number: u32,
        /// The batch.
        batch: Vec<u8>,
    },
    /// A feed ended by itself.
    FeedFailed(FeedId, Failure),
    /// The engine ends; nothing follows.
    Goodbye(Goodbye),
    /// The Web Lock that an engine holds for as long as it lives, where that is not the one of this origin's data. Comes before
    /// [`ToApp::Hello`].
    Lock(String),
}

/// Why the engine ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goodbye {
    /// The account signed out; the next engine deletes its data.
    SignedOut,
    /// A newer build asked for the place.
    Outdated,
    /// The session goes on with other tokens; the next engine has them.
    SignedInAgain,
    /// The engine broke down.
    Crashed {
        /// For the log.
        detail: String,
    },
}

/// Encodes anything that goes over the wire.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("wire types have no shape that postcard refuses")
}

/// Decodes what came over the wire.
///
/// Fails where the bytes are not what the type says: another build on the other end, or damage.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}
