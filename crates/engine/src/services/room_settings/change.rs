//! Changes of a room's settings.

use loggia_protocol::{
    Failure, FailureKind,
    room_info::Access,
    room_settings::{
        RemoveRoomPicture, SetAccess, SetRoomName, SetRoomPicture, SetRoomTopic, SetWorldReadable,
    },
};
use matrix_sdk::{
    Room,
    ruma::{
        events::room::{
            avatar::RoomAvatarEventContent, history_visibility::HistoryVisibility,
            join_rules::JoinRule,
        },
        room::{AllowRule, Restricted},
    },
};

use crate::{
    Engine,
    failure::{OrFailure, internal},
    platform::Blob,
    services::{
        creation::{check_profile, picture},
        rooms::known_room,
    },
};

/// Gives a room a name.
pub async fn handle_set_room_name(engine: Engine, call: SetRoomName) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    check_profile(&room.client(), &call.name, "", None)?;
    let named = room.set_name(call.name.trim().to_owned()).await;
    named.or_failure("name a room").map(drop)
}

/// Says what a room is about.
pub async fn handle_set_room_topic(engine: Engine, call: SetRoomTopic) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    check_profile(&room.client(), "-", &call.topic, None)?;
    let said = room.set_room_topic(call.topic.trim()).await;
    said.or_failure("say what a room is about").map(drop)
}

/// Gives a room a picture.
pub async fn handle_set_room_picture(
    engine: Engine,
    call: SetRoomPicture,
    files: Vec<Blob>,
) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let [file] = <[Blob; 1]>::try_from(files)
        .map_err(|files| internal(format!("{} files beside the call", files.len())))?;
    let mut content = RoomAvatarEventContent::new();
    content.url = Some(picture(&room.client(), &file).await?);
    let set = room.send_state_event(content).await;
    set.or_failure("set a room's picture").map(drop)
}

/// Takes a room's picture away.
pub async fn handle_remove_room_picture(
    engine: Engine,
    call: RemoveRoomPicture,
) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let removed = room.remove_avatar().await;
    removed.or_failure("remove a room's picture").map(drop)
}

/// Says who may come in.
pub async fn handle_set_access(engine: Engine, call: SetAccess) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let rule = match call.access {
        Access::Public => JoinRule::Public,
        Access::Invited => JoinRule::Invite,
        Access::Knock => JoinRule::Knock,
        Access::SpaceMembers => JoinRule::Restricted(members_of_spaces(&engine, &room).await?),
    };
    let set = room.privacy_settings().update_join_rule(rule).await;
    set.or_failure("say who may come into a room")
}

/// Those who are in one of the spaces that a room is in.
async fn members_of_spaces(engine: &Engine, room: &Room) -> Result<Restricted, Failure> {
    let hierarchy = engine.session()?.spaces.now().await;
    let spaces = hierarchy.parents_of(room.room_id());
    if spaces.is_empty() {
        return Err(Failure::new(
            FailureKind::NotFound,
            "a room that is in no space",
        ));
    }
    let rules = spaces.into_iter().map(AllowRule::room_membership);
    Ok(Restricted::new(rules.collect()))
}

/// Says who can look into a room.
pub async fn handle_set_world_readable(
    engine: Engine,
    call: SetWorldReadable,
) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let history = match call.is_on {
        true => HistoryVisibility::WorldReadable,
        false => HistoryVisibility::Shared,
    };
    let settings = room.privacy_settings();
    let set = settings.update_room_history_visibility(history).await;
    set.or_failure("say who can look into a room")
}
