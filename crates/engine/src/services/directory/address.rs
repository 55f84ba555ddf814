//! What people type or paste where a room is asked for.

use loggia_protocol::{
    Failure,
    directory::{ReadAddress, RoomPlace},
};
use matrix_sdk::ruma::{
    MatrixToUri, MatrixUri, OwnedServerName, RoomOrAliasId, ServerName, matrix_uri::MatrixId,
};

use crate::{Engine, convert::ids::wire_event};

/// How many servers of a link are kept.
const MAX_VIA: usize = 5;

/// Reads an address, an id, or a link of any kind. Anything else is none.
pub async fn handle_read_address(
    _engine: Engine,
    call: ReadAddress,
) -> Result<Option<RoomPlace>, Failure> {
    Ok(read(call.text.trim()))
}

fn read(text: &str) -> Option<RoomPlace> {
    if let Ok(address) = <&RoomOrAliasId>::try_from(text) {
        return Some(place(address.as_str(), None, &[]));
    }
    if let Ok(uri) = MatrixUri::parse(text) {
        return of_id(uri.id(), uri.via());
    }
    let link = match text.split_once("/#/") {
        // Other prefixes than matrix.to are as good: clients make links to themselves.
        Some((_, rest)) => format!("https://matrix.to/#/{}", rest.trim_start_matches("room/")),
        None => return None,
    };
    let uri = MatrixToUri::parse(&link).ok()?;
    of_id(uri.id(), uri.via())
}

fn of_id(id: &MatrixId, via: &[OwnedServerName]) -> Option<RoomPlace> {
    match id {
        MatrixId::Room(room) => Some(place(room.as_str(), None, via)),
        MatrixId::RoomAlias(alias) => Some(place(alias.as_str(), None, via)),
        MatrixId::Event(room, event) => Some(place(room.as_str(), Some(wire_event(event)), via)),
        _ => None,
    }
}

fn place(
    address: &str,
    event: Option<loggia_protocol::ids::EventId>,
    via: &[OwnedServerName],
) -> RoomPlace {
    RoomPlace {
        address: address.to_owned(),
        event,
        via: via.iter().take(MAX_VIA).map(ToString::to_string).collect(),
    }
}

/// The servers that a tab names; what is none is left out.
pub fn servers(via: &[String]) -> Vec<OwnedServerName> {
    let parsed = via.iter().filter_map(|name| ServerName::parse(name).ok());
    parsed.take(MAX_VIA).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_names_a_room_is_read() {
        let at = |address: &str, event: Option<&str>, via: &[&str]| RoomPlace {
            address: address.to_owned(),
            event: event.map(Into::into),
            via: via.iter().map(ToString::to_string).collect(),
        };
        for (text, expected) in [
            ("#tea:example.org", at("#tea:example.org", None, &[])),
            ("!id:example.org", at("!id:example.org", None, &[])),
            (
                "https://matrix.to/#/#tea:example.org",
                at("#tea:example.org", None, &[]),
            ),
            (
                "https://matrix.to/#/%23tea%3Aexample.org",
                at("#tea:example.org", None, &[]),
            ),
            (
                "https://matrix.to/#/!id:x/$event?via=a.org&via=b.org",
                at("!id:x", Some("$event"), &["a.org", "b.org"]),
            ),
            (
                "matrix:r/tea:example.org",
                at("#tea:example.org", None, &[]),
            ),
            (
                "matrix:roomid/id:x?via=a.org",
                at("!id:x", None, &["a.org"]),
            ),
            (
                "https://chat.example.org/app/#/room/#tea:example.org",
                at("#tea:example.org", None, &[]),
            ),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "tea",
            "@bob:example.org",
            "https://matrix.to/#/@bob:example.org",
            "https://example.org/",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
