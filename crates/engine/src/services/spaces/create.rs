//! A new space, as somebody has filled its form in.

use loggia_protocol::{Failure, ids, spaces::CreateSpace};
use matrix_sdk::ruma::{
    api::client::room::{
        Visibility,
        create_room::v3::{CreationContent, Request, RoomPreset},
    },
    assign,
    events::room::{
        avatar::RoomAvatarEventContent,
        history_visibility::{HistoryVisibility, RoomHistoryVisibilityEventContent},
        join_rules::RoomJoinRulesEventContent,
    },
    room::RoomType,
    serde::Raw,
};
use serde_json::json;

use crate::{
    Engine,
    convert::ids::{room_id, wire_room},
    failure::{OrFailure, internal},
    platform::Blob,
    services::creation::{
        check_profile, for_members_of, guests, make, picture, state, until_there,
    },
};

/// Makes a space.
pub async fn handle_create_space(
    engine: Engine,
    call: CreateSpace,
    files: Vec<Blob>,
) -> Result<ids::RoomId, Failure> {
    let client = engine.session()?.client.clone();
    check_profile(&client, &call.name, &call.topic, call.address.as_deref())?;
    let mut request = request(&call)?;
    if let Some(parent) = &call.parent {
        let belongs = for_members_of(&client, &room_id(parent)?).await?;
        request.initial_state.extend(belongs.parent);
        if call.address.is_none() {
            let rule = RoomJoinRulesEventContent::new(belongs.rule);
            request.initial_state.push(state(rule));
        }
    }
    if let Some(file) = files.first() {
        let url = Some(picture(&client, file).await?);
        let content = assign!(RoomAvatarEventContent::new(), { url });
        request.initial_state.push(state(content));
    }
    let space = make(&client, request).await.or_failure("create a space")?;
    until_there(&client, &space, false).await;
    Ok(wire_room(&space))
}

fn request(call: &CreateSpace) -> Result<Request, Failure> {
    let raw = |error: serde_json::Error| internal(error.to_string());
    let topic = Some(call.topic.trim()).filter(|topic| !topic.is_empty());
    let kind = assign!(CreationContent::new(), { room_type: Some(RoomType::Space) });
    // Nobody writes in a space; its people may bring others along where it is open to all.
    let invite = if call.address.is_some() { 0 } else { 50 };
    let levels = json!({ "events_default": 100, "invite": invite });
    let mut request = assign!(Request::new(), {
        name: Some(call.name.trim().to_owned()),
        topic: topic.map(str::to_owned),
        preset: Some(RoomPreset::PrivateChat),
        creation_content: Some(Raw::new(&kind).map_err(raw)?),
        power_level_content_override: Some(Raw::new(&levels).map_err(raw)?.cast_unchecked()),
        initial_state: vec![guests()],
    });
    if let Some(address) = &call.address {
        request.preset = Some(RoomPreset::PublicChat);
        request.visibility = Visibility::Public;
        request.room_alias_name = Some(address.trim().to_owned());
        let history = RoomHistoryVisibilityEventContent::new(HistoryVisibility::WorldReadable);
        request.initial_state.push(state(history));
    }
    Ok(request)
}
