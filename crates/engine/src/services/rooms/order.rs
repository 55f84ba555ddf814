//! Where a room stands in the list: by section, then by its newest activity, then by name.

use std::{cmp::Reverse, collections::BTreeMap};

use loggia_protocol::rooms::{RoomName, RoomRow, Section};
use matrix_sdk::{Room, ruma::OwnedRoomId};

/// A room's place; the list is in the ascending order of places, and no two rooms share one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    section: Section,
    activity: Reverse<Activity>,
    name: String,
    room: OwnedRoomId,
}

impl Place {
    /// The place of a room whose row is known.
    pub fn of(room: &Room, row: &RoomRow, activity: Activity) -> Self {
        let name = match &row.name {
            RoomName::Named(name) | RoomName::EmptyWas(name) => name.to_lowercase(),
            RoomName::Empty => String::new(),
        };
        Self {
            section: row.section,
            activity: Reverse(activity),
            name,
            room: room.room_id().to_owned(),
        }
    }
}

/// When something last happened in a room: milliseconds since 1970, and the server's recency stamp.
pub(super) type Activity = (u64, u64);

/// Orders rooms without a message among those with one.
///
/// The server's recency stamp is not a time, but it grows with time: a room that has only a stamp is taken to be
/// as old as the newest message among the rooms with a smaller stamp.
#[derive(Default)]
pub(super) struct Recency {
    times: BTreeMap<u64, u64>,
}

impl Recency {
    /// When something last happened in a room, or an estimate.
    pub fn of(&mut self, room: &Room) -> Activity {
        let time = room
            .latest_event_timestamp()
            .map(|time| u64::from(time.get()));
        let stamp = room.recency_stamp().map(u64::from);
        match (time, stamp) {
            (Some(time), None) => (time, 0),
            (Some(time), Some(stamp)) => {
                self.learn(stamp, time);
                (time, stamp)
            }
            (None, Some(stamp)) => (self.estimate(stamp), stamp),
            (None, None) => (0, 0),
        }
    }

    fn learn(&mut self, stamp: u64, time: u64) {
        self.times.insert(stamp, time);
    }

    fn estimate(&self, stamp: u64) -> u64 {
        let before = self.times.range(..=stamp).next_back();
        before.map_or(0, |(_, time)| *time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_without_messages_stands_after_the_newest_older_one() {
        let mut recency = Recency::default();
        recency.learn(10, 1_000);
        recency.learn(20, 2_000);
        assert_eq!(recency.estimate(15), 1_000);
        assert_eq!(recency.estimate(25), 2_000);
        assert_eq!(recency.estimate(5), 0);
    }
}
