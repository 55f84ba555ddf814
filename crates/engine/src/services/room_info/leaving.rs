//! What leaving a room means, and what can be done before and after.

use loggia_protocol::{
    Failure,
    members::Person,
    room_info::{Access, CheckLeaving, ForgetRoom, Leaving, MakeAdmin, ReportRoom, Role},
};
use matrix_sdk::{
    Room, RoomMemberships, RoomState,
    ruma::{Int, events::room::power_levels::UserPowerLevel},
};

use super::{info::access, members::member};
use crate::{Engine, convert::ids::user_id, failure::OrFailure, services::rooms::known_room};

/// The level of those who may do everything, by the spec's defaults.
const ADMIN: i32 = 100;
/// How many people are proposed as the next admin.
const MAX_HEIRS: usize = 50;

/// What leaving a room would mean. For one that the reader is not in, nothing.
pub async fn handle_check_leaving(engine: Engine, call: CheckLeaving) -> Result<Leaving, Failure> {
    let room = known_room(&engine, &call.room)?;
    if room.state() != RoomState::Joined {
        return Ok(Leaving::default());
    }
    let found = room.members(RoomMemberships::ACTIVE).await;
    let mut others: Vec<_> = found
        .or_failure("read the members of a room")?
        .iter()
        .filter(|other| other.user_id() != room.own_user_id())
        .map(member)
        .collect();
    let is_last = others.iter().all(|other| other.is_invited);
    let has_admin = others
        .iter()
        .any(|other| other.role <= Role::Admin && !other.is_invited);
    others.retain(|other| !other.is_invited);
    others.sort_by_cached_key(|other| (other.role, other.person.name.to_lowercase()));
    let heirs: Vec<Person> = others
        .into_iter()
        .take(MAX_HEIRS)
        .map(|other| other.person)
        .collect();
    let is_sole_admin = !is_last && !has_admin && is_admin(&room).await;
    Ok(Leaving {
        is_last,
        needs_invitation: access(room.join_rule().as_ref()) != Access::Public,
        heirs: is_sole_admin.then_some(heirs),
    })
}

/// Whether others are in a room, of whom nobody is an admin, and the reader is.
pub async fn is_sole_admin(room: &Room) -> Result<bool, Failure> {
    let joined = room.members(RoomMemberships::JOIN).await;
    let joined = joined.or_failure("read the members of a room")?;
    let mut others = joined
        .iter()
        .filter(|other| other.user_id() != room.own_user_id())
        .peekable();
    let has_others = others.peek().is_some();
    let has_admin = others.any(|other| member(other).role <= Role::Admin);
    Ok(has_others && !has_admin && is_admin(room).await)
}

async fn is_admin(room: &Room) -> bool {
    let levels = room.power_levels_or_default().await;
    match levels.for_user(room.own_user_id()) {
        UserPowerLevel::Infinite => true,
        UserPowerLevel::Int(level) => level >= Int::from(ADMIN),
        _ => false,
    }
}

/// Makes somebody an admin of a room.
pub async fn handle_make_admin(engine: Engine, call: MakeAdmin) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let user = user_id(&call.user)?;
    let change = vec![(&*user, Int::from(ADMIN))];
    let made = room.update_power_levels(change).await;
    made.or_failure("make somebody an admin").map(drop)
}

/// Tells the server's administrators of a room.
pub async fn handle_report_room(engine: Engine, call: ReportRoom) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let reported = room.report_room(call.reason.trim().to_owned()).await;
    reported.or_failure("report a room").map(drop)
}

/// Takes a room that was left off the account: it is in no list any more.
pub async fn handle_forget_room(engine: Engine, call: ForgetRoom) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    room.forget().await.or_failure("forget a room")
}
