//! Edits that were discarded before they were sent: the SDK goes on showing their text.

use matrix_sdk::ruma::events::{
    AnyMessageLikeEventContent, AnySyncTimelineEvent, room::message::MessageType,
};
use matrix_sdk_ui::timeline::EventTimelineItem;

/// What a message said before an edit that was discarded; nothing where no edit was.
pub fn original(item: &EventTimelineItem) -> Option<MessageType> {
    let is_edited = item.content().as_message()?.is_edited();
    let has_edit = item.latest_edit_json().is_some() || item.edit_send_state().is_some();
    if !is_edited || has_edit {
        return None;
    }
    let AnySyncTimelineEvent::MessageLike(event) = item.original_json()?.deserialize().ok()? else {
        return None;
    };
    match event.original_content()? {
        AnyMessageLikeEventContent::RoomMessage(message) => Some(message.msgtype),
        _ => None,
    }
}
