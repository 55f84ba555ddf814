//! Servers without sliding sync: `/v3/sync`, and the change from one way to the other.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    rooms::Section,
    session::{Connection, ConnectionFeed},
};
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    fake::{BOB, FakeServer, RoomUpdate, TimeLine, restored},
    http::Reply,
    room::{ROOM, open, push, send},
    rooms::{room, room_list, until_named, until_row},
    timeline::texts,
};

const CLASSIC: &str = "/v3/sync";
const SLIDING: &str = "simplified_msc3575/sync";

async fn until(engine: &TestEngine, wanted: Connection) {
    let mut connection = engine.watch(ConnectionFeed);
    connection.until(|connection| *connection == wanted).await;
}

#[tokio::test]
async fn an_older_server_serves_as_well() {
    let server = FakeServer::start().await;
    server.speak_classic(true);
    let mut time = TimeLine::default();
    server.push(RoomUpdate::joined(ROOM, "A").event(time.text("$1", BOB, "hello")));
    server.push(RoomUpdate::invitation(
        "!inv:fake.test",
        "Invitation",
        "@ivy:fake.test",
    ));
    let engine = server.signed_in().await;
    until(&engine, Connection::Online).await;
    let mut list = room_list(&engine, "");
    let rows = until_named(&mut list, &["Invitation", "A"]).await;
    assert_eq!(rows[0].section, Section::Invites);
    let mut timeline = open(&engine).await;
    timeline.until(|items| texts(items) == ["hello"]).await;
    push(&server, time.text("$2", BOB, "there"));
    send(&engine, "and back").await.unwrap();
    timeline
        .until(|items| texts(items) == ["hello", "there", "and back"])
        .await;
    assert_eq!(server.count("POST", SLIDING), 0);
}

/// What came with the last position may not have been written down when the engine was killed.
#[tokio::test]
async fn the_next_engine_begins_one_answer_earlier() {
    let (server, directory) = (FakeServer::start().await, tempfile::tempdir().unwrap());
    let platform = || Platform::in_dir(directory.path());
    server.speak_classic(true);
    server.push(room(ROOM, "A", 10));
    let engine = server.signed_in_on(platform()).await;
    assert_eq!(
        server.request("GET", CLASSIC).await.query.get("since"),
        None
    );
    for n in 2..=4 {
        let request = server.nth_request(n, "GET", CLASSIC).await;
        assert_eq!(request.query["since"], (n - 1).to_string());
        push(
            &server,
            json!({ "type": "org.example.odd", "content": {}, "sender": BOB, "event_id": format!("${n}") }),
        );
    }
    // The fifth is asked for once the fourth was dealt with.
    server.nth_request(5, "GET", CLASSIC).await;
    engine.kill();
    let engine = TestEngine::start(platform());
    restored(&engine).await;
    let request = server.nth_request(6, "GET", CLASSIC).await;
    assert_eq!(request.query["since"], "3");
    assert_eq!(request.query["timeout"], "0");
}

#[tokio::test]
async fn a_server_that_unlearns_sliding_sync_is_followed() {
    let server = FakeServer::start().await;
    server.push(room(ROOM, "A", 10));
    let engine = server.signed_in().await;
    until(&engine, Connection::Online).await;
    server.speak_classic(true);
    server.cut().await;
    server.request("GET", CLASSIC).await;
    until(&engine, Connection::Online).await;
    server.push(room("!b:fake.test", "B", 20));
    until_named(&mut room_list(&engine, ""), &["B", "A"]).await;
}

#[tokio::test]
async fn a_server_that_fails_is_asked_again() {
    let server = FakeServer::start().await;
    server.speak_classic(true);
    let engine = server.signed_in().await;
    until(&engine, Connection::Online).await;
    server.times(
        2,
        "GET",
        CLASSIC,
        Reply::Json(500, json!({ "errcode": "M_UNKNOWN" })),
    );
    server.cut().await;
    until(&engine, Connection::Reconnecting).await;
    until(&engine, Connection::Online).await;
    server.push(room(ROOM, "A", 10));
    until_row(&mut room_list(&engine, ""), "A", |_| true).await;
}
