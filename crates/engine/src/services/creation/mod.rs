//! New rooms and new direct chats, and what the server lays down for them.

mod address;
mod direct;
mod room;
mod rules;
mod space;

pub use self::{
    address::{alias, handle_check_address},
    direct::handle_start_direct_chat,
    room::{check_profile, handle_create_room, make, picture},
    rules::handle_load_creation_rules,
    space::for_members_of,
};

use std::time::Duration;

use futures_util::{
    StreamExt,
    future::{Either, select},
    pin_mut,
};
use matrix_sdk::{
    Client, RoomState,
    ruma::{
        RoomId,
        events::{
            AnyInitialStateEvent, EmptyStateKey, InitialStateEvent, StaticStateEventContent,
            room::{
                encryption::RoomEncryptionEventContent,
                guest_access::{GuestAccess, RoomGuestAccessEventContent},
            },
        },
        serde::Raw,
    },
};

use crate::platform::sleep;

/// How long a room that was made is waited for. It is there even so: whoever opens it waits on.
const PATIENCE: Duration = Duration::from_secs(10);

/// Something that a room begins with.
pub fn state<C>(content: C) -> Raw<AnyInitialStateEvent>
where
    C: StaticStateEventContent<StateKey = EmptyStateKey>,
{
    InitialStateEvent::with_empty_state_key(content).to_raw_any()
}

/// Guests whom somebody lets in may come.
pub fn guests() -> Raw<AnyInitialStateEvent> {
    state(RoomGuestAccessEventContent::new(GuestAccess::CanJoin))
}

/// What every room begins with: guests, and messages are encrypted if they are to be.
fn begin_with(is_encrypted: bool) -> Vec<Raw<AnyInitialStateEvent>> {
    let encryption =
        is_encrypted.then(|| state(RoomEncryptionEventContent::with_recommended_defaults()));
    [guests()].into_iter().chain(encryption).collect()
}

/// Waits until the server has told of a room that was made; says whether it has.
///
/// Servers tell of a room while they are still making it. One that is to be encrypted is there when it is known to be: what is sent
/// before that would go out for everybody on the way to read.
pub async fn until_there(client: &Client, id: &RoomId, is_encrypted: bool) -> bool {
    let is_there = || {
        client.get_room(id).is_some_and(|room| {
            room.state() == RoomState::Joined
                && room.create_content().is_some()
                && (!is_encrypted || room.encryption_state().is_encrypted())
        })
    };
    let (_, changes) = client.rooms_stream();
    let mut news = client.subscribe_to_all_room_updates();
    let patience = sleep(PATIENCE);
    pin_mut!(changes, patience);
    while !is_there() {
        let heard = async {
            let (next, update) = (changes.next(), news.recv());
            pin_mut!(next, update);
            select(next, update).await;
        };
        pin_mut!(heard);
        if let Either::Right(_) = select(heard, patience.as_mut()).await {
            tracing::warn!("the server does not tell of a room that it has made");
            return false;
        }
    }
    true
}
