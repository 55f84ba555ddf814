//! One room with a timeline, as most tests want it.

use loggia_protocol::rooms::{RoomListFeed, RoomRow};
use serde_json::Value;

use super::{
    engine::TestEngine,
    fake::{FakeServer, RoomUpdate},
    timeline::{Timeline, timeline},
};

/// The room's id.
pub const ROOM: &str = "!a:fake.test";

/// A server with one room that holds these events, an engine, and the room's timeline.
pub async fn opened(events: impl IntoIterator<Item = Value>) -> (FakeServer, TestEngine, Timeline) {
    let server = FakeServer::start().await;
    server.push(RoomUpdate::joined(ROOM, "A").events(events));
    let engine = server.signed_in().await;
    let timeline = open(&engine).await;
    (server, engine, timeline)
}

/// The room's timeline, once the engine knows the room.
pub async fn open(engine: &TestEngine) -> Timeline {
    let mut list = engine.list::<RoomRow, _>(RoomListFeed {
        search: String::new(),
    });
    list.until(|rows| rows.iter().any(|row| row.room.as_str() == ROOM))
        .await;
    timeline(engine, ROOM)
}

/// Has an event arrive in the room.
pub fn push(server: &FakeServer, event: Value) {
    server.push(RoomUpdate::of(ROOM).event(event));
}
