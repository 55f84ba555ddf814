//! Which of the account's rooms can be put into a space, and which leaving it is about.

use loggia_protocol::{
    Failure,
    rooms::RoomName,
    spaces::{CheckLeavingSpace, FindRoomsToAdd, RoomToAdd, SpaceExit},
};
use matrix_sdk::{Room, RoomState, ruma::RoomId};

use super::hierarchy::Hierarchy;
use crate::{
    Engine,
    convert::{
        ids::{mxc, room_id, wire_room},
        room as convert,
    },
    services::room_info::is_sole_admin,
};

/// Joined rooms that can be put into a space, by name.
pub async fn handle_find_rooms_to_add(
    engine: Engine,
    call: FindRoomsToAdd,
) -> Result<Vec<RoomToAdd>, Failure> {
    let session = engine.session()?;
    let (client, hierarchy) = (session.client.clone(), session.spaces.now().await);
    drop(session);
    let space = room_id(&call.space)?;
    let known = hierarchy.known(&space);
    let children = known
        .map(|known| known.children.as_slice())
        .unwrap_or_default();
    let fits = |room: &Room| {
        let id = room.room_id();
        let is_around = id == space || hierarchy.rooms_in(id).contains(&space);
        let is_chat = room.direct_targets_length() > 0;
        !is_chat && !is_around && !children.iter().any(|child| child == id) && !room.is_tombstoned()
    };
    let rooms = client.joined_rooms().into_iter().filter(fits);
    let mut rooms: Vec<_> = rooms.map(|room| to_add(&room)).collect();
    rooms.sort_by_cached_key(|room| sort_key(&room.name));
    Ok(rooms)
}

fn to_add(room: &Room) -> RoomToAdd {
    RoomToAdd {
        room: wire_room(room.room_id()),
        name: convert::name(room.cached_display_name()),
        avatar: room.avatar_url().as_deref().and_then(mxc),
        is_space: room.is_space(),
    }
}

/// The account's rooms in a space, by name.
pub async fn handle_check_leaving_space(
    engine: Engine,
    call: CheckLeavingSpace,
) -> Result<Vec<SpaceExit>, Failure> {
    let session = engine.session()?;
    let (client, hierarchy) = (session.client.clone(), session.spaces.now().await);
    drop(session);
    let space = room_id(&call.space)?;
    let mut exits = Vec::new();
    for id in hierarchy.rooms_in(&space) {
        let room = client.get_room(&id);
        let Some(room) = room.filter(|room| room.state() == RoomState::Joined) else {
            continue;
        };
        exits.push(SpaceExit {
            room: wire_room(&id),
            name: convert::name(room.cached_display_name()),
            avatar: room.avatar_url().as_deref().and_then(mxc),
            is_space: room.is_space(),
            is_elsewhere: is_elsewhere(&hierarchy, &space, &id),
            is_sole_admin: is_sole_admin(&room).await?,
        });
    }
    exits.sort_by_cached_key(|exit| sort_key(&exit.name));
    Ok(exits)
}

/// Whether a room is in a space that has nothing to do with this one.
fn is_elsewhere(hierarchy: &Hierarchy, space: &RoomId, room: &RoomId) -> bool {
    let inner = hierarchy.rooms_in(space);
    let mut spaces = hierarchy.spaces_of(room).iter();
    spaces.any(|other| {
        other != space && !inner.contains(other) && !hierarchy.rooms_in(other).contains(space)
    })
}

fn sort_key(name: &RoomName) -> String {
    match name {
        RoomName::Named(name) | RoomName::EmptyWas(name) => name.to_lowercase(),
        RoomName::Empty => String::new(),
    }
}
