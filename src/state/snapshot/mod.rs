//! What a returning reader sees before the engine has even started: the rooms and the newest messages of the last one.
//!
//! The app keeps it itself, encrypted like everything else that stays on the device, and reads it before it draws for
//! the first time. As soon as the engine answers, the snapshot has served.

mod keeper;
mod vault;

use leptos::prelude::*;
use loggia_protocol::{
    envelope::BUILD,
    ids::RoomId,
    rooms::{RoomHead, RoomRow},
    session::Account,
    spaces::{Scope, Spaces},
    timeline::TimelineItem,
};
use serde::{Deserialize, Serialize};

use self::keeper::Keeper;
use super::{ListState, Loadable};
use crate::engine::{EngineStatus, use_engine};

/// How many rooms are kept: more than any window shows at once.
const MAX_ROOMS: usize = 60;
/// How many messages are kept, likewise.
const MAX_ITEMS: usize = 40;

/// What was on the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Who was signed in.
    pub account: Account,
    spaces: Option<Spaces>,
    /// The entry of the space bar that the rooms belong to.
    scope: Scope,
    rooms: Vec<RoomRow>,
    open: Option<OpenRoom>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct OpenRoom {
    head: RoomHead,
    items: Vec<TimelineItem>,
}

impl Snapshot {
    /// Reads the snapshot of this device; none where nobody was signed in, or another build wrote it.
    pub async fn load() -> Option<Self> {
        let bytes = vault::load().await?;
        let (build, snapshot): (String, Vec<u8>) = postcard::from_bytes(&bytes).ok()?;
        if build != BUILD {
            return None;
        }
        postcard::from_bytes(&snapshot).ok()
    }

    /// The room that was open last.
    pub fn last_room(&self) -> Option<&RoomId> {
        self.open.as_ref().map(|open| &open.head.room)
    }

    fn encode(&self) -> Vec<u8> {
        let snapshot = postcard::to_stdvec(self).expect("plain data can be encoded");
        postcard::to_stdvec(&(BUILD, snapshot)).expect("plain data can be encoded")
    }
}

/// Deletes the snapshot: nobody is signed in any more.
pub async fn forget() {
    vault::delete().await;
}

/// The snapshot for all components below: the one that was read, and the one that will be written.
#[derive(Clone, Copy)]
pub struct Snapshots {
    read: StoredValue<Option<Snapshot>>,
    keeper: Keeper,
}

/// Makes the snapshot that was read known, and keeps a new one from now on while this account is signed in.
pub fn provide_snapshots(read: Option<Snapshot>, account: Signal<Option<Account>>) {
    let status = use_engine().status();
    let snapshots = Snapshots {
        read: StoredValue::new(read),
        keeper: Keeper::new(account),
    };
    // The engine knows better.
    Effect::new(move || {
        if matches!(status.get(), EngineStatus::Ready | EngineStatus::Starting) {
            snapshots.read.set_value(None);
        }
    });
    provide_context(snapshots);
}

/// The snapshot.
pub fn use_snapshots() -> Snapshots {
    expect_context()
}

impl Snapshots {
    /// The space bar as it was.
    pub fn spaces(self) -> Loadable<Spaces> {
        let spaces = self.with(|snapshot| snapshot.spaces.clone()).flatten();
        spaces.map_or(Loadable::Loading, Loadable::Ready)
    }

    /// Keeps the space bar from now on, and what is chosen in it.
    pub fn follow_spaces(self, bar: RwSignal<Loadable<Spaces>>, scope: Memo<Scope>) {
        self.keeper.follow_spaces(bar, scope);
    }

    /// Shows the rooms as they were, if they are what is chosen in the space bar, and keeps them from now on.
    pub fn follow_rooms(self, list: ListState<RoomRow>, scope: &Scope) {
        let rooms =
            self.with(|snapshot| (snapshot.scope == *scope).then(|| snapshot.rooms.clone()));
        if let Some(rooms) = rooms.flatten() {
            list.begin_with(rooms);
        }
        self.keeper.follow_rooms(list);
    }

    /// A room's head as it was, if this is the room that was open.
    pub fn head(self, room: &RoomId) -> Loadable<RoomHead> {
        let head = self.open(room).map(|open| open.head);
        head.map_or(Loadable::Loading, Loadable::Ready)
    }

    /// Shows a room's newest messages as they were, and keeps them from now on.
    pub fn follow_timeline(self, room: &RoomId, list: ListState<TimelineItem>) {
        if let Some(open) = self.open(room) {
            // An engine that was ended in the middle of writing may have lost them: then these are all there is.
            list.hold(open.items);
        }
        self.keeper.follow_timeline(list);
    }

    /// Keeps a room's head from now on.
    pub fn follow_head(self, head: RwSignal<Loadable<RoomHead>>) {
        self.keeper.follow_head(head);
    }

    fn open(self, room: &RoomId) -> Option<OpenRoom> {
        self.with(|snapshot| snapshot.open.clone())
            .flatten()
            .filter(|open| open.head.room == *room)
    }

    fn with<T>(self, read: impl FnOnce(&Snapshot) -> T) -> Option<T> {
        self.read.with_value(|snapshot| snapshot.as_ref().map(read))
    }
}
