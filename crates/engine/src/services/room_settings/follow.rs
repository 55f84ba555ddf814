//! A room's settings as they are.

use std::time::Duration;

use async_stream::stream;
use futures_util::Stream;
use loggia_protocol::{
    Failure,
    room_settings::{RoomRights, RoomSettings, RoomSettingsFeed},
};
use matrix_sdk::{
    Room,
    ruma::events::{StateEventType, room::history_visibility::HistoryVisibility},
};

use crate::{
    Engine,
    convert::ids::mxc,
    platform::sleep,
    services::{room_info::access, rooms::awaited_room},
};

/// How long a burst of changes is collected.
const BURST: Duration = Duration::from_millis(30);

/// Follows a room's settings.
pub async fn open_room_settings(
    engine: Engine,
    feed: RoomSettingsFeed,
) -> Result<impl Stream<Item = RoomSettings> + 'static, Failure> {
    let room = awaited_room(&engine, &feed.room).await?;
    let mut changes = room.subscribe_info();
    Ok(stream! {
        let mut shown = settings(&room).await;
        yield shown.clone();
        while changes.next().await.is_some() {
            sleep(BURST).await;
            let now = settings(&room).await;
            if now != shown {
                shown = now.clone();
                yield now;
            }
        }
    })
}

async fn settings(room: &Room) -> RoomSettings {
    let history = room.history_visibility_or_default();
    RoomSettings {
        name: room.name().unwrap_or_default(),
        topic: room.topic().unwrap_or_default(),
        avatar: room.avatar_url().as_deref().and_then(mxc),
        access: access(room.join_rule().as_ref()),
        address: room.canonical_alias().map(|alias| alias.to_string()),
        is_world_readable: history == HistoryVisibility::WorldReadable,
        rights: rights(room).await,
    }
}

async fn rights(room: &Room) -> RoomRights {
    let levels = room.power_levels_or_default().await;
    let may = |kind| levels.user_can_send_state(room.own_user_id(), kind);
    RoomRights {
        can_name: may(StateEventType::RoomName),
        can_describe: may(StateEventType::RoomTopic),
        can_picture: may(StateEventType::RoomAvatar),
        can_open: may(StateEventType::RoomJoinRules),
        can_address: may(StateEventType::RoomCanonicalAlias),
        can_show: may(StateEventType::RoomHistoryVisibility),
    }
}
