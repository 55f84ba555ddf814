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
        OwnedMxcUri, OwnedRoomId,
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

use super::{address::alias, begin_with, rules, space::for_members_of, state, until_there};
use crate::{
    Engine,
    convert::ids::{room_id, wire_room},
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
    let address = match &call.access {
        NewRoomAccess::Public { address } => Some(address.as_str()),
        _ => None,
    };
    check_profile(&client, &call.name, &call.topic, address)?;
    let mut request = request(&engine, &client, &call).await?;
    if let Some(file) = files.first() {
        let url = Some(picture(&client, file).await?);
        let content = assign!(RoomAvatarEventContent::new(), { url });
        request.initial_state.push(state(content));
    }
    let is_encrypted = is_encrypted(&request);
    let made = make(&client, request).await.or_failure(DOING)?;
    // Whoever opens it before waits on.
    until_there(&client, &made, is_encrypted).await;
    Ok(wire_room(&made))
}

/// Makes a room or space. Where the server lets nobody publish any, it can be found by its address all the same.
pub async fn make(client: &Client, mut request: Request) -> Result<OwnedRoomId, HttpError> {
    let made = match client.send(request.clone()).await {
        Err(error) if is_refused(&error) && request.visibility == Visibility::Public => {
            request.visibility = Visibility::Private;
            client.send(request).await
        }
        made => made,
    };
    made.map(|made| made.room_id)
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

/// What the server need not be asked about. Only what is public has an address.
pub fn check_profile(
    client: &Client,
    name: &str,
    topic: &str,
    address: Option<&str>,
) -> Result<(), Failure> {
    let invalid = |field, problem| Err(Failure::invalid(field, problem, DOING));
    let name = name.trim();
    match address {
        _ if name.is_empty() => invalid(Field::RoomName, Problem::Empty),
        _ if name.chars().count() > MAX_NAME => invalid(Field::RoomName, Problem::TooLong),
        _ if topic.len() > MAX_TOPIC_BYTES => invalid(Field::RoomTopic, Problem::TooLong),
        Some(address) => alias(client, address).map(drop),
        None => Ok(()),
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
    set_access(engine, client, &call.access, &mut request).await;
    if let Some(space) = &call.space {
        let belongs = for_members_of(client, &room_id(space)?).await?;
        request.initial_state.extend(belongs.parent);
        if matches!(call.access, NewRoomAccess::SpaceMembers { .. }) {
            let rule = state(RoomJoinRulesEventContent::new(belongs.rule));
            request.initial_state.push(rule);
        }
    }
    Ok(request)
}

/// Who gets in. Without a space, what is for a space's people is for those who are invited.
async fn set_access(
    engine: &Engine,
    client: &Client,
    access: &NewRoomAccess,
    request: &mut Request,
) {
    match access {
        NewRoomAccess::Public { address } => {
            request.preset = Some(RoomPreset::PublicChat);
            request.visibility = Visibility::Public;
            request.room_alias_name = Some(address.trim().to_owned());
        }
        NewRoomAccess::Private { is_encrypted } | NewRoomAccess::SpaceMembers { is_encrypted } => {
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
}

/// Whether messages are encrypted: what the server lays down counts more than what is wished.
async fn permitted(engine: &Engine, client: &Client, is_wished: bool) -> bool {
    match rules::encryption(engine, client).await {
        EncryptionRule::Forced => true,
        EncryptionRule::Forbidden => false,
        EncryptionRule::On | EncryptionRule::Off => is_wished,
    }
}

/// Uploads a picture for something new.
pub async fn picture(client: &Client, file: &Blob) -> Result<OwnedMxcUri, Failure> {
    let (bytes, mime) = media::portrait(client, file).await?;
    let uploaded = client.media().upload(&mime, bytes, None).await;
    Ok(uploaded.or_failure("upload a room's picture")?.content_uri)
}
