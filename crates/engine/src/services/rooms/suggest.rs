//! The rooms that the reader most likely means by what was typed.

use std::sync::Arc;

use loggia_protocol::{
    Failure,
    rooms::{RoomRow, SuggestRooms},
};

use super::{list::Entry, words::plain};
use crate::Engine;

/// No window shows more.
const MOST: u32 = 100;

/// Suggests rooms.
pub async fn handle_suggest_rooms(
    engine: Engine,
    call: SuggestRooms,
) -> Result<Vec<RoomRow>, Failure> {
    let session = engine.session()?;
    let entries = session.rooms.all().await;
    let limit = call.limit.min(MOST) as usize;
    Ok(best(entries.iter(), &call.search, limit))
}

fn best<'a>(
    entries: impl Iterator<Item = &'a Arc<Entry>>,
    typed: &str,
    limit: usize,
) -> Vec<RoomRow> {
    let typed = plain(typed);
    let mut found: Vec<_> = entries
        .filter_map(|entry| Some((entry.words.fit(&typed)?, entry)))
        .collect();
    found.sort_by_key(|(fit, entry)| (*fit, &entry.place.activity, &entry.place.name));
    let found = found.into_iter().take(limit);
    found.map(|(_, entry)| entry.row.clone()).collect()
}
