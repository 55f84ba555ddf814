//! What was read from a store, until what is written may have changed it. Knows keys and values, no store.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    hash::Hash,
};

use matrix_sdk::ruma::{
    OwnedRoomId, OwnedUserId, RoomId,
    events::{
        AnyGlobalAccountDataEvent, AnyRoomAccountDataEvent, GlobalAccountDataEventType,
        RoomAccountDataEventType, StateEventType, presence::PresenceEvent,
    },
    serde::Raw,
};
use matrix_sdk_base::{
    MinimalRoomMemberEvent, StateChanges, deserialized_responses::RawAnySyncOrStrippedState,
};

/// More is forgotten, all of it: a room has some hundred of them, and the largest events have 64 KiB.
const MOST: usize = 4096;

/// What a store replied to one kind of question.
pub type Replies<K, V> = HashMap<K, V>;

/// What a store replied.
#[derive(Debug, Default)]
pub struct Reads {
    pub state: Replies<(OwnedRoomId, StateEventType, String), Option<RawAnySyncOrStrippedState>>,
    pub profiles: Replies<(OwnedRoomId, OwnedUserId), Option<MinimalRoomMemberEvent>>,
    /// Who has a display name, which is normalised as stores do it.
    pub names: Replies<(OwnedRoomId, String), Option<BTreeSet<OwnedUserId>>>,
    pub room_data:
        Replies<(OwnedRoomId, RoomAccountDataEventType), Option<Raw<AnyRoomAccountDataEvent>>>,
    pub data: Replies<GlobalAccountDataEventType, Option<Raw<AnyGlobalAccountDataEvent>>>,
    pub presence: Replies<OwnedUserId, Option<Raw<PresenceEvent>>>,
    /// Goes up with whatever is forgotten.
    epoch: u64,
    n_writing: u32,
}

impl Reads {
    /// A moment: what is asked of the store now may be kept if nothing is written until the reply is there.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Keeps a reply to what was asked in that moment.
    pub fn keep<K: Eq + Hash, V>(
        &mut self,
        epoch: u64,
        kind: fn(&mut Self) -> &mut Replies<K, V>,
        key: K,
        reply: V,
    ) {
        if self.n_writing > 0 || self.epoch != epoch {
            return;
        }
        if self.len() >= MOST {
            self.forget_all();
        }
        kind(self).insert(key, reply);
    }

    /// Something is about to be written.
    pub fn begin_writing(&mut self) {
        self.n_writing += 1;
    }

    /// It was written, or may have been.
    pub fn end_writing(&mut self) {
        self.n_writing = self.n_writing.saturating_sub(1);
    }

    /// Forgets what these changes are about.
    pub fn forget(&mut self, changes: &StateChanges) {
        self.epoch += 1;
        let state: HashSet<&RoomId> = (changes.state.keys())
            .chain(changes.stripped_state.keys())
            .chain(changes.redactions.keys())
            .map(AsRef::as_ref)
            .collect();
        retain(&mut self.state, |(room, ..)| !state.contains(&**room));
        retain(&mut self.profiles, |(room, _)| {
            !changes.profiles.contains_key(room) && !changes.profiles_to_delete.contains_key(room)
        });
        retain(&mut self.names, |(room, _)| {
            !changes.ambiguity_maps.contains_key(room)
        });
        retain(&mut self.room_data, |(room, _)| {
            !changes.room_account_data.contains_key(room)
        });
        retain(&mut self.data, |kind| {
            !changes.account_data.contains_key(kind)
        });
        retain(&mut self.presence, |user| {
            !changes.presence.contains_key(user)
        });
    }

    /// Forgets everything.
    pub fn forget_all(&mut self) {
        let (epoch, n_writing) = (self.epoch + 1, self.n_writing);
        *self = Self {
            epoch,
            n_writing,
            ..Self::default()
        };
    }

    fn len(&self) -> usize {
        self.state.len()
            + self.profiles.len()
            + self.names.len()
            + self.room_data.len()
            + self.data.len()
            + self.presence.len()
    }
}

fn retain<K: Eq + Hash, V>(replies: &mut Replies<K, V>, is_kept: impl Fn(&K) -> bool) {
    if !replies.is_empty() {
        replies.retain(|key, _| is_kept(key));
    }
}
