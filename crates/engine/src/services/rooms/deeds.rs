//! What is done with a room from the list: tags, the unread mark, notifications, links.

use loggia_protocol::{
    Failure,
    rooms::{LinkToRoom, MarkAsUnread, Notifications, RoomTag, SetNotifications, TagRoom},
};
use matrix_sdk::notification_settings::RoomNotificationMode;

use super::calls::known_room;
use crate::{Engine, failure::OrFailure};

/// Tags a room, or takes the tag away. A room is no favourite of low priority: the SDK takes the other tag away.
pub async fn handle_tag_room(engine: Engine, call: TagRoom) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let tagged = match call.tag {
        RoomTag::Favourite => room.set_is_favourite(call.is_on, None).await,
        RoomTag::LowPriority => room.set_is_low_priority(call.is_on, None).await,
    };
    tagged.or_failure("tag a room")
}

/// Marks a room as unread.
pub async fn handle_mark_as_unread(engine: Engine, call: MarkAsUnread) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let marked = room.set_unread_flag(true).await;
    marked.or_failure("mark a room as unread")
}

/// Writes the room's push rules.
pub async fn handle_set_notifications(
    engine: Engine,
    call: SetNotifications,
) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let settings = engine.session()?.rooms.settings().clone();
    let mode = match call.notifications {
        Notifications::Default => None,
        Notifications::All => Some(RoomNotificationMode::AllMessages),
        Notifications::Mentions => Some(RoomNotificationMode::MentionsAndKeywordsOnly),
        Notifications::Mute => Some(RoomNotificationMode::Mute),
    };
    let (room, doing) = (room.room_id(), "set the notifications of a room");
    match mode {
        Some(mode) => settings.set_room_notification_mode(room, mode).await,
        None => settings.delete_user_defined_room_rules(room).await,
    }
    .or_failure(doing)
}

/// Makes a link to a room.
pub async fn handle_link_to_room(engine: Engine, call: LinkToRoom) -> Result<String, Failure> {
    let room = known_room(&engine, &call.room)?;
    let link = room.matrix_to_permalink().await;
    link.or_failure("link to a room")
        .map(|link| link.to_string())
}
