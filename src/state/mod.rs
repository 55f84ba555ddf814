//! Shared reactive state: what feeds say, kept for views to read.
//!
//! [`list`] holds the one diff applier; [`feeds`] ties feeds to the life of components; [`media`] keeps loaded pictures;
//! [`snapshot`] is what a returning reader sees first.
//! [`look`] is how things look on this device, [`preferences`] what else is chosen there.
//! [`blocked`] says that data cannot be opened yet; [`connection`] is how the server is reached; [`keeping`] is whether anything
//! is kept, [`storage`] what that is; [`updates`] knows of newer builds; [`spaces`] is the space bar and what is chosen in it.

mod action;
mod answer;
pub mod blocked;
pub mod connection;
pub mod crypto;
pub mod feeds;
pub mod keeping;
pub mod list;
pub mod look;
pub mod media;
pub mod preferences;
pub mod snapshot;
pub mod spaces;
pub mod storage;
pub mod updates;

use loggia_protocol::Failure;

pub use action::{Action, use_action};
pub use answer::{Answer, use_answer};
pub use feeds::{
    ListState, follow_list, follow_state, use_list_feed, use_state_feed, use_state_feed_from,
};
pub use list::{Keyed, Row};

/// Something that has to be fetched before it can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loadable<T> {
    /// On its way.
    Loading,
    /// There.
    Ready(T),
    /// It could not be had.
    Failed(Failure),
}

impl<T> Loadable<T> {
    /// The value, once it is there.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// The same without the value.
    pub fn status(&self) -> Loadable<()> {
        match self {
            Self::Loading => Loadable::Loading,
            Self::Ready(_) => Loadable::Ready(()),
            Self::Failed(failure) => Loadable::Failed(failure.clone()),
        }
    }
}
