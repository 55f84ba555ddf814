//! Hears of rooms that changed, from all that the SDK says about them.

use std::collections::BTreeSet;

use eyeball::Subscriber;
use eyeball_im::VectorDiff;
use futures_util::{FutureExt, Stream, StreamExt};
use matrix_sdk::{Room, ruma::OwnedRoomId};
use matrix_sdk_base::RoomInfoNotableUpdate;
use tokio::sync::broadcast::{
    Receiver,
    error::{RecvError, TryRecvError},
};

use crate::services::session::Way;

/// What is heard of changes.
pub struct Ear<S> {
    /// Rooms that come, or change as a whole.
    pub changes: S,
    /// Rooms of which something changed.
    pub updates: Receiver<RoomInfoNotableUpdate>,
    /// How the account is synchronised, on which the order depends.
    pub ways: Subscriber<Way>,
    /// The push rules, which say what the reader is told of.
    pub rules: Receiver<()>,
}

/// Rooms that changed.
#[derive(Default)]
pub struct Changed {
    /// Which ones.
    pub rooms: BTreeSet<OwnedRoomId>,
    /// Whether some changes went unheard, so that every room must be looked at.
    pub is_everything: bool,
    /// Whether the push rules are others.
    pub are_rules: bool,
}

impl<S: Stream<Item = Vec<VectorDiff<Room>>> + Unpin> Ear<S> {
    /// Waits for a change; nothing once the client is gone.
    pub async fn hear(&mut self) -> Option<Changed> {
        let mut changed = Changed::default();
        tokio::select! {
            batch = self.changes.next() => changed.hear_batch(batch?),
            way = self.ways.next() => {
                way?;
                changed.is_everything = true;
            }
            update = self.updates.recv() => match update {
                Ok(update) => changed.hear_update(update),
                Err(RecvError::Lagged(_)) => changed.is_everything = true,
                Err(RecvError::Closed) => return None,
            },
            rules = self.rules.recv() => match rules {
                Ok(()) | Err(RecvError::Lagged(_)) => changed.are_rules = true,
                Err(RecvError::Closed) => return None,
            },
        }
        Some(changed)
    }

    /// Adds what is there by now.
    pub fn hear_rest(&mut self, changed: &mut Changed) {
        while let Some(Some(batch)) = self.changes.next().now_or_never() {
            changed.hear_batch(batch);
        }
        changed.is_everything |= self.ways.next().now_or_never().is_some();
        changed.are_rules |= !self.rules.is_empty();
        self.rules = self.rules.resubscribe();
        loop {
            match self.updates.try_recv() {
                Ok(update) => changed.hear_update(update),
                Err(TryRecvError::Lagged(_)) => changed.is_everything = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }
}

impl Changed {
    fn hear_update(&mut self, update: RoomInfoNotableUpdate) {
        self.rooms.insert(update.room_id);
    }

    fn hear_batch(&mut self, batch: Vec<VectorDiff<Room>>) {
        for change in batch {
            match change {
                VectorDiff::Append { values } => self.rooms.extend(values.iter().map(room_id)),
                VectorDiff::PushFront { value }
                | VectorDiff::PushBack { value }
                | VectorDiff::Insert { value, .. }
                | VectorDiff::Set { value, .. } => {
                    self.rooms.insert(room_id(&value));
                }
                VectorDiff::Reset { .. }
                | VectorDiff::Clear
                | VectorDiff::PopFront
                | VectorDiff::PopBack
                | VectorDiff::Remove { .. }
                | VectorDiff::Truncate { .. } => self.is_everything = true,
            }
        }
    }
}

/// A room's id.
pub fn room_id(room: &Room) -> OwnedRoomId {
    room.room_id().to_owned()
}
