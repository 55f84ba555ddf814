//! A timeline's entries.

mod change;
mod content;
mod event;
mod poll;
mod reactions;
mod shield;
mod undone;

use loggia_protocol::{
    Diff,
    ids::ItemKey,
    timeline::{ItemKind, TimelineItem},
};
use matrix_sdk::{
    Room, RoomState,
    ruma::{OwnedUserId, events::MessageLikeEventType},
};
use matrix_sdk_ui::timeline::{TimelineItem as SdkItem, TimelineItemKind, VirtualTimelineItem};
use std::sync::Arc;

pub use undone::original as before_undone_edit;

use super::{people::People, room::unknown_version};

/// Converts the entries of one batch: what it learns about people and permissions holds for that batch.
pub struct Converter {
    people: People,
    own: OwnedUserId,
    rights: Rights,
}

/// What the reader may do in a room.
#[derive(Clone, Copy, Default)]
struct Rights {
    send: bool,
    react: bool,
    redact_own: bool,
    redact_others: bool,
}

impl Converter {
    /// A converter for a batch of a room's timeline.
    pub async fn new(room: &Room) -> Self {
        Self {
            people: People::of(room),
            own: room.own_user_id().to_owned(),
            rights: Rights::of(room).await,
        }
    }

    /// Converts a batch.
    pub async fn batch(&mut self, batch: Vec<Diff<Arc<SdkItem>>>) -> Vec<Diff<TimelineItem>> {
        let mut converted = Vec::with_capacity(batch.len());
        for change in batch {
            converted.push(match change {
                Diff::Reset(items) => Diff::Reset(self.items(items).await),
                Diff::Insert { at, items } => Diff::Insert {
                    at,
                    items: self.items(items).await,
                },
                Diff::Set { at, item } => Diff::Set {
                    at,
                    item: self.item(&item).await,
                },
                Diff::Remove { at, count } => Diff::Remove { at, count },
            });
        }
        converted
    }

    async fn items(&mut self, items: Vec<Arc<SdkItem>>) -> Vec<TimelineItem> {
        let mut converted = Vec::with_capacity(items.len());
        for item in items {
            converted.push(self.item(&item).await);
        }
        converted
    }

    async fn item(&mut self, item: &SdkItem) -> TimelineItem {
        let kind = match item.kind() {
            TimelineItemKind::Virtual(VirtualTimelineItem::DateDivider(day)) => {
                ItemKind::Date(day.get().into())
            }
            TimelineItemKind::Virtual(VirtualTimelineItem::ReadMarker) => ItemKind::ReadMarker,
            TimelineItemKind::Virtual(VirtualTimelineItem::TimelineStart) => ItemKind::Start,
            TimelineItemKind::Event(event) => ItemKind::Event(Box::new(self.event(event).await)),
        };
        TimelineItem {
            key: ItemKey(item.unique_id().0.clone()),
            kind,
        }
    }
}

impl Rights {
    async fn of(room: &Room) -> Self {
        if room.state() != RoomState::Joined || unknown_version(room).is_some() {
            return Self::default();
        }
        let (levels, own) = (room.power_levels_or_default().await, room.own_user_id());
        Self {
            send: levels.user_can_send_message(own, MessageLikeEventType::RoomMessage),
            react: levels.user_can_send_message(own, MessageLikeEventType::Reaction),
            redact_own: levels.user_can_redact_own_event(own),
            redact_others: levels.user_can_redact_event_of_other(own),
        }
    }
}
