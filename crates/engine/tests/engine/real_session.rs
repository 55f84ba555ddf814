//! Sessions on a real homeserver.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    FailureKind,
    failure::{Field, Problem},
    rooms::{PreviewKind, RoomRow},
    session::{Connection, ConnectionFeed, SessionFeed, SessionState, SignOut},
};
use matrix_sdk::reqwest::{Client, Method};
use serde_json::json;
use tokio::time::timeout;

use crate::support::{
    breaker::Breaker,
    engine::TestEngine,
    fake::restored,
    feed::PATIENCE,
    real::{User, homeserver, room_list, timeline},
    timeline::timeline as open_timeline,
};

#[tokio::test]
async fn people_sign_in_by_name_and_by_id() {
    let alice = User::register("alice").await;
    for username in [alice.name.clone(), alice.id.clone()] {
        let engine = TestEngine::start(Platform::in_memory());
        let mut call = alice.sign_in();
        call.username = username;
        let account = engine.call(call).await.unwrap();
        assert_eq!(account.user.as_str(), alice.id);
    }
    let engine = TestEngine::start(Platform::in_memory());
    let mut call = alice.sign_in();
    call.password = "wrong".to_owned();
    let expected = FailureKind::Invalid(Field::Password, Problem::Wrong);
    assert_eq!(engine.call(call).await.unwrap_err().kind, expected);
}

#[tokio::test]
async fn rooms_and_messages_are_there_without_the_server() {
    let alice = User::register("alice").await;
    let room = alice
        .create_room(json!({ "name": "Kitchen", "preset": "private_chat" }))
        .await;
    let texts: Vec<_> = (0..29).map(|n| format!("message {n}")).collect();
    for text in &texts {
        alice.say(&room, text).await;
    }
    let directory = tempfile::tempdir().unwrap();
    let engine = alice.signed_in_on(Platform::in_dir(directory.path())).await;
    let mut list = room_list(&engine);
    let has_come = |rows: &[RoomRow]| rows.iter().any(|row| row.preview.is_some());
    list.until(has_come).await;
    let mut open = timeline(&engine, &room).await;
    open.until_message("message 20", |_| true).await;
    // What is said now is written down after all that came before it.
    for text in ["message 29", "message 30"] {
        alice.say(&room, text).await;
        open.until_message(text, |_| true).await;
    }
    let platform = engine.kill();
    let breaker = Breaker::start(&homeserver()).await;
    breaker.cut().await;
    breaker.lead(&platform).await;

    let engine = TestEngine::start(Platform::in_dir(directory.path()));
    restored(&engine).await;
    let rows = room_list(&engine).until(has_come).await;
    // The last one itself may have come too late.
    let preview = rows[0].preview.as_ref().map(|preview| preview.kind.clone());
    let expected =
        ["message 29", "message 30"].map(|text| Some(PreviewKind::Text(text.to_owned())));
    assert!(expected.contains(&preview), "{preview:?}");
    let mut open = open_timeline(&engine, &room);
    open.until_message("message 29", |_| true).await;
    open.until_message("message 20", |_| true).await;

    breaker.mend().await;
    let mut connection = engine.watch(ConnectionFeed);
    connection
        .until(|connection| *connection == Connection::Online)
        .await;
    alice.say(&room, "and more").await;
    open.until_message("and more", |_| true).await;
}

#[tokio::test]
async fn signing_out_leaves_nothing_here_or_there() {
    let alice = User::register("alice").await;
    let directory = tempfile::tempdir().unwrap();
    let engine = alice.signed_in_on(Platform::in_dir(directory.path())).await;
    let stored = engine.platform.load_session().await.unwrap().unwrap();
    engine.call(SignOut).await.unwrap();
    engine.kill();
    let answer = Client::new()
        .get(format!("{}/_matrix/client/v3/account/whoami", homeserver()))
        .bearer_auth(stored.session.tokens.access_token)
        .send()
        .await;
    assert_eq!(answer.unwrap().status().as_u16(), 401);
    let engine = TestEngine::start(Platform::in_dir(directory.path()));
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::SignedOut)
        .await;
    let left: Vec<_> = std::fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, [""; 0]);
}

#[tokio::test]
async fn a_session_that_is_removed_elsewhere_ends_here() {
    let alice = User::register("alice").await;
    // Where something is kept, the next engine finds out how this one ended.
    let directory = tempfile::tempdir().unwrap();
    let engine = alice.signed_in_on(Platform::in_dir(directory.path())).await;
    let mut connection = engine.watch(ConnectionFeed);
    connection
        .until(|connection| *connection == Connection::Online)
        .await;
    alice.ask(Method::POST, "logout/all", json!({})).await;
    let ended = timeout(PATIENCE, engine.platform.ended()).await;
    ended.expect("the engine ends");
    assert!(engine.platform.load_session().await.unwrap().is_none());
}
