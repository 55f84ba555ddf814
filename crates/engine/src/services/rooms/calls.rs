//! Joining, leaving and finding rooms.

use std::time::Duration;

use futures_util::{
    StreamExt,
    future::{Either, select},
    pin_mut,
};
use loggia_protocol::{
    Failure, FailureKind, ids,
    rooms::{FindDirectChat, FindRoom, JoinRoom, LeaveRoom},
};
use matrix_sdk::{
    Client, Room, RoomState,
    ruma::{
        OwnedRoomId, OwnedServerName, RoomAliasId, RoomId, api::client::membership::leave_room,
    },
};

use crate::{
    Engine,
    convert::ids::{room_id, user_id, wire_room},
    failure::{OrFailure, SdkError, failure_of},
    platform::sleep,
};

/// How long a room that is not known yet is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// The same where the server has answered already.
const BRIEF_PATIENCE: Duration = Duration::from_secs(2);

/// A room that the account knows.
pub fn known_room(engine: &Engine, room: &ids::RoomId) -> Result<Room, Failure> {
    let session = engine.session()?;
    session.client.get_room(&room_id(room)?).ok_or_else(|| {
        Failure::new(
            FailureKind::NotFound,
            "a room that the account does not know",
        )
    })
}

/// A room that the account knows, or will know in a moment: a link may be opened before the first answer of the server.
pub async fn awaited_room(engine: &Engine, room: &ids::RoomId) -> Result<Room, Failure> {
    let session = engine.session()?;
    let client = session.client.clone();
    room_id(room)?;
    let (_, changes) = client.rooms_stream();
    // Once the server has answered, all of the account's rooms are about to be known.
    let is_online = session.sync.is_online();
    drop(session);
    let patience = sleep(if is_online { BRIEF_PATIENCE } else { PATIENCE });
    pin_mut!(changes, patience);
    loop {
        match known_room(engine, room) {
            Err(failure) if failure.kind == FailureKind::NotFound => {}
            found => return found,
        }
        match select(changes.next(), patience.as_mut()).await {
            Either::Left((Some(_), _)) => {}
            Either::Left((None, _)) | Either::Right(_) => return known_room(engine, room),
        }
    }
}

/// Servers by which others find a room: its people's, and at least the own one.
pub async fn servers_of(room: &Room) -> Result<Vec<OwnedServerName>, Failure> {
    let mut servers = room.route().await.or_failure("read who is in a room")?;
    if servers.is_empty() {
        servers.push(room.own_user_id().server_name().to_owned());
    }
    Ok(servers)
}

/// Accepts an invitation, or enters a room. Being in it already is fine.
pub async fn handle_join_room(engine: Engine, call: JoinRoom) -> Result<(), Failure> {
    let client = engine.session()?.client.clone();
    let id = room_id(&call.room)?;
    let is_joined = client
        .get_room(&id)
        .is_some_and(|room| room.state() == RoomState::Joined);
    if !is_joined {
        client
            .join_room_by_id(&id)
            .await
            .or_failure("join a room")?;
    }
    Ok(())
}

/// Declines an invitation, or leaves a room. Being out of it already is fine.
pub async fn handle_leave_room(engine: Engine, call: LeaveRoom) -> Result<(), Failure> {
    let client = engine.session()?.client.clone();
    let id = room_id(&call.room)?;
    let Some(room) = client.get_room(&id) else {
        return leave_unknown(&client, id).await;
    };
    match room.state() {
        RoomState::Left | RoomState::Banned => Ok(()),
        RoomState::Joined | RoomState::Invited | RoomState::Knocked => {
            room.leave().await.or_failure("leave a room")
        }
    }
}

/// Leaves a room of which only the server may know that the account is in it.
async fn leave_unknown(client: &Client, id: OwnedRoomId) -> Result<(), Failure> {
    match client.send(leave_room::v3::Request::new(id)).await {
        Ok(_) => Ok(()),
        Err(error) => match error.kind() {
            FailureKind::NotFound | FailureKind::Forbidden { .. } => Ok(()),
            _ => Err(failure_of(&error, "leave a room")),
        },
    }
}

/// Finds the room that an address or id stands for: among those that the account knows, then by asking the server.
pub async fn handle_find_room(
    engine: Engine,
    call: FindRoom,
) -> Result<Option<ids::RoomId>, Failure> {
    let client = engine.session()?.client.clone();
    if let Ok(id) = RoomId::parse(&call.address) {
        return Ok(Some(wire_room(&id)));
    }
    let Ok(alias) = RoomAliasId::parse(&call.address) else {
        return Ok(None);
    };
    match room_with_alias(&client, &alias) {
        Some(room) => Ok(Some(wire_room(room.room_id()))),
        None => resolve(&client, &alias).await,
    }
}

/// Somebody's direct chat with the reader, the most recently used if there are several.
pub async fn handle_find_direct_chat(
    engine: Engine,
    call: FindDirectChat,
) -> Result<Option<ids::RoomId>, Failure> {
    let user = user_id(&call.user)?;
    let client = engine.session()?.client.clone();
    let rooms = client.get_dm_rooms(&user);
    let newest = rooms.max_by_key(|room| room.latest_event_timestamp());
    Ok(newest.map(|room| wire_room(room.room_id())))
}

fn room_with_alias(client: &Client, alias: &RoomAliasId) -> Option<Room> {
    let bears = |room: &Room| {
        room.canonical_alias().as_deref() == Some(alias)
            || room.alt_aliases().iter().any(|other| other == alias)
    };
    client.joined_rooms().into_iter().find(bears)
}

async fn resolve(client: &Client, alias: &RoomAliasId) -> Result<Option<ids::RoomId>, Failure> {
    match client.resolve_room_alias(alias).await {
        Ok(found) => Ok(Some(wire_room(&found.room_id))),
        Err(error) if error.kind() == FailureKind::NotFound => Ok(None),
        Err(error) => Err(failure_of(&error, "find a room")),
    }
}
