//! Invitations to a room, and why the server refuses one.

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
    people::InvitePerson,
};
use matrix_sdk::{
    Error, Room,
    ruma::{
        UserId,
        api::{client::state::get_state_event_for_key, error::ErrorKind},
        events::{StateEventType, room::member::MembershipState},
    },
};
use serde::Deserialize;

use crate::{
    Engine,
    convert::ids::user_id,
    failure::{SdkError, failure_of},
    services::rooms::known_room,
};

/// What is being done.
const DOING: &str = "invite somebody";

/// Invites somebody.
pub async fn handle_invite_person(engine: Engine, call: InvitePerson) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let user = user_id(&call.user)
        .map_err(|_| Failure::invalid(Field::Person, Problem::Malformed, DOING))?;
    match room.invite_user_by_id(&user).await {
        Ok(()) => Ok(()),
        Err(error) => {
            let failure = failure_of(&error, DOING);
            let kind = reason(&room, &user, &error).await;
            Err(Failure { kind, ..failure })
        }
    }
}

/// Why somebody cannot be invited: as the server says, and where it only says no, as the room's state does.
async fn reason(room: &Room, user: &UserId, error: &Error) -> FailureKind {
    let at_person = |problem| FailureKind::Invalid(Field::Person, problem);
    match error.client_api_error_kind() {
        Some(ErrorKind::InviteBlocked) => at_person(Problem::Refusing),
        Some(ErrorKind::NotFound | ErrorKind::InvalidParam) => at_person(Problem::Unknown),
        Some(ErrorKind::IncompatibleRoomVersion(data)) => {
            at_person(Problem::TooOld(data.room_version.to_string()))
        }
        Some(ErrorKind::UnsupportedRoomVersion) => {
            let version = room.version().map(|version| version.to_string());
            at_person(Problem::TooOld(version.unwrap_or_default()))
        }
        Some(ErrorKind::Forbidden | ErrorKind::BadState) => match membership(room, user).await {
            Some(MembershipState::Ban) => at_person(Problem::Banned),
            Some(MembershipState::Join) => at_person(Problem::Taken),
            _ => FailureKind::Forbidden {
                needed_level: needed_level(room).await,
            },
        },
        _ => error.kind(),
    }
}

#[derive(Deserialize)]
struct Member {
    membership: MembershipState,
}

/// What somebody is in the room, as the server has it: not all of its people are known here.
async fn membership(room: &Room, user: &UserId) -> Option<MembershipState> {
    let request = get_state_event_for_key::v3::Request::new(
        room.room_id().to_owned(),
        StateEventType::RoomMember,
        user.to_string(),
    );
    let answer = room.client().send(request).await.ok()?;
    let member: Member = serde_json::from_str(answer.into_content().json().get()).ok()?;
    Some(member.membership)
}

/// The level that it takes, where the reader has less.
async fn needed_level(room: &Room) -> Option<i64> {
    let levels = room.power_levels_or_default().await;
    let may = levels.user_can_invite(room.own_user_id());
    (!may).then(|| levels.invite.into())
}
