//! People in a room: who types.

use async_stream::stream;
use futures_util::Stream;
use loggia_protocol::{
    Failure,
    members::{Typing, TypingFeed},
};
use matrix_sdk::{Room, ruma::OwnedUserId};
use tokio::sync::broadcast::error::RecvError;

use crate::{Engine, convert::people::People, services::rooms::known_room};

/// How many typing people a tab is told of: it names two or three.
const MAX_TYPING: usize = 10;

/// Follows who types in a room, other than oneself.
pub async fn open_typing(
    engine: Engine,
    feed: TypingFeed,
) -> Result<impl Stream<Item = Typing> + 'static, Failure> {
    let room = known_room(&engine, &feed.room)?;
    let (guard, mut notices) = room.subscribe_to_typing_notifications();
    Ok(stream! {
        let _guard = guard;
        let mut typing = Vec::new();
        yield Typing::default();
        loop {
            match notices.recv().await {
                Ok(users) => {
                    typing = in_stable_order(typing, users);
                    yield named(&room, &typing).await;
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    })
}

/// Those who go on typing keep their order; new ones follow.
fn in_stable_order(mut before: Vec<OwnedUserId>, now: Vec<OwnedUserId>) -> Vec<OwnedUserId> {
    before.retain(|user| now.contains(user));
    for user in now {
        if !before.contains(&user) {
            before.push(user);
        }
    }
    before
}

async fn named(room: &Room, users: &[OwnedUserId]) -> Typing {
    let mut people = People::of(room);
    let mut typing = Vec::new();
    for user in users.iter().take(MAX_TYPING) {
        typing.push(people.get(user).await);
    }
    Typing(typing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_keep_their_places_while_they_type() {
        let users = |names: &[&str]| {
            let id = |name| OwnedUserId::try_from(format!("@{name}:example.org")).unwrap();
            names.iter().map(id).collect::<Vec<_>>()
        };
        let order = in_stable_order(users(&["b", "a", "c"]), users(&["a", "d", "b"]));
        assert_eq!(order, users(&["b", "a", "d"]));
    }
}
