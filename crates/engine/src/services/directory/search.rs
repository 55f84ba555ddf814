//! A server's public directory.

use loggia_protocol::{
    Failure, FailureKind,
    directory::{DirectoryPage, FindPublicRooms, PublicRoom},
    failure::{Field, Problem},
};
use matrix_sdk::{
    Client, RoomState,
    ruma::{
        ServerName, UInt,
        api::client::directory::get_public_rooms_filtered::v3::Request,
        directory::{Filter, PublicRoomsChunk, RoomTypeFilter},
        room::RoomType,
    },
};

use super::preview::{access, bounded};
use crate::{
    Engine,
    convert::ids::{mxc, wire_room},
    failure::OrFailure,
};

/// How many rooms a page has at most, whatever the server sends.
const PAGE: u32 = 30;

/// Looks for rooms.
///
/// Fails with `Invalid(Field::Homeserver, …)` where the server's name is none.
pub async fn handle_find_public_rooms(
    engine: Engine,
    call: FindPublicRooms,
) -> Result<DirectoryPage, Failure> {
    let client = engine.session()?.client.clone();
    let mut request = Request::new();
    request.limit = Some(UInt::from(PAGE));
    request.since = call.since;
    request.server = match call.server.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(name) => Some(ServerName::parse(name).map_err(|_| {
            let kind = FailureKind::Invalid(Field::Homeserver, Problem::Malformed);
            Failure::new(kind, "not a server's name")
        })?),
    };
    let mut filter = Filter::new();
    let search = call.search.trim();
    filter.generic_search_term = (!search.is_empty()).then(|| search.to_owned());
    filter.room_types = vec![match call.is_spaces {
        true => RoomTypeFilter::Space,
        false => RoomTypeFilter::Default,
    }];
    request.filter = filter;
    let page = client
        .public_rooms_filtered(request)
        .await
        .or_failure("search the public rooms")?;
    let rooms = page.chunk.into_iter().take(PAGE as usize);
    Ok(DirectoryPage {
        rooms: rooms.map(|room| public_room(&client, room)).collect(),
        next: page.next_batch,
    })
}

fn public_room(client: &Client, room: PublicRoomsChunk) -> PublicRoom {
    let known = client.get_room(&room.room_id);
    PublicRoom {
        room: wire_room(&room.room_id),
        name: room.name.map(bounded),
        address: room.canonical_alias.map(|alias| alias.to_string()),
        topic: room.topic.map(bounded),
        avatar: room.avatar_url.as_deref().and_then(mxc),
        n_members: u32::try_from(u64::from(room.num_joined_members)).unwrap_or(u32::MAX),
        is_space: room.room_type == Some(RoomType::Space),
        access: access(Some(&room.join_rule)),
        is_world_readable: room.world_readable,
        is_joined: known.is_some_and(|known| known.state() == RoomState::Joined),
    }
}
