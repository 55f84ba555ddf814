//! Going in, or asking to be let in.

use loggia_protocol::{
    Failure, FailureKind,
    directory::{EnterRoom, KnockRoom},
    ids,
};
use matrix_sdk::ruma::{OwnedRoomOrAliasId, RoomOrAliasId};

use super::address::servers;
use crate::{Engine, convert::ids::wire_room, failure::OrFailure};

/// The most that a room's people read of a reason.
const MAX_REASON: usize = 500;

/// Enters a room; replies with its id.
pub async fn handle_enter_room(engine: Engine, call: EnterRoom) -> Result<ids::RoomId, Failure> {
    let client = engine.session()?.client.clone();
    let address = room_or_alias(&call.address)?;
    let joined = client
        .join_room_by_id_or_alias(&address, &servers(&call.via))
        .await;
    joined
        .or_failure("join a room")
        .map(|room| wire_room(room.room_id()))
}

/// Asks to be let in; replies with the room's id.
pub async fn handle_knock_room(engine: Engine, call: KnockRoom) -> Result<ids::RoomId, Failure> {
    let client = engine.session()?.client.clone();
    let address = room_or_alias(&call.address)?;
    let reason = call.reason.trim();
    let reason = (!reason.is_empty()).then(|| reason.chars().take(MAX_REASON).collect());
    let knocked = client.knock(address, reason, servers(&call.via)).await;
    knocked
        .or_failure("ask to join a room")
        .map(|room| wire_room(room.room_id()))
}

/// The room that a tab means.
pub fn room_or_alias(address: &str) -> Result<OwnedRoomOrAliasId, Failure> {
    RoomOrAliasId::parse(address).map_err(|error| {
        Failure::new(
            FailureKind::NotFound,
            format!("not a room's address: {error}"),
        )
    })
}
