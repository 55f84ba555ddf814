//! THE table of feeds: one line names a subscription and what its batches hold.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    crypto::*, diff::Diff, media::*, members::*, room_info::*, room_settings::*, rooms::*,
    session::*, sessions::*, spaces::*, storage::*, timeline::*,
};

/// Ties a subscription to its batches.
pub trait FeedSpec: Into<FeedRequest> + Clone {
    /// One batch. A list feed's first batch begins with [`Diff::Reset`]; a state feed's batch is the whole state.
    type Batch: Serialize + DeserializeOwned + Send + 'static;
    /// The name in logs.
    const NAME: &'static str;
}

macro_rules! feeds {
    ($($feed:ident => $batch:ty;)*) => {
        /// Any subscription, as it goes over the wire.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum FeedRequest {
            $($feed($feed),)*
        }

        impl FeedRequest {
            /// The names of all feeds, in the order of the table.
            pub const NAMES: &[&str] = &[$(stringify!($feed)),*];

            /// The name in logs.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$feed(_) => stringify!($feed),)*
                }
            }
        }

        $(
            impl From<$feed> for FeedRequest {
                fn from(feed: $feed) -> Self {
                    Self::$feed(feed)
                }
            }

            impl FeedSpec for $feed {
                type Batch = $batch;
                const NAME: &'static str = stringify!($feed);
            }
        )*
    };
}

feeds! {
    // session
    SessionFeed => SessionState;
    ConnectionFeed => Connection;
    // sessions
    SessionsFeed => Vec<AccountSession>;
    // crypto
    CryptoFeed => CryptoState;
    VerificationFeed => Option<Verification>;
    // rooms
    RoomListFeed => Vec<Diff<RoomRow>>;
    RoomFeed => RoomHead;
    // spaces
    SpacesFeed => Spaces;
    // room info
    RoomInfoFeed => RoomInfo;
    MembersFeed => Members;
    KnocksFeed => Knocks;
    // room settings
    RoomSettingsFeed => RoomSettings;
    // members
    TypingFeed => Typing;
    // timeline
    TimelineFeed => Vec<Diff<TimelineItem>>;
    // media
    UploadsFeed => Vec<Upload>;
    // storage
    StorageFeed => StorageState;
    KeepingFeed => Keeping;
}
