//! The open timelines: one for each room, however many feeds show it, kept for a while after the last one closes.

use std::{
    collections::HashMap,
    ops::Deref,
    sync::{Arc, Mutex, MutexGuard, Weak},
    time::Duration,
};

use matrix_sdk::{
    Client, Room,
    event_cache::RoomEventCacheUpdate,
    executor::spawn,
    ruma::{OwnedRoomId, RoomId},
};
use matrix_sdk_ui::{
    Timeline,
    timeline::{DateDividerMode, RoomExt, TimelineReadReceiptTracking},
};
use tokio::sync::broadcast::{Receiver, error::TryRecvError};

use super::{filter::is_shown, nearby::load_nearby};
use crate::platform::sleep;

/// How long a timeline stays open that nobody looks at: going back and forth between rooms is immediate.
const KEPT_UNUSED: Duration = Duration::from_secs(30);

/// How often a timeline is built at most until nothing arrives meanwhile.
const MOST_BUILDS: usize = 10;

/// Open timelines, shared by all feeds of a room.
pub struct Timelines {
    slots: Arc<Mutex<Slots>>,
}

#[derive(Default)]
struct Slots {
    open: HashMap<OwnedRoomId, Slot>,
    n_closings: u64,
}

/// A room's timeline and who uses it.
struct Slot {
    timeline: Arc<tokio::sync::OnceCell<Arc<Timeline>>>,
    n_users: usize,
    /// Which closing was the last, so that only that one's timer closes the timeline.
    last_closing: u64,
}

/// A timeline in use; it may be closed some time after the last one is dropped.
pub struct OpenTimeline {
    timeline: Arc<Timeline>,
    _user: User,
}

struct User {
    room: OwnedRoomId,
    slots: Weak<Mutex<Slots>>,
}

impl Timelines {
    /// No timeline yet. Has the SDK keep events from now on.
    pub fn new(client: &Client) -> Self {
        if let Err(error) = client.event_cache().subscribe() {
            tracing::error!(%error, "no event cache: timelines will not open");
        }
        Self {
            slots: Arc::default(),
        }
    }

    /// A room's timeline, opened if it is not open.
    pub async fn open(&self, room: &Room) -> Result<OpenTimeline, matrix_sdk_ui::timeline::Error> {
        let (cell, user) = self.enter(room.room_id());
        let timeline = cell.get_or_try_init(|| build(room)).await?.clone();
        Ok(OpenTimeline {
            timeline,
            _user: user,
        })
    }

    /// The rooms whose timelines are open.
    pub fn rooms(&self) -> Vec<OwnedRoomId> {
        lock(&self.slots).open.keys().cloned().collect()
    }

    fn enter(&self, room: &RoomId) -> (Arc<tokio::sync::OnceCell<Arc<Timeline>>>, User) {
        let mut slots = lock(&self.slots);
        let slot = slots.open.entry(room.to_owned()).or_insert_with(|| Slot {
            timeline: Arc::default(),
            n_users: 0,
            last_closing: 0,
        });
        slot.n_users += 1;
        let user = User {
            room: room.to_owned(),
            slots: Arc::downgrade(&self.slots),
        };
        (slot.timeline.clone(), user)
    }
}

impl Deref for OpenTimeline {
    type Target = Timeline;

    fn deref(&self) -> &Timeline {
        &self.timeline
    }
}

impl Drop for User {
    fn drop(&mut self) {
        let Some(slots) = self.slots.upgrade() else {
            return;
        };
        let closing = lock(&slots).leave(&self.room);
        if let Some(closing) = closing {
            let room = self.room.clone();
            let slots = Arc::downgrade(&slots);
            drop(spawn(async move {
                sleep(KEPT_UNUSED).await;
                if let Some(slots) = slots.upgrade() {
                    lock(&slots).close(&room, closing);
                }
            }));
        }
    }
}

impl Slots {
    /// Notes that a user is gone; the number of the closing if it was the last one.
    fn leave(&mut self, room: &RoomId) -> Option<u64> {
        let slot = self.open.get_mut(room)?;
        slot.n_users = slot.n_users.saturating_sub(1);
        if slot.n_users > 0 {
            return None;
        }
        self.n_closings += 1;
        slot.last_closing = self.n_closings;
        Some(self.n_closings)
    }

    /// Closes a timeline, unless it was used again since.
    fn close(&mut self, room: &RoomId, closing: u64) {
        let is_due = self
            .open
            .get(room)
            .is_some_and(|slot| slot.n_users == 0 && slot.last_closing == closing);
        if is_due {
            self.open.remove(room);
        }
    }
}

async fn build(room: &Room) -> Result<Arc<Timeline>, matrix_sdk_ui::timeline::Error> {
    load_nearby(room).await;
    let (cache, _guard) = room.event_cache().await?;
    for _ in 1..MOST_BUILDS {
        let (_, mut updates) = cache.subscribe().await?;
        let timeline = build_once(room).await?;
        if !has_moved(&mut updates) {
            return Ok(Arc::new(timeline));
        }
    }
    Ok(Arc::new(build_once(room).await?))
}

/// Builds a timeline. What arrives meanwhile may be in it twice: the SDK reads the events some time after it has begun to
/// listen for changes, and takes the changes in between as new ones.
async fn build_once(room: &Room) -> Result<Timeline, matrix_sdk_ui::timeline::Error> {
    room.timeline_builder()
        .track_read_marker_and_receipts(TimelineReadReceiptTracking::AllEvents)
        .with_date_divider_mode(DateDividerMode::Daily)
        .event_filter(is_shown)
        .build()
        .await
}

/// Whether events have come or gone since somebody listens.
fn has_moved(updates: &mut Receiver<RoomEventCacheUpdate>) -> bool {
    loop {
        match updates.try_recv() {
            Ok(RoomEventCacheUpdate::UpdateTimelineEvents(_)) | Err(TryRecvError::Lagged(_)) => {
                return true;
            }
            Ok(_) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return false,
        }
    }
}

fn lock(slots: &Mutex<Slots>) -> MutexGuard<'_, Slots> {
    slots.lock().expect("no holder panics")
}

#[cfg(test)]
mod tests;
