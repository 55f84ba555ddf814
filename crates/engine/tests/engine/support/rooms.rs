//! The room list as tests look at it.

use loggia_protocol::rooms::{RoomListFeed, RoomName, RoomRow};
use serde_json::json;

use super::{
    fake::{BOB, RoomUpdate, message},
    feed::List,
    tab::TestTab,
};

/// An open room list.
pub type RoomList = List<RoomListFeed, RoomRow>;

/// Opens the room list; everything without a search.
pub fn room_list(tab: &TestTab, search: &str) -> RoomList {
    let search = search.to_owned();
    tab.list::<RoomRow, _>(RoomListFeed {
        search,
        ..RoomListFeed::default()
    })
}

/// A row's name.
pub fn name(row: &RoomRow) -> &str {
    match &row.name {
        RoomName::Named(name) => name,
        RoomName::EmptyWas(name) => name,
        RoomName::Empty => "",
    }
}

/// The rows' names.
pub fn names(rows: &[RoomRow]) -> Vec<&str> {
    rows.iter().map(name).collect()
}

/// Waits until the list is exactly rooms of these names.
pub async fn until_named(list: &mut RoomList, expected: &[&str]) -> Vec<RoomRow> {
    list.until(|rows| names(rows) == expected).await
}

/// Waits for a row of this name of which this holds.
pub async fn until_row(
    list: &mut RoomList,
    wanted: &str,
    is_so: impl Fn(&RoomRow) -> bool,
) -> RoomRow {
    let found = |row: &&RoomRow| name(row) == wanted && is_so(row);
    let rows = list.until(|rows| rows.iter().any(|row| found(&row))).await;
    rows.iter().find(found).unwrap().clone()
}

/// A room with one message of this second.
pub fn room(id: &str, name: &str, second: u64) -> RoomUpdate {
    let event = message(&format!("${id}-1"), BOB, second, "hello");
    RoomUpdate::joined(id, name)
        .event(event)
        .set("bump_stamp", json!(second))
}
