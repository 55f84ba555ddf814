//! The space bar: what is new in each of its entries.

use std::{collections::HashMap, time::Duration};

use async_stream::stream;
use futures_util::{Stream, StreamExt};
use loggia_protocol::{
    Failure,
    rooms::{RoomRow, Section},
    spaces::{News, SpaceRow, Spaces, SpacesFeed},
};
use matrix_sdk::{
    Client, Room,
    ruma::{OwnedRoomId, RoomId},
};
use tokio::sync::broadcast::error::RecvError;

use super::hierarchy::{Hierarchy, Standing};
use crate::{
    Engine,
    convert::{
        ids::{mxc, wire_room},
        room as convert,
    },
    platform::sleep,
    services::rooms::RoomList,
};

/// How long a burst of changes is collected.
const BURST: Duration = Duration::from_millis(50);

/// Follows the space bar.
pub async fn open_spaces(
    engine: Engine,
    _feed: SpacesFeed,
) -> Result<impl Stream<Item = Spaces> + 'static, Failure> {
    let session = engine.session()?;
    let client = session.client.clone();
    let mut hierarchies = session.spaces.follow().await;
    let mut rows = Box::pin(session.rooms.changes().await);
    let mut updates = client.room_info_notable_update_receiver();
    drop(session);
    Ok(stream! {
        let mut shown = None;
        loop {
            // Nothing holds the session while it waits: signing out ends it.
            let Ok(session) = engine.session() else { return };
            let hierarchy = hierarchies.next_now();
            let now = bar(&client, &hierarchy, &session.rooms).await;
            drop(session);
            if shown.as_ref() != Some(&now) {
                shown = Some(now.clone());
                yield now;
            }
            let is_over = tokio::select! {
                hierarchy = hierarchies.next() => hierarchy.is_none(),
                change = rows.next() => change.is_none(),
                update = updates.recv() => matches!(update, Err(RecvError::Closed)),
            };
            if is_over {
                return;
            }
            sleep(BURST).await;
            updates = updates.resubscribe();
        }
    })
}

/// What is new in all entries, and which spaces there are.
async fn bar(client: &Client, hierarchy: &Hierarchy, rooms: &RoomList) -> Spaces {
    let mut bar = Spaces::default();
    let mut inside: HashMap<OwnedRoomId, News> = HashMap::new();
    rooms
        .for_each(|room, row| {
            add(&mut bar.home, row);
            if row.section == Section::Favourites {
                add(&mut bar.favourites, row);
            }
            let spaces = hierarchy.spaces_of(room);
            match row.is_direct {
                true => add(&mut bar.people, row),
                false if spaces.is_empty() => add(&mut bar.others, row),
                false => {}
            }
            for space in spaces {
                add(inside.entry(space.clone()).or_default(), row);
            }
        })
        .await;
    let news = |space: &RoomId| inside.get(space).copied().unwrap_or_default();
    let standing = hierarchy.standings().iter().filter_map(|standing| {
        let space = client.get_room(&standing.space)?;
        let can_arrange = hierarchy
            .known(&standing.space)
            .is_some_and(|known| known.can_arrange);
        Some(standing_row(
            &space,
            standing,
            can_arrange,
            news(&standing.space),
        ))
    });
    bar.spaces = standing.collect();
    bar.spaces.extend(invitations(client));
    bar
}

/// An invitation waits like a message.
fn add(news: &mut News, row: &RoomRow) {
    let invitation = u32::from(row.section == Section::Invites);
    let messages = row.unread.messages.saturating_add(invitation);
    news.messages = news.messages.saturating_add(messages);
    news.mentions = news.mentions.saturating_add(row.unread.mentions);
    news.is_unread |= row.is_unread();
}

fn standing_row(space: &Room, standing: &Standing, can_arrange: bool, news: News) -> SpaceRow {
    SpaceRow {
        space: wire_room(space.room_id()),
        name: convert::name(space.cached_display_name()),
        avatar: space.avatar_url().as_deref().and_then(mxc),
        parent: standing.parent.as_deref().map(wire_room),
        depth: standing.depth,
        has_spaces: standing.has_spaces,
        is_invitation: false,
        can_arrange,
        news,
    }
}

/// Spaces that the account is invited to, by name. Nothing of a stranger's is loaded: they have no picture.
fn invitations(client: &Client) -> Vec<SpaceRow> {
    let invited = client
        .invited_rooms()
        .into_iter()
        .filter(|room| room.is_space());
    let mut rows: Vec<_> = invited
        .map(|space| SpaceRow {
            space: wire_room(space.room_id()),
            name: convert::name(space.cached_display_name()),
            avatar: None,
            parent: None,
            depth: 0,
            has_spaces: false,
            is_invitation: true,
            can_arrange: false,
            news: News {
                is_unread: true,
                ..News::default()
            },
        })
        .collect();
    rows.sort_by(|a, b| a.space.0.cmp(&b.space.0));
    rows
}
