//! Putting rooms into a space, taking them out, and moving them; and moving spaces in the bar.

use std::{collections::BTreeMap, time::Duration};

use futures_util::{
    future::{Either, select},
    pin_mut,
};
use loggia_protocol::{
    Failure, FailureKind, ids,
    spaces::{AddToSpace, MoveInSpace, MoveSpace, RemoveFromSpace, SuggestInSpace},
};
use matrix_sdk::{
    Room, RoomState,
    ruma::{
        OwnedRoomId, RoomId,
        events::{
            StateEventType,
            space::{child::SpaceChildEventContent, parent::SpaceParentEventContent},
            space_order::SpaceOrderEventContent,
        },
    },
};
use serde_json::json;

use super::{
    child_order::reorder,
    children::{Child, children_of},
};
use crate::{
    Engine,
    convert::ids::room_id,
    failure::OrFailure,
    platform::sleep,
    services::rooms::{known_room, servers_of},
};

/// How long the server is given to tell of a change that it has taken.
const PATIENCE: Duration = Duration::from_secs(3);

/// Puts a room into a space. It says itself that it belongs there, where the reader may have it say so.
pub async fn handle_add_to_space(engine: Engine, call: AddToSpace) -> Result<(), Failure> {
    let (space, room) = (
        known_room(&engine, &call.space)?,
        known_room(&engine, &call.room)?,
    );
    let via = servers_of(&room).await?;
    let content = SpaceChildEventContent::new(via);
    write(&space, room.room_id(), content, "put a room into a space").await?;
    if may_say_parent(&room).await {
        let content = SpaceParentEventContent::new(servers_of(&space).await?);
        let said = room
            .send_state_event_for_key(space.room_id(), content)
            .await;
        if let Err(error) = said {
            tracing::warn!(%error, "a room does not say which space it is in");
        }
    }
    Ok(())
}

/// Takes a room out of a space.
pub async fn handle_remove_from_space(
    engine: Engine,
    call: RemoveFromSpace,
) -> Result<(), Failure> {
    let space = known_room(&engine, &call.space)?;
    let id = room_id(&call.room)?;
    let nothing = json!({});
    let taken = space
        .send_state_event_raw("m.space.child", id.as_str(), nothing.clone())
        .await;
    taken.or_failure("take a room out of a space")?;
    until_told(&space, |children| {
        children.iter().all(|child| child.room != id)
    })
    .await;
    let room = engine.session()?.client.get_room(&id);
    if let Some(room) = room
        && says_parent(&room, &space).await
        && may_say_parent(&room).await
    {
        let said = room
            .send_state_event_raw("m.space.parent", space.room_id().as_str(), nothing)
            .await;
        if let Err(error) = said {
            tracing::warn!(%error, "a room goes on saying that it is in a space");
        }
    }
    Ok(())
}

/// Recommends a room, or no more.
pub async fn handle_suggest_in_space(engine: Engine, call: SuggestInSpace) -> Result<(), Failure> {
    let space = known_room(&engine, &call.space)?;
    let children = children_of(&space).await;
    let mut child = find(children, &call.room)?;
    child.content.suggested = call.is_suggested;
    write(
        &space,
        &child.room,
        child.content,
        "recommend a room of a space",
    )
    .await
}

/// Moves a room within a space.
pub async fn handle_move_in_space(engine: Engine, call: MoveInSpace) -> Result<(), Failure> {
    let space = known_room(&engine, &call.space)?;
    let children = children_of(&space).await;
    let ids: Vec<_> = children.iter().map(|child| child.room.clone()).collect();
    let mut by_id: BTreeMap<_, _> = children
        .into_iter()
        .map(|child| (child.room, child.content))
        .collect();
    let (row, place) = moved(ids, &call.room, call.before.as_ref())?;
    let orders: Vec<_> = row
        .iter()
        .map(|id| by_id.get(id).and_then(|content| content.order.clone()))
        .collect();
    for (at, order) in reorder(&orders, place) {
        if let Some(mut content) = by_id.remove(&row[at]) {
            content.order = Some(order);
            write(&space, &row[at], content, "move a room in a space").await?;
        }
    }
    Ok(())
}

/// Moves a space in the bar.
pub async fn handle_move_space(engine: Engine, call: MoveSpace) -> Result<(), Failure> {
    let session = engine.session()?;
    let (client, hierarchy) = (session.client.clone(), session.spaces.now().await);
    drop(session);
    let (row, place) = moved(hierarchy.roots(), &call.space, call.before.as_ref())?;
    let orders: Vec<_> = row
        .iter()
        .map(|id| hierarchy.known(id).and_then(|known| known.order.clone()))
        .collect();
    for (at, order) in reorder(&orders, place) {
        let Some(space) = client.get_room(&row[at]) else {
            continue;
        };
        let content = SpaceOrderEventContent::new(order);
        let written = space.set_account_data(content).await;
        written.or_failure("move a space")?;
    }
    Ok(())
}

/// A row with one of it moved before another, or to the end; and the place that it has then.
fn moved(
    mut row: Vec<OwnedRoomId>,
    room: &ids::RoomId,
    before: Option<&ids::RoomId>,
) -> Result<(Vec<OwnedRoomId>, usize), Failure> {
    let at = row.iter().position(|id| id.as_str() == room.0);
    let id = row.remove(at.ok_or_else(not_in_space)?);
    let place = match before {
        Some(before) => {
            let place = row.iter().position(|id| id.as_str() == before.0);
            place.ok_or_else(not_in_space)?
        }
        None => row.len(),
    };
    row.insert(place, id);
    Ok((row, place))
}

fn find(children: Vec<Child>, room: &ids::RoomId) -> Result<Child, Failure> {
    let mut children = children.into_iter();
    let found = children.find(|child| child.room.as_str() == room.0);
    found.ok_or_else(not_in_space)
}

fn not_in_space() -> Failure {
    Failure::new(FailureKind::NotFound, "it is not in the space any more")
}

async fn write(
    space: &Room,
    child: &RoomId,
    content: SpaceChildEventContent,
    doing: &'static str,
) -> Result<(), Failure> {
    let written = space.send_state_event_for_key(child, content.clone()).await;
    written.or_failure(doing)?;
    let is_told = |other: &Child| {
        let (new, old) = (&content, &other.content);
        other.room == child && new.order == old.order && new.suggested == old.suggested
    };
    until_told(space, |children| children.iter().any(is_told)).await;
    Ok(())
}

/// Waits until the server has told of a change: the next one builds on it.
async fn until_told(space: &Room, is_told: impl Fn(&[Child]) -> bool) {
    let mut news = space.subscribe_to_updates();
    let patience = sleep(PATIENCE);
    pin_mut!(patience);
    while !is_told(&children_of(space).await) {
        let next = news.recv();
        pin_mut!(next);
        if let Either::Right(_) = select(next, patience.as_mut()).await {
            tracing::warn!("the server does not tell of a change in a space");
            return;
        }
    }
}

async fn may_say_parent(room: &Room) -> bool {
    if room.state() != RoomState::Joined {
        return false;
    }
    let levels = room.power_levels_or_default().await;
    levels.user_can_send_state(room.own_user_id(), StateEventType::SpaceParent)
}

async fn says_parent(room: &Room, space: &Room) -> bool {
    let said = room
        .get_state_event_static_for_key::<SpaceParentEventContent, RoomId>(space.room_id())
        .await;
    said.is_ok_and(|said| said.is_some())
}
