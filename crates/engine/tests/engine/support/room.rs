//! One room with a timeline, as most tests want it.

use loggia_protocol::{
    Failure,
    composer::SendMessage,
    rooms::{RoomListFeed, RoomRow},
};
use serde_json::Value;

use super::{
    engine::TestEngine,
    fake::{FakeServer, RoomUpdate},
    tab::TestTab,
    timeline::{Timeline, timeline},
};

/// How messages are sent.
pub const SEND: &str = "/send/m.room.message";

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
    let mut list = engine.list::<RoomRow, _>(RoomListFeed::default());
    list.until(|rows| rows.iter().any(|row| row.room.as_str() == ROOM))
        .await;
    timeline(engine, ROOM)
}

/// Has an event arrive in the room.
pub fn push(server: &FakeServer, event: Value) {
    server.push(RoomUpdate::of(ROOM).event(event));
}

/// Has a tab say something in the room.
pub async fn send(tab: &TestTab, text: &str) -> Result<(), Failure> {
    say(tab, ROOM, text).await
}

/// Has a tab say something in some room.
pub async fn say(tab: &TestTab, room: &str, text: &str) -> Result<(), Failure> {
    let call = SendMessage {
        room: room.into(),
        text: text.to_owned(),
        reply_to: None,
    };
    tab.call(call).await
}
