//! Identifiers: checked once on their way in, plain text on their way out.

use loggia_protocol::{Failure, FailureKind, ids};
use matrix_sdk::ruma::{
    EventId, MxcUri, OwnedEventId, OwnedMxcUri, OwnedRoomId, OwnedUserId, RoomId, UserId,
};

/// The room that a tab means.
pub fn room_id(id: &ids::RoomId) -> Result<OwnedRoomId, Failure> {
    RoomId::parse(id.as_str()).map_err(|error| unknown("room", error))
}

/// The user that a tab means.
pub fn user_id(id: &ids::UserId) -> Result<OwnedUserId, Failure> {
    UserId::parse(id.as_str()).map_err(|error| unknown("user", error))
}

/// The event that a tab means.
pub fn event_id(id: &ids::EventId) -> Result<OwnedEventId, Failure> {
    EventId::parse(id.as_str()).map_err(|error| unknown("event", error))
}

/// Where a tab says that media is kept; only well-formed addresses become part of a request.
pub fn mxc_uri(id: &ids::Mxc) -> Result<OwnedMxcUri, Failure> {
    let uri = OwnedMxcUri::from(id.as_str());
    match is_mxc(&uri) {
        true => Ok(uri),
        false => Err(Failure::new(
            FailureKind::NotFound,
            "malformed media address",
        )),
    }
}

/// A well-formed media address, as a tab gets it.
pub fn mxc(uri: &MxcUri) -> Option<ids::Mxc> {
    is_mxc(uri).then(|| ids::Mxc(uri.to_string()))
}

/// Whether an address follows the spec's grammar (`mxc://server-name/media-id`), with an id that is not empty.
pub fn is_mxc(uri: &MxcUri) -> bool {
    uri.parts().is_ok_and(|(_, media)| !media.is_empty())
}

/// A room's id on the wire.
pub fn wire_room(id: &RoomId) -> ids::RoomId {
    ids::RoomId(id.to_string())
}

/// A user's id on the wire.
pub fn wire_user(id: &UserId) -> ids::UserId {
    ids::UserId(id.to_string())
}

/// An event's id on the wire.
pub fn wire_event(id: &EventId) -> ids::EventId {
    ids::EventId(id.to_string())
}

fn unknown(what: &str, error: impl std::fmt::Display) -> Failure {
    Failure::new(
        FailureKind::NotFound,
        format!("malformed {what} id: {error}"),
    )
}
