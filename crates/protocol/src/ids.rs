//! Identifiers as both sides pass them around: opaque text that only the engine interprets.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )*};
}

ids! {
    /// A room's id, `!opaque:server` (or `!opaque` from room version 12 on).
    RoomId;
    /// A user's Matrix ID, `@local:server`.
    UserId;
    /// A device's id, opaque.
    DeviceId;
    /// An event's id, `$opaque`.
    EventId;
    /// Where unencrypted media is kept, `mxc://server/id`, checked for its grammar by the engine.
    Mxc;
    /// A timeline item's key: stable for as long as its timeline is open, also across a local echo's confirmation.
    ItemKey;
}
