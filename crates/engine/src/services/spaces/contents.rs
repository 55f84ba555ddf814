//! What is in a space, as its servers tell it.

use std::collections::BTreeMap;

use loggia_protocol::{
    Failure,
    directory::PublicRoom,
    spaces::{LoadSpace, SpaceChild, SpacePage},
};
use matrix_sdk::{
    Client, RoomState,
    ruma::{
        OwnedRoomId, UInt,
        api::client::space::{SpaceHierarchyRoomsChunk, get_hierarchy::v1::Request},
        events::space::child::{HierarchySpaceChildEvent, SpaceChildEventContent},
        room::{JoinRuleSummary, RoomSummary, RoomType},
        uint,
    },
};

use super::children::{by_room, children_of};
use crate::{
    Engine,
    convert::ids::{mxc, room_id, wire_room},
    failure::OrFailure,
    services::directory::{access, bounded},
};

/// How many rooms a page has at most.
const PAGE: u32 = 50;

/// The most servers that are handed on for a room.
const MAX_VIA: usize = 10;

/// Loads a page of what is in a space.
pub async fn handle_load_space(engine: Engine, call: LoadSpace) -> Result<SpacePage, Failure> {
    let client = engine.session()?.client.clone();
    let space = room_id(&call.space)?;
    let mut request = Request::new(space.clone());
    request.from = call.since;
    request.limit = Some(UInt::from(PAGE));
    request.max_depth = Some(uint!(1));
    let page = client.send(request).await.or_failure("look into a space")?;
    let (own, rooms): (Vec<_>, Vec<_>) = page
        .rooms
        .into_iter()
        .partition(|room| room.summary.room_id == space);
    // The space tells what it says of them on the first page alone.
    let said = match (own.first(), client.get_room(&space)) {
        (Some(own), _) => said_of(own),
        (None, Some(space)) => {
            let children = by_room(children_of(&space).await);
            children
                .into_iter()
                .map(|(room, child)| (room, child.content))
                .collect()
        }
        (None, None) => BTreeMap::new(),
    };
    let children = rooms.into_iter().map(|room| child(&client, room, &said));
    Ok(SpacePage {
        children: children.collect(),
        next: page.next_batch,
    })
}

fn said_of(space: &SpaceHierarchyRoomsChunk) -> BTreeMap<OwnedRoomId, SpaceChildEventContent> {
    let read = |event: &HierarchySpaceChildEvent| (event.state_key.clone(), event.content.clone());
    let events = space.children_state.iter();
    events
        .filter_map(|event| Some(read(&event.deserialize().ok()?)))
        .collect()
}

fn child(
    client: &Client,
    room: SpaceHierarchyRoomsChunk,
    said: &BTreeMap<OwnedRoomId, SpaceChildEventContent>,
) -> SpaceChild {
    let said = said.get(&room.summary.room_id);
    let via = said.map(|said| said.via.as_slice()).unwrap_or_default();
    SpaceChild {
        n_children: u32::try_from(room.children_state.len()).unwrap_or(u32::MAX),
        is_suggested: said.is_some_and(|said| said.suggested),
        via: via.iter().take(MAX_VIA).map(ToString::to_string).collect(),
        room: public_room(client, room.summary),
    }
}

fn public_room(client: &Client, room: RoomSummary) -> PublicRoom {
    let known = client.get_room(&room.room_id);
    PublicRoom {
        room: wire_room(&room.room_id),
        name: room.name.map(bounded),
        address: room.canonical_alias.map(|alias| alias.to_string()),
        topic: room.topic.map(bounded),
        avatar: room.avatar_url.as_deref().and_then(mxc),
        n_members: u32::try_from(u64::from(room.num_joined_members)).unwrap_or(u32::MAX),
        is_space: room.room_type == Some(RoomType::Space),
        access: access(Some(&JoinRuleSummary::kind(&room.join_rule))),
        is_world_readable: room.world_readable,
        is_joined: known.is_some_and(|known| known.state() == RoomState::Joined),
    }
}
