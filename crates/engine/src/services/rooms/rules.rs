//! What the reader is told of in which room, as the account's push rules say.

use std::collections::{BTreeSet, HashMap};

use loggia_protocol::rooms::Notifications;
use matrix_sdk::{
    notification_settings::NotificationSettings,
    ruma::{OwnedRoomId, RoomId},
};

use crate::convert::room as convert;

/// The rules of single rooms. They are read again as a whole: the SDK keeps a copy in each room, but not by all ways of
/// synchronising.
pub(super) struct Rules {
    settings: NotificationSettings,
    known: HashMap<OwnedRoomId, Notifications>,
}

impl Rules {
    /// The rules as they are now.
    pub async fn read(settings: NotificationSettings) -> Self {
        let known = read(&settings).await;
        Self { settings, known }
    }

    /// What the reader is told of in a room.
    pub fn of(&self, room: &RoomId) -> Notifications {
        self.known.get(room).copied().unwrap_or_default()
    }

    /// Reads them again; the rooms for which they say something else now.
    pub async fn read_again(&mut self) -> BTreeSet<OwnedRoomId> {
        let before = std::mem::replace(&mut self.known, read(&self.settings).await);
        let rooms = before.keys().chain(self.known.keys());
        let changed = rooms.filter(|room| before.get(*room) != self.known.get(*room));
        changed.cloned().collect()
    }
}

async fn read(settings: &NotificationSettings) -> HashMap<OwnedRoomId, Notifications> {
    let mut known = HashMap::new();
    for room in settings.get_rooms_with_user_defined_rules(None).await {
        let Ok(room) = RoomId::parse(room) else {
            continue;
        };
        let mode = settings
            .get_user_defined_room_notification_mode(&room)
            .await;
        if mode.is_some() {
            known.insert(room, convert::notifications(mode));
        }
    }
    known
}
