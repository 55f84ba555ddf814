//! A new room, as somebody has filled its form in.

use loggia_protocol::{
    Failure,
    creation::{CreateRoom, EncryptionRule, NewRoomAccess},
    failure::{Field, Problem},
    ids,
};
use matrix_sdk::{
    Client, HttpError,
    ruma::{
        api::client::room::{
            Visibility,
            create_room::v3::{CreationContent, Request, RoomPreset},
        },
        assign,
        events::room::{
            avatar::RoomAvatarEventContent,
            join_rules::{JoinRule, RoomJoinRulesEventContent},
        },
        serde::Raw,
    },
};

use super::{address::alias, begin_with, rules, state, until_there};
use crate::{
    Engine,
    convert::ids::wire_room,
    failure::{OrFailure, internal},
    platform::Blob,
    services::media,
};

/// The longest name in characters; lists show a line of it.
const MAX_NAME: usize = 255;

/// The longest topic in bytes: with everything else it has to fit into an event of 65 536.
const MAX_TOPIC_BYTES: usize = 30_000;

/// What is being done.
const DOING: &str = "create a room";

/// Makes a room.
pub async fn handle_create_room(
    engine: Engine,
    call: CreateRoom,
    files: Vec<Blob>,
) -> Result<ids::RoomId, Failure> {
    let client = engine.session()?.client.clone();
    check(&client, &call)?;
    let mut request = request(&engine, &client, &call).await?;
    if let Some(file) = files.first() {
        let picture = upload(&client, file).await?;
        let content = assign!(RoomAvatarEventContent::new(), { url: Some(picture) });
        request.initial_state.push(state(content));
    }
    let is_encrypted = is_encrypted(&request);
    let made = match client.send(request.clone()).await {
        // Some servers let nobody publish rooms: it can be found by its address all the same.
        Err(error) if is_refused(&error) && request.visibility == Visibility::Public => {
            request.visibility = Visibility::Private;
            client.send(request).await
        }
        made => made,
    };
    let made = made.or_failure(DOING)?;
    // Whoever opens it before waits on.
    until_there(&client, &made.room_id, is_encrypted).await;
    Ok(wire_room(&made.room_id))
}

/// Whether the server knows the way, and does not want to go it; Synapse has no code of its own for rooms that are not to be published.
fn is_refused(error: &HttpError) -> bool {
    let answer = error.as_client_api_error();
    answer.is_some_and(|answer| answer.status_code.as_u16() == 403)
}

fn is_encrypted(request: &Request) -> bool {
    let kind = |event: &Raw<_>| event.get_field::<String>("type").ok().flatten();
    let mut kinds = request.initial_state.iter().filter_map(kind);
    kinds.any(|kind| kind == "m.room.encryption")
}

/// What the server need not be asked about.
fn check(client: &Client, call: &CreateRoom) -> Result<(), Failure> {
    let invalid = |field, problem| Err(Failure::invalid(field, problem, DOING));
    let name = call.name.trim();
    match &call.access {
        _ if name.is_empty() => invalid(Field::RoomName, Problem::Empty),
        _ if name.chars().count() > MAX_NAME => invalid(Field::RoomName, Problem::TooLong),
        _ if call.topic.len() > MAX_TOPIC_BYTES => invalid(Field::RoomTopic, Problem::TooLong),
        NewRoomAccess::Public { address } => alias(client, address).map(drop),
        NewRoomAccess::Private { .. } | NewRoomAccess::AskToJoin { .. } => Ok(()),
    }
}

async fn request(engine: &Engine, client: &Client, call: &CreateRoom) -> Result<Request, Failure> {
    let topic = Some(call.topic.trim()).filter(|topic| !topic.is_empty());
    let mut request = assign!(Request::new(), {
        name: Some(call.name.trim().to_owned()),
        topic: topic.map(str::to_owned),
        preset: Some(RoomPreset::PrivateChat),
    });
    if call.is_local {
        let content = assign!(CreationContent::new(), { federate: false });
        let content = Raw::new(&content).map_err(|error| internal(error.to_string()))?;
        request.creation_content = Some(content);
    }
    match &call.access {
        NewRoomAccess::Public { address } => {
            request.preset = Some(RoomPreset::PublicChat);
            request.visibility = Visibility::Public;
            request.room_alias_name = Some(address.trim().to_owned());
        }
        NewRoomAccess::Private { is_encrypted } => {
            request.initial_state = begin_with(permitted(engine, client, *is_encrypted).await);
        }
        NewRoomAccess::AskToJoin {
            is_encrypted,
            is_listed,
        } => {
            request.initial_state = begin_with(permitted(engine, client, *is_encrypted).await);
            let rule = state(RoomJoinRulesEventContent::new(JoinRule::Knock));
            request.initial_state.push(rule);
            if *is_listed {
                request.visibility = Visibility::Public;
            }
        }
    }
    Ok(request)
}

/// Whether messages are encrypted: what the server lays down counts more than what is wished.
async fn permitted(engine: &Engine, client: &Client, is_wished: bool) -> bool {
    match rules::encryption(engine, client).await {
        EncryptionRule::Forced => true,
        EncryptionRule::Forbidden => false,
        EncryptionRule::On | EncryptionRule::Off => is_wished,
    }
}

async fn upload(client: &Client, file: &Blob) -> Result<matrix_sdk::ruma::OwnedMxcUri, Failure> {
    let (bytes, mime) = media::portrait(client, file).await?;
    let uploaded = client.media().upload(&mime, bytes, None).await;
    Ok(uploaded.or_failure("upload a room's picture")?.content_uri)
}
