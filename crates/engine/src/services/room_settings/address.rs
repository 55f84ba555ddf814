//! A room's main address.

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
    room_settings::SetRoomAddress,
};
use matrix_sdk::{Room, ruma::OwnedRoomAliasId};

use crate::{
    Engine,
    failure::OrFailure,
    services::{creation::alias, rooms::known_room},
};

/// Gives a room a main address, or none. The one before goes on leading to it.
pub async fn handle_set_room_address(engine: Engine, call: SetRoomAddress) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let main = match &call.address {
        Some(address) => Some(published(&room, address).await?),
        None => None,
    };
    let mut others = room.alt_aliases();
    others.extend(room.canonical_alias());
    others.retain(|other| main.as_ref() != Some(other));
    let set = room
        .privacy_settings()
        .update_canonical_alias(main, others)
        .await;
    set.or_failure("set a room's address")
}

/// An address that leads to the room from now on, if it did not before.
async fn published(room: &Room, address: &str) -> Result<OwnedRoomAliasId, Failure> {
    let client = room.client();
    let alias = alias(&client, address)?;
    let doing = "give a room an address";
    let is_new = room
        .privacy_settings()
        .publish_room_alias_in_room_directory(&alias)
        .await;
    if !is_new.or_failure(doing)? {
        let found = client.resolve_room_alias(&alias).await.or_failure(doing)?;
        if found.room_id != room.room_id() {
            let kind = FailureKind::Invalid(Field::RoomAddress, Problem::Taken);
            return Err(Failure::new(kind, "another room has it"));
        }
    }
    Ok(alias)
}
