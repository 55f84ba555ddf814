//! What is made for the people of a space.

use loggia_protocol::{Failure, FailureKind};
use matrix_sdk::{
    Client,
    ruma::{
        RoomId,
        events::{
            AnyInitialStateEvent, InitialStateEvent, room::join_rules::JoinRule,
            space::parent::SpaceParentEventContent,
        },
        room::{AllowRule, Restricted},
        serde::Raw,
    },
};

use crate::services::rooms::servers_of;

/// What ties something new to a space.
pub struct Belonging {
    /// Its people may come in, by versions of rooms from 8 on.
    pub rule: JoinRule,
    /// It says itself that it belongs there.
    pub parent: Option<Raw<AnyInitialStateEvent>>,
}

/// What ties something new to this space.
pub async fn for_members_of(client: &Client, space: &RoomId) -> Result<Belonging, Failure> {
    let known = client.get_room(space);
    let known = known.ok_or_else(|| {
        Failure::new(
            FailureKind::NotFound,
            "a space that the account does not know",
        )
    })?;
    let via = servers_of(&known).await?;
    let parent = InitialStateEvent::new(space.to_owned(), SpaceParentEventContent::new(via));
    let allowed = vec![AllowRule::room_membership(space.to_owned())];
    Ok(Belonging {
        rule: JoinRule::Restricted(Restricted::new(allowed)),
        parent: Some(parent.to_raw_any()),
    })
}
