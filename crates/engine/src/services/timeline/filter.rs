//! Which events have a place of their own in a timeline.

use matrix_sdk::ruma::{
    events::{AnyMessageLikeEventContent, AnySyncTimelineEvent, room::message::Relation},
    room_version_rules::RoomVersionRules,
};
use matrix_sdk_ui::timeline::default_event_filter;

/// What the SDK shows, and messages of kinds that it does not know: their text is for those who do not.
pub fn is_shown(event: &AnySyncTimelineEvent, rules: &RoomVersionRules) -> bool {
    default_event_filter(event, rules) || has_text(event)
}

fn has_text(event: &AnySyncTimelineEvent) -> bool {
    let AnySyncTimelineEvent::MessageLike(event) = event else {
        return false;
    };
    let Some(AnyMessageLikeEventContent::RoomMessage(content)) = event.original_content() else {
        return false;
    };
    let is_edit = matches!(content.relates_to, Some(Relation::Replacement(_)));
    !is_edit && !content.body().is_empty()
}
