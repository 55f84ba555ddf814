//! Whether a room can have an address.

use std::time::Duration;

use loggia_protocol::{
    Failure,
    creation::CheckAddress,
    failure::{Field, Problem},
};
use matrix_sdk::{
    Client,
    ruma::{OwnedRoomAliasId, RoomAliasId},
};

use crate::{
    Engine,
    failure::{OrFailure, internal},
    platform::sleep,
};

/// What a room's address with server may have in bytes.
const MAX_BYTES: usize = 255;

/// What would end the address early, in one kind of link or another.
const REFUSED: [char; 6] = ['#', ':', '%', '/', '?', '\\'];

/// How long somebody has to stop typing before the server is asked.
const PAUSE: Duration = Duration::from_millis(350);

/// Says whether an address can be had.
pub async fn handle_check_address(engine: Engine, call: CheckAddress) -> Result<(), Failure> {
    let client = engine.session()?.client.clone();
    let alias = alias(&client, &call.address)?;
    sleep(PAUSE).await;
    let is_free = client.is_room_alias_available(&alias).await;
    match is_free.or_failure("look an address up")? {
        true => Ok(()),
        false => Err(problem(Problem::Taken)),
    }
}

/// The whole of an address on the account's server.
pub fn alias(client: &Client, address: &str) -> Result<OwnedRoomAliasId, Failure> {
    let user = client.user_id().ok_or_else(|| internal("not signed in"))?;
    check(address, user.server_name().as_str())
}

fn check(address: &str, server: &str) -> Result<OwnedRoomAliasId, Failure> {
    let address = address.trim();
    if address.is_empty() {
        return Err(problem(Problem::Empty));
    }
    let is_refused = |c: char| c.is_whitespace() || c.is_control() || REFUSED.contains(&c);
    if address.contains(is_refused) {
        return Err(problem(Problem::Malformed));
    }
    let whole = format!("#{address}:{server}");
    if whole.len() > MAX_BYTES {
        return Err(problem(Problem::TooLong));
    }
    RoomAliasId::parse(whole).map_err(|_| problem(Problem::Malformed))
}

fn problem(problem: Problem) -> Failure {
    Failure::invalid(Field::RoomAddress, problem, "a room's address")
}

#[cfg(test)]
mod tests {
    use loggia_protocol::FailureKind;

    use super::*;

    #[test]
    fn addresses_have_a_form() {
        let found = |address: &str| match check(address, "example.org") {
            Ok(alias) => alias.to_string(),
            Err(failure) => match failure.kind {
                FailureKind::Invalid(Field::RoomAddress, problem) => format!("{problem:?}"),
                kind => panic!("{kind:?}"),
            },
        };
        assert_eq!(found("tea"), "#tea:example.org");
        assert_eq!(found(" Tee-Küche_2 "), "#Tee-Küche_2:example.org");
        assert_eq!(found(" "), "Empty");
        assert_eq!(found(&"x".repeat(250)), "TooLong");
        for address in [
            "a b", "#a", "a:b", "50%", "a/b", "a?b", "a\u{0}b", "a\u{a0}b",
        ] {
            assert_eq!(found(address), "Malformed", "{address:?}");
        }
    }
}
