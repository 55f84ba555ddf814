//! A room as it looks from outside.

use loggia_protocol::{
    Failure, FailureKind,
    directory::{PreviewRoom, PublicRoom},
    room_info::Access,
};
use matrix_sdk::{
    RoomState,
    room_preview::RoomPreview,
    ruma::room::{JoinRuleKind, RoomType},
};

use super::{address::servers, enter::room_or_alias};
use crate::{
    Engine,
    convert::ids::{mxc, wire_room},
    failure::{SdkError, failure_of},
};

/// The most of a name or a topic that is handed on.
pub const MAX_TEXT: usize = 1000;

/// Looks at a room from outside.
pub async fn handle_preview_room(engine: Engine, call: PreviewRoom) -> Result<PublicRoom, Failure> {
    let client = engine.session()?.client.clone();
    let address = room_or_alias(&call.address)?;
    match client.get_room_preview(&address, servers(&call.via)).await {
        Ok(preview) => Ok(from_preview(preview)),
        Err(error) => Err(match error.kind() {
            // What servers do not show might as well not be there.
            FailureKind::Forbidden { .. } => {
                Failure::new(FailureKind::NotFound, "nothing is shown of this room")
            }
            _ => failure_of(&error, "look at a room"),
        }),
    }
}

fn from_preview(preview: RoomPreview) -> PublicRoom {
    let kind = preview.join_rule.as_ref().map(|rule| rule.kind());
    PublicRoom {
        room: wire_room(&preview.room_id),
        name: preview.name.map(bounded),
        address: preview.canonical_alias.map(|alias| alias.to_string()),
        topic: preview.topic.map(bounded),
        avatar: preview.avatar_url.as_deref().and_then(mxc),
        n_members: u32::try_from(preview.num_joined_members).unwrap_or(u32::MAX),
        is_space: preview.room_type == Some(RoomType::Space),
        access: access(kind.as_ref()),
        is_world_readable: preview.is_world_readable.unwrap_or_default(),
        is_joined: preview.state == Some(RoomState::Joined),
    }
}

/// Without a rule, and by one that is not known, nobody comes in uninvited.
pub fn access(kind: Option<&JoinRuleKind>) -> Access {
    match kind {
        Some(JoinRuleKind::Public) => Access::Public,
        Some(JoinRuleKind::Knock) => Access::Knock,
        Some(JoinRuleKind::Restricted | JoinRuleKind::KnockRestricted) => Access::SpaceMembers,
        _ => Access::Invited,
    }
}

/// What servers say may be of any length.
pub fn bounded(text: String) -> String {
    match text.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
