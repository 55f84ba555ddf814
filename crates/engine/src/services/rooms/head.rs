//! What is above and below a room's timeline.

use std::time::Duration;

use async_stream::stream;
use futures_util::Stream;
use loggia_protocol::{
    Failure,
    rooms::{Membership, Removal, RoomFeed, RoomHead},
};
use matrix_sdk::{Room, RoomState, ruma::events::MessageLikeEventType};

use super::calls::awaited_room;
use crate::{
    Engine,
    convert::{ids, people, room as convert},
    platform::sleep,
};

/// How long a burst of changes is collected.
const BURST: Duration = Duration::from_millis(30);

/// The most of a reason that is handed on, in characters.
const MAX_REASON: usize = 500;

/// Follows a room's head.
pub async fn open_room(
    engine: Engine,
    feed: RoomFeed,
) -> Result<impl Stream<Item = RoomHead> + 'static, Failure> {
    let room = awaited_room(&engine, &feed.room).await?;
    let mut changes = room.subscribe_info();
    Ok(stream! {
        let mut shown = head(&room).await;
        yield shown.clone();
        while changes.next().await.is_some() {
            sleep(BURST).await;
            let now = head(&room).await;
            if now != shown {
                shown = now.clone();
                yield now;
            }
        }
    })
}

async fn head(room: &Room) -> RoomHead {
    let info = room.clone_info();
    let is_direct = room.is_direct().await.unwrap_or_default();
    RoomHead {
        room: ids::wire_room(room.room_id()),
        name: convert::name(name(room).await),
        topic: room.topic().filter(|topic| !topic.trim().is_empty()),
        avatar: convert::avatar(room, &info, is_direct),
        is_encrypted: room.encryption_state().is_encrypted(),
        is_direct,
        n_members: u32::try_from(room.joined_members_count()).unwrap_or(u32::MAX),
        membership: membership(room).await,
        removal: removal(room).await,
        can_send: can_send(room).await,
        can_invite: can_invite(room).await,
        unknown_version: convert::unknown_version(room),
    }
}

async fn name(room: &Room) -> Option<matrix_sdk::RoomDisplayName> {
    match room.cached_display_name() {
        Some(name) => Some(name),
        None => room.display_name().await.ok(),
    }
}

async fn membership(room: &Room) -> Membership {
    match convert::membership(room.state()) {
        Membership::Invited(_) => Membership::Invited(inviter(room).await),
        membership => membership,
    }
}

/// Who took the reader out, and why.
async fn removal(room: &Room) -> Option<Removal> {
    if !matches!(room.state(), RoomState::Left | RoomState::Banned) {
        return None;
    }
    let own = room.get_member_no_sync(room.own_user_id()).await.ok()??;
    let by = own.event().sender();
    if by == room.own_user_id() {
        return None;
    }
    let reason = own.event().reason().map(str::trim);
    let reason = reason.filter(|reason| !reason.is_empty());
    Some(Removal {
        by: people::People::of(room).get(by).await,
        reason: reason.map(|reason| reason.chars().take(MAX_REASON).collect()),
    })
}

async fn inviter(room: &Room) -> Option<loggia_protocol::members::Person> {
    let invite = room.invite_details().await.ok()?;
    Some(match &invite.inviter {
        Some(member) => people::from_member(member),
        None => people::stranger(&invite.inviter_id),
    })
}

async fn can_send(room: &Room) -> bool {
    let is_open = room.state() == RoomState::Joined && !room.is_tombstoned();
    if !is_open || convert::unknown_version(room).is_some() {
        return false;
    }
    let levels = room.power_levels_or_default().await;
    levels.user_can_send_message(room.own_user_id(), MessageLikeEventType::RoomMessage)
}

async fn can_invite(room: &Room) -> bool {
    room.state() == RoomState::Joined
        && room
            .power_levels_or_default()
            .await
            .user_can_invite(room.own_user_id())
}
