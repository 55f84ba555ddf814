//! A new direct chat: made, with everybody invited, and noted as one.

use std::time::Duration;

use loggia_protocol::{
    Failure, FailureKind,
    creation::{EncryptionRule, StartDirectChat},
    failure::{Field, KeyProblem, Problem},
    ids,
    rooms::FindDirectChat,
};
use matrix_sdk::{
    Client,
    ruma::{
        OwnedUserId, RoomId,
        api::client::room::create_room::v3::{Request, RoomPreset},
        assign,
    },
};

use super::{begin_with, rules, until_there};
use crate::{
    Engine,
    convert::ids::{user_id, wire_room},
    failure::OrFailure,
    platform::sleep,
    services::rooms,
};

/// With more people than this it is a room.
const MAX_PEOPLE: usize = 50;

/// How often it is tried to note a chat as a direct one, and how long is waited in between. The chat is there by then.
const N_NOTES: u32 = 3;
const PAUSE: Duration = Duration::from_secs(1);

/// Makes a direct chat.
pub async fn handle_start_direct_chat(
    engine: Engine,
    call: StartDirectChat,
) -> Result<ids::RoomId, Failure> {
    let client = engine.session()?.client.clone();
    let people = people(&call.people)?;
    if let [user] = call.people.as_slice() {
        let user = user.clone();
        let found = rooms::handle_find_direct_chat(engine.clone(), FindDirectChat { user }).await?;
        if let Some(room) = found {
            return Ok(room);
        }
    }
    let is_encrypted = match rules::encryption(&engine, &client).await {
        EncryptionRule::On | EncryptionRule::Forced => true,
        EncryptionRule::Off | EncryptionRule::Forbidden => false,
    };
    let others = people
        .iter()
        .filter(|user| Some(&***user) != client.user_id());
    let request = assign!(Request::new(), {
        preset: Some(RoomPreset::TrustedPrivateChat),
        is_direct: true,
        invite: others.cloned().collect(),
        initial_state: begin_with(is_encrypted),
    });
    let made = client
        .send(request)
        .await
        .or_failure("start a direct chat")?;
    note(&client, &made.room_id, &people).await;
    if !until_there(&client, &made.room_id, is_encrypted).await && is_encrypted {
        let kind = FailureKind::Encryption(KeyProblem::Other);
        return Err(Failure::new(
            kind,
            "a new chat is not known to be encrypted",
        ));
    }
    Ok(wire_room(&made.room_id))
}

/// Each of them once.
fn people(wanted: &[ids::UserId]) -> Result<Vec<OwnedUserId>, Failure> {
    let invalid = |problem| Failure::invalid(Field::Person, problem, "people to chat with");
    let mut people = Vec::new();
    for user in wanted {
        let user = user_id(user).map_err(|_| invalid(Problem::Malformed))?;
        if !people.contains(&user) {
            people.push(user);
        }
    }
    match people.len() {
        0 => Err(invalid(Problem::Empty)),
        1..=MAX_PEOPLE => Ok(people),
        _ => Err(invalid(Problem::TooLong)),
    }
}

/// Has the account's data (`m.direct`) say that it is a direct chat. One that it does not say so of is a chat all the same.
async fn note(client: &Client, room: &RoomId, people: &[OwnedUserId]) {
    for n in 1..=N_NOTES {
        match client.account().mark_as_dm(room, people).await {
            Ok(()) => return,
            Err(error) if n == N_NOTES => {
                tracing::error!(%error, "a direct chat is not noted as one");
            }
            Err(_) => sleep(PAUSE).await,
        }
    }
}
