//! The part of the list that belongs to an entry of the space bar.

use std::{collections::HashSet, sync::Arc};

use loggia_protocol::{
    rooms::{RoomRow, Section},
    spaces::Scope,
};
use matrix_sdk::ruma::{OwnedRoomId, RoomId};

use crate::services::spaces::Hierarchy;

/// Which rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of them.
    All,
    /// Favourites.
    Favourites,
    /// Direct chats.
    People,
    /// No direct chats, and none of these.
    Outside(Arc<HashSet<OwnedRoomId>>),
    /// These.
    Inside(Arc<HashSet<OwnedRoomId>>),
}

impl Part {
    /// The rooms of an entry, as the spaces stand.
    pub fn of(scope: &Scope, hierarchy: &Hierarchy) -> Self {
        match scope {
            Scope::Home => Self::All,
            Scope::Favourites => Self::Favourites,
            Scope::People => Self::People,
            Scope::Others => Self::Outside(Arc::new(hierarchy.placed())),
            Scope::Space(space) => {
                let rooms = RoomId::parse(space.as_str()).map(|space| hierarchy.rooms_in(&space));
                Self::Inside(Arc::new(rooms.unwrap_or_default()))
            }
        }
    }

    /// Whether a room is one of them.
    pub fn has(&self, room: &RoomId, row: &RoomRow) -> bool {
        match self {
            Self::All => true,
            Self::Favourites => row.section == Section::Favourites,
            Self::People => row.is_direct,
            Self::Outside(rooms) => !row.is_direct && !rooms.contains(room),
            Self::Inside(rooms) => rooms.contains(room),
        }
    }
}
