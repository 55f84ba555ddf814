//! Where a room stands in the list: by section, then by its newest activity, then by name.

use std::cmp::Reverse;

use loggia_protocol::rooms::{RoomRow, Section};
use matrix_sdk::{
    Room,
    ruma::{OwnedRoomId, RoomId},
};

use super::words::Words;
use crate::services::session::Way;

/// A room's place; the list is in the ascending order of places, and no two rooms share one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub section: Section,
    pub activity: Reverse<Activity>,
    pub name: String,
    pub room: OwnedRoomId,
}

impl Place {
    /// The place of a room whose row is known.
    pub fn of(room: &RoomId, row: &RoomRow, words: &Words, activity: Activity) -> Self {
        Self {
            section: row.section,
            activity: Reverse(activity),
            name: words.name.clone(),
            room: room.to_owned(),
        }
    }
}

/// When something last happened in a room; what is later is greater.
///
/// The server's stamp alone decides where there is one: times are the senders' claims, and become known one after the
/// other as rooms are loaded, which would move them about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Activity {
    /// Something of one's own is there that the server has not told back yet.
    is_own: bool,
    /// The server's recency stamp, which grows with time but is none; 0 where there is none.
    stamp: u64,
    /// Milliseconds since 1970; 0 where nothing is known.
    time: u64,
}

impl Activity {
    /// One that nothing but its time is known of.
    #[cfg(test)]
    pub fn at(time: u64) -> Self {
        Self {
            is_own: false,
            stamp: 0,
            time,
        }
    }

    /// What is known of a room's last activity. The classic way brings no stamps: those that are there are old then.
    pub fn of(room: &Room, way: Way) -> Self {
        let stamp = match way {
            Way::Sliding => room.recency_stamp().map(u64::from),
            Way::Classic => None,
        };
        let time = room
            .latest_event_timestamp()
            .map(|time| u64::from(time.get()));
        Self {
            is_own: room.latest_event().is_local(),
            stamp: stamp.unwrap_or(0),
            time: time.unwrap_or(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(is_own: bool, stamp: u64, time: u64) -> Activity {
        Activity {
            is_own,
            stamp,
            time,
        }
    }

    #[test]
    fn the_servers_stamp_decides_before_the_senders_time() {
        assert!(at(false, 2, 0) > at(false, 1, 9_000));
        assert!(at(false, 1, 9_000) > at(false, 1, 8_000));
        assert!(at(true, 1, 0) > at(false, 2, 9_000));
    }
}
