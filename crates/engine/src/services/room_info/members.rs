//! The people of a room.

use std::{pin::pin, time::Duration};

use async_stream::stream;
use futures_util::{
    Stream, StreamExt,
    future::{Either, select},
};
use loggia_protocol::{
    Failure,
    room_info::{MAX_MEMBERS, Member, Members, MembersFeed, Role},
};
use matrix_sdk::{
    Room, RoomMemberships,
    room::{RoomMember, RoomMemberRole},
    ruma::events::room::member::{MembershipState, SyncRoomMemberEvent},
};

use crate::{
    Engine, convert::people, failure::OrFailure, platform::sleep, services::rooms::known_room,
};

/// How long a burst of changes is collected.
const BURST: Duration = Duration::from_millis(100);

/// Follows the people of a room: what is known at once, then all whom the server knows, then every change.
pub async fn open_members(
    engine: Engine,
    feed: MembersFeed,
) -> Result<impl Stream<Item = Members> + 'static, Failure> {
    let room = known_room(&engine, &feed.room)?;
    let search = feed.search.trim().to_lowercase();
    let mut changes = room.subscribe_info();
    let comings = room
        .client()
        .observe_room_events::<SyncRoomMemberEvent, Room>(room.room_id());
    Ok(stream! {
        let mut comings = pin!(comings.subscribe());
        let mut shown = members(&room, &search).await;
        yield shown.clone();
        if let Err(error) = room.sync_members().await {
            tracing::warn!(%error, "cannot load all members of a room");
        }
        loop {
            let now = members(&room, &search).await;
            if now != shown {
                shown = now.clone();
                yield now;
            }
            let is_over = match select(changes.next(), comings.next()).await {
                Either::Left((change, _)) => change.is_none(),
                Either::Right((coming, _)) => coming.is_none(),
            };
            if is_over {
                return;
            }
            sleep(BURST).await;
        }
    })
}

async fn members(room: &Room, search: &str) -> Members {
    let found = room.members_no_sync(RoomMemberships::ACTIVE).await;
    let found = found.or_failure("read the members of a room");
    let mut members: Vec<_> = found
        .unwrap_or_default()
        .iter()
        .map(member)
        .filter(|member| is_match(member, search))
        .collect();
    members.sort_by_cached_key(|member| {
        (
            member.is_invited,
            member.role,
            member.person.name.to_lowercase(),
        )
    });
    let n_found = u32::try_from(members.len()).unwrap_or(u32::MAX);
    members.truncate(MAX_MEMBERS);
    Members {
        shown: members,
        n_found,
    }
}

/// Somebody, as the panel shows them.
pub fn member(member: &RoomMember) -> Member {
    Member {
        person: people::from_member(member),
        role: match member.suggested_role_for_power_level() {
            RoomMemberRole::Creator => Role::Creator,
            RoomMemberRole::Administrator => Role::Admin,
            RoomMemberRole::Moderator => Role::Moderator,
            RoomMemberRole::User => Role::Member,
        },
        is_invited: *member.membership() == MembershipState::Invite,
    }
}

fn is_match(member: &Member, search: &str) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(search);
    search.is_empty() || holds(&member.person.name) || holds(&member.person.user.0)
}
