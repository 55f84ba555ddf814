//! What a space says is in it: its `m.space.child` events.

use std::collections::BTreeMap;

use matrix_sdk::{
    Room,
    deserialized_responses::SyncOrStrippedState,
    ruma::{
        MilliSecondsSinceUnixEpoch, OwnedRoomId, OwnedSpaceChildOrder, RoomId,
        events::{SyncStateEvent, space::child::SpaceChildEventContent},
    },
};

/// What a space says of something in it.
#[derive(Clone, Debug)]
pub struct Child {
    /// Which room or space.
    pub room: OwnedRoomId,
    /// What was written.
    pub content: SpaceChildEventContent,
    /// When.
    at: Option<MilliSecondsSinceUnixEpoch>,
}

/// What is in a space, [in its order](https://spec.matrix.org/latest/client-server-api/#ordering-of-children-within-a-space),
/// as far as this device knows. What has no `via` is not in it any more.
pub async fn children_of(space: &Room) -> Vec<Child> {
    let events = space
        .get_state_events_static::<SpaceChildEventContent>()
        .await;
    let events = events.unwrap_or_else(|error| {
        tracing::warn!(%error, "cannot read what is in a space");
        Vec::new()
    });
    let read = events
        .into_iter()
        .filter_map(|event| match event.deserialize().ok()? {
            SyncOrStrippedState::Sync(SyncStateEvent::Original(event)) => Some(Child {
                room: event.state_key,
                content: event.content,
                at: Some(event.origin_server_ts),
            }),
            SyncOrStrippedState::Sync(SyncStateEvent::Redacted(_))
            | SyncOrStrippedState::Stripped(_) => None,
        });
    let mut children: Vec<_> = read.filter(|child| child.room != space.room_id()).collect();
    children.sort_by(|a, b| rank(a).cmp(&rank(b)));
    children
}

fn rank(
    child: &Child,
) -> (
    bool,
    Option<&OwnedSpaceChildOrder>,
    Option<MilliSecondsSinceUnixEpoch>,
    &RoomId,
) {
    let order = child.content.order.as_ref();
    (order.is_none(), order, child.at, &child.room)
}

/// The same by id.
pub fn by_room(children: Vec<Child>) -> BTreeMap<OwnedRoomId, Child> {
    let children = children
        .into_iter()
        .map(|child| (child.room.clone(), child));
    children.collect()
}
