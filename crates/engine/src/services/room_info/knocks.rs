//! Who asks to be let into a room, and the answers.

use std::{pin::pin, time::Duration};

use async_stream::stream;
use futures_util::{
    Stream, StreamExt,
    future::{Either, select},
};
use loggia_protocol::{
    Failure,
    room_info::{Access, Knock, Knocks, KnocksFeed, TurnAway},
};
use matrix_sdk::{
    Room, RoomMemberships, RoomState, room::RoomMember,
    ruma::events::room::member::SyncRoomMemberEvent,
};

use super::info::access;
use crate::{
    Engine,
    convert::{ids::user_id, people},
    failure::OrFailure,
    platform::sleep,
    services::rooms::known_room,
};

/// How long a burst of changes is collected.
const BURST: Duration = Duration::from_millis(100);

/// The most of a reason that is handed on, in characters.
const MAX_REASON: usize = 500;

/// Follows who asks to be let in; nobody while the reader may let nobody in.
pub async fn open_knocks(
    engine: Engine,
    feed: KnocksFeed,
) -> Result<impl Stream<Item = Knocks> + 'static, Failure> {
    let room = known_room(&engine, &feed.room)?;
    let mut changes = room.subscribe_info();
    let comings = room
        .client()
        .observe_room_events::<SyncRoomMemberEvent, Room>(room.room_id());
    Ok(stream! {
        let mut comings = pin!(comings.subscribe());
        let mut shown = knocks(&room).await;
        yield shown.clone();
        // Who knocked while nobody looked is known to the server alone.
        if is_answerable(&room).await
            && let Err(error) = room.sync_members().await
        {
            tracing::warn!(%error, "cannot load who asks to be let into a room");
        }
        loop {
            let now = knocks(&room).await;
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

/// Whether the reader may let somebody in who asks.
async fn is_answerable(room: &Room) -> bool {
    let is_open = access(room.join_rule().as_ref()) == Access::Knock;
    let levels = room.power_levels_or_default().await;
    is_open && room.state() == RoomState::Joined && levels.user_can_invite(room.own_user_id())
}

async fn knocks(room: &Room) -> Knocks {
    if !is_answerable(room).await {
        return Knocks::default();
    }
    let found = room.members_no_sync(RoomMemberships::KNOCK).await;
    let found = found.or_failure("read who asks to be let into a room");
    let mut people: Vec<_> = found.unwrap_or_default().iter().map(knock).collect();
    people.sort_by_cached_key(|knock| knock.person.name.to_lowercase());
    let levels = room.power_levels_or_default().await;
    Knocks {
        people,
        can_turn_away: levels.user_can_kick(room.own_user_id()),
    }
}

fn knock(member: &RoomMember) -> Knock {
    let reason = member.event().reason().map(str::trim);
    let reason = reason.filter(|reason| !reason.is_empty());
    Knock {
        person: people::from_member(member),
        reason: reason.map(|reason| reason.chars().take(MAX_REASON).collect()),
    }
}

/// Turns somebody down who asks to be let in.
pub async fn handle_turn_away(engine: Engine, call: TurnAway) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let turned = room.kick_user(&user_id(&call.user)?, None).await;
    turned.or_failure("turn somebody away")
}
