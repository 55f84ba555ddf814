//! Without a connection: nothing is lost, nothing comes twice, the order stays.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    session::{Connection, ConnectionFeed},
    timeline::{Event, SendState},
};
use serde_json::json;

use crate::support::{
    breaker::Breaker,
    engine::TestEngine,
    fake::restored,
    real::{User, homeserver, room_list, timeline},
    room::say,
    timeline::{texts, timeline as open_timeline},
};

/// An engine on a wire that can be cut, in a directory.
struct Line {
    alice: User,
    room: String,
    breaker: Breaker,
    directory: tempfile::TempDir,
}

impl Line {
    async fn new(options: serde_json::Value) -> Self {
        let alice = User::register("alice").await;
        let room = alice.create_room(options).await;
        let directory = tempfile::tempdir().unwrap();
        let engine = alice.signed_in_on(Platform::in_dir(directory.path())).await;
        room_list(&engine).until(|rows| !rows.is_empty()).await;
        let platform = engine.kill();
        let breaker = Breaker::start(&homeserver()).await;
        breaker.lead(&platform).await;
        Self {
            alice,
            room,
            breaker,
            directory,
        }
    }

    async fn start(&self) -> TestEngine {
        let engine = TestEngine::start(Platform::in_dir(self.directory.path()));
        restored(&engine).await;
        engine
    }

    /// What another client of the same account sees, once the last of these is there.
    async fn check_seen(&self, expected: &[String]) {
        let other = self.alice.signed_in().await;
        let mut there = timeline(&other, &self.room).await;
        there
            .until_message(expected.last().unwrap(), |_| true)
            .await;
        there
            .until(|items| texts(items).len() >= expected.len())
            .await;
        assert_eq!(texts(&there.items), expected);
    }
}

fn is_waiting(event: &Event) -> bool {
    event.send_state == SendState::Sending
}

fn is_received(event: &Event) -> bool {
    event.send_state == SendState::Received
}

async fn until(engine: &TestEngine, wanted: Connection) {
    let mut connection = engine.watch(ConnectionFeed);
    connection.until(|connection| *connection == wanted).await;
}

#[tokio::test]
async fn what_was_written_offline_goes_out_in_order() {
    let line = Line::new(json!({ "name": "Kitchen" })).await;
    let engine = line.start().await;
    until(&engine, Connection::Online).await;
    let mut open = open_timeline(&engine, &line.room);
    line.breaker.cut().await;
    until(&engine, Connection::Reconnecting).await;
    let expected: Vec<_> = (0..15).map(|n| format!("message {n}")).collect();
    for text in &expected {
        say(&engine, &line.room, text).await.unwrap();
    }
    open.until_message("message 14", is_waiting).await;
    line.breaker.mend().await;
    open.until_message("message 14", is_received).await;
    line.check_seen(&expected).await;
}

#[tokio::test]
async fn what_was_written_before_the_engine_died_goes_out_once() {
    let line = Line::new(json!({ "name": "Kitchen" })).await;
    let engine = line.start().await;
    until(&engine, Connection::Online).await;
    let mut open = open_timeline(&engine, &line.room);
    line.breaker.cut().await;
    until(&engine, Connection::Reconnecting).await;
    let expected: Vec<_> = (0..5).map(|n| format!("message {n}")).collect();
    for text in &expected {
        say(&engine, &line.room, text).await.unwrap();
    }
    open.until_message("message 4", is_waiting).await;
    engine.kill();

    // Still without a connection: the messages are there, and wait.
    let engine = line.start().await;
    let mut open = open_timeline(&engine, &line.room);
    open.until_message("message 4", is_waiting).await;
    engine.kill();

    line.breaker.mend().await;
    let engine = line.start().await;
    let mut open = open_timeline(&engine, &line.room);
    open.until_message("message 4", is_received).await;
    line.check_seen(&expected).await;
}

#[tokio::test]
async fn an_engine_that_dies_while_it_sends_sends_once() {
    let line = Line::new(json!({ "name": "Kitchen" })).await;
    let expected: Vec<_> = (0..12).map(|n| format!("message {n}")).collect();
    for texts in expected.chunks(3) {
        let engine = line.start().await;
        room_list(&engine).until(|rows| !rows.is_empty()).await;
        for text in texts {
            say(&engine, &line.room, text).await.unwrap();
        }
        // In the middle of whatever it does.
        engine.kill();
    }
    let engine = line.start().await;
    let mut open = open_timeline(&engine, &line.room);
    open.until_message("message 11", is_received).await;
    line.check_seen(&expected).await;
}
