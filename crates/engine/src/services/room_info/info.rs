//! How one gets into a room, and by which name.

use std::time::Duration;

use async_stream::stream;
use futures_util::Stream;
use loggia_protocol::{
    Failure,
    room_info::{Access, RoomInfo, RoomInfoFeed},
};
use matrix_sdk::{Room, ruma::room::JoinRule};

use crate::{Engine, platform::sleep, services::rooms::awaited_room};

/// How long a burst of changes is collected.
const BURST: Duration = Duration::from_millis(30);

/// Follows what is known of a room.
pub async fn open_room_info(
    engine: Engine,
    feed: RoomInfoFeed,
) -> Result<impl Stream<Item = RoomInfo> + 'static, Failure> {
    let room = awaited_room(&engine, &feed.room).await?;
    let mut changes = room.subscribe_info();
    Ok(stream! {
        let mut shown = info(&room);
        yield shown.clone();
        while changes.next().await.is_some() {
            sleep(BURST).await;
            let now = info(&room);
            if now != shown {
                shown = now.clone();
                yield now;
            }
        }
    })
}

fn info(room: &Room) -> RoomInfo {
    RoomInfo {
        address: room.canonical_alias().map(|alias| alias.to_string()),
        access: access(room.join_rule().as_ref()),
        n_invited: u32::try_from(room.invited_members_count()).unwrap_or(u32::MAX),
    }
}

/// Without a rule, and by one that is not known, nobody comes in uninvited.
pub fn access(rule: Option<&JoinRule>) -> Access {
    match rule {
        Some(JoinRule::Public) => Access::Public,
        Some(JoinRule::Knock) => Access::Knock,
        Some(JoinRule::Restricted(_) | JoinRule::KnockRestricted(_)) => Access::SpaceMembers,
        _ => Access::Invited,
    }
}
