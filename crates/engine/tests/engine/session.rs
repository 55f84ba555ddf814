//! The session's life: restored, ended by the server, signed out; and the connection.

use std::path::PathBuf;

use loggia_engine::{platform::Platform, services::session::Caches};
use loggia_protocol::{
    FailureKind,
    envelope::Goodbye,
    failure::Refusal,
    session::{
        Connection, ConnectionFeed, Parting, ReportNetwork, SessionFeed, SessionState, SignInAgain,
        SignOut, SynchroniseNow,
    },
    timeline::{Event, SendState},
};
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    fake::{FakeServer, PASSWORD, RoomUpdate, restored},
    http::Reply,
    room::{ROOM, SEND, open, send},
    timeline::is_received,
};

fn directory() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// An engine that keeps the account's data in this directory.
async fn signed_in(server: &FakeServer, directory: &tempfile::TempDir) -> TestEngine {
    let platform = Platform::in_dir(directory.path());
    server.signed_in_on(platform).await
}

/// Where an engine that is gone keeps the account's data.
async fn left_behind(server: &FakeServer, directory: &tempfile::TempDir) -> PathBuf {
    let engine = signed_in(server, directory).await;
    let stored = engine.platform.load_session().await.unwrap().unwrap();
    engine.kill();
    directory.path().join(stored.store)
}

/// The next engine on the same data.
fn restart(directory: &tempfile::TempDir) -> TestEngine {
    TestEngine::start(Platform::in_dir(directory.path()))
}

async fn online(engine: &TestEngine) {
    let mut connection = engine.watch(ConnectionFeed);
    connection
        .until(|connection| *connection == Connection::Online)
        .await;
}

#[tokio::test]
async fn a_session_survives_the_engine() {
    let (server, directory) = (FakeServer::start().await, directory());
    let engine = signed_in(&server, &directory).await;
    engine.kill();
    let engine = restart(&directory);
    assert_eq!(restored(&engine).await.device.as_str(), "DEVICE1");
    online(&engine).await;
    assert_eq!(server.count("POST", "/login"), 1);
}

#[tokio::test]
async fn a_session_without_its_data_is_no_session() {
    let (server, directory) = (FakeServer::start().await, directory());
    let store = left_behind(&server, &directory).await;
    std::fs::remove_dir_all(store).unwrap();
    let engine = restart(&directory);
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::Parted(Parting::DataLost))
        .await;
    assert!(engine.platform.load_session().await.unwrap().is_none());
    engine.call(server.sign_in()).await.unwrap();
}

#[tokio::test]
async fn a_session_without_its_keys_is_no_session() {
    let (server, directory) = (FakeServer::start().await, directory());
    let store = left_behind(&server, &directory).await;
    let files = std::fs::read_dir(store).unwrap();
    let keys = files.map(|file| file.unwrap().path());
    let keys: Vec<_> = keys
        .filter(|path| path.to_string_lossy().contains("crypto"))
        .collect();
    assert!(!keys.is_empty());
    for file in keys {
        std::fs::remove_file(file).unwrap();
    }
    let engine = restart(&directory);
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::Parted(Parting::DataLost))
        .await;
    assert!(engine.platform.load_session().await.unwrap().is_none());
}

#[tokio::test]
async fn what_cannot_be_read_can_be_deleted() {
    let (server, directory) = (FakeServer::start().await, directory());
    let engine = signed_in(&server, &directory).await;
    engine.kill();
    std::fs::write(directory.path().join("vault.json"), "damaged").unwrap();
    let engine = restart(&directory);
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| matches!(state, SessionState::Unreadable(_)))
        .await;
    engine.call(SignOut).await.unwrap();
    assert_eq!(engine.platform.goodbye(), Some(Goodbye::SignedOut));
    engine.kill();
    assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
    let engine = restart(&directory);
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::SignedOut)
        .await;
}

#[tokio::test]
async fn after_a_soft_logout_one_may_leave_for_good() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    online(&engine).await;
    server.end_sessions(true);
    // The next question is refused; the long one that is under way would find out later.
    server.cut().await;
    let mut session = engine.watch(SessionFeed);
    let ended = session
        .until(|state| matches!(state, SessionState::Ended(_)))
        .await;
    let SessionState::Ended(account) = ended else {
        unreachable!()
    };
    assert_eq!(account.device.as_str(), "DEVICE1");
    engine.call(SignOut).await.unwrap();
    assert_eq!(engine.platform.goodbye(), Some(Goodbye::SignedOut));
}

#[tokio::test]
async fn a_session_that_was_removed_elsewhere_leaves_nothing_but_the_reason() {
    let (server, directory) = (FakeServer::start().await, directory());
    let engine = signed_in(&server, &directory).await;
    let store = engine.platform.load_session().await.unwrap().unwrap().store;
    online(&engine).await;
    server.end_sessions(false);
    server.cut().await;
    engine.platform.ended().await;
    assert_eq!(engine.platform.goodbye(), Some(Goodbye::SignedOut));
    engine.kill();
    let engine = restart(&directory);
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::Parted(Parting::RemovedElsewhere))
        .await;
    assert!(!directory.path().join(store).exists());
    engine.call(server.sign_in()).await.unwrap();
    assert_eq!(engine.platform.load_parting().await.unwrap(), None);
}

#[tokio::test]
async fn data_that_cannot_be_opened_stays_until_somebody_gives_it_up() {
    let (server, directory) = (FakeServer::start().await, directory());
    let engine = signed_in(&server, &directory).await;
    let store = engine.platform.load_session().await.unwrap().unwrap().store;
    engine.kill();
    let database = directory
        .path()
        .join(store)
        .join("matrix-sdk-state.sqlite3");
    std::fs::write(
        &database,
        "this is no database, and long enough to be seen as none",
    )
    .unwrap();
    let engine = restart(&directory);
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| matches!(state, SessionState::Unreadable(_)))
        .await;
    assert!(database.exists());
    engine.call(SignOut).await.unwrap();
    assert_eq!(engine.platform.goodbye(), Some(Goodbye::SignedOut));
    engine.kill();
    let engine = restart(&directory);
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::SignedOut)
        .await;
    assert!(!database.exists());
}

#[tokio::test]
async fn after_a_soft_logout_the_password_is_enough() {
    let (server, directory) = (FakeServer::start().await, directory());
    let engine = signed_in(&server, &directory).await;
    online(&engine).await;
    let store = engine.platform.load_session().await.unwrap().unwrap().store;
    server.end_sessions(true);
    server.cut().await;
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| matches!(state, SessionState::Ended(_)))
        .await;
    let password = PASSWORD.to_owned();
    engine.call(SignInAgain { password }).await.unwrap();
    assert_eq!(engine.platform.goodbye(), Some(Goodbye::SignedInAgain));
    let login = server.nth_request(2, "POST", "/login").await;
    assert_eq!(login.body["device_id"], "DEVICE1");
    engine.kill();
    let engine = restart(&directory);
    assert_eq!(restored(&engine).await.device.as_str(), "DEVICE1");
    online(&engine).await;
    let stored = engine.platform.load_session().await.unwrap().unwrap();
    assert_eq!(stored.store, store);
}

#[tokio::test]
async fn what_was_written_as_the_session_ended_goes_out_after_it() {
    let (server, directory) = (FakeServer::start().await, directory());
    server.push(RoomUpdate::joined(ROOM, "A"));
    let engine = signed_in(&server, &directory).await;
    let mut timeline = open(&engine).await;
    server.end_sessions(true);
    send(&engine, "one").await.unwrap();
    send(&engine, "two").await.unwrap();
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| matches!(state, SessionState::Ended(_)))
        .await;
    server.request("PUT", SEND).await;
    let is_waiting = |event: &Event| event.send_state == SendState::Sending;
    timeline.until_message("two", is_waiting).await;
    let password = PASSWORD.to_owned();
    engine.call(SignInAgain { password }).await.unwrap();
    engine.kill();
    let engine = restart(&directory);
    let mut timeline = open(&engine).await;
    let (_, one) = timeline.until_message("one", is_received).await;
    let (_, two) = timeline.until_message("two", is_received).await;
    assert_eq!(
        (one.event, two.event),
        (Some("$sent-1".into()), Some("$sent-2".into()))
    );
}

#[tokio::test]
async fn without_caches_the_session_goes_on() {
    let (server, directory) = (FakeServer::start().await, directory());
    let engine = signed_in(&server, &directory).await;
    online(&engine).await;
    engine.kill();
    let platform = Platform::in_dir(directory.path());
    let engine = TestEngine::start_with(platform, Caches::after(3));
    assert_eq!(restored(&engine).await.device.as_str(), "DEVICE1");
    online(&engine).await;
    assert_eq!(server.count("POST", "/login"), 1);
    assert_eq!(
        (Caches::after(2), Caches::after(3)),
        (Caches::Keep, Caches::Discard)
    );
}

#[tokio::test]
async fn signing_out_leaves_nothing() {
    let (server, directory) = (FakeServer::start().await, directory());
    let engine = signed_in(&server, &directory).await;
    let store = engine.platform.load_session().await.unwrap().unwrap().store;
    online(&engine).await;
    engine.call(SignOut).await.unwrap();
    assert_eq!(server.count("POST", "/logout"), 1);
    assert_eq!(engine.platform.goodbye(), Some(Goodbye::SignedOut));
    engine.kill();
    let engine = restart(&directory);
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::SignedOut)
        .await;
    assert!(!directory.path().join(store).exists());
    assert!(!directory.path().join("vault.json").exists());
}

#[tokio::test]
async fn signing_out_needs_no_server() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    server.stop().await;
    engine.call(SignOut).await.unwrap();
    assert!(engine.platform.load_session().await.unwrap().is_none());
    let again = engine.call(SignOut).await;
    assert_eq!(again.unwrap_err().kind, FailureKind::NeedsAuth);
}

#[tokio::test]
async fn the_connection_comes_back() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    let mut connection = engine.watch(ConnectionFeed);
    connection
        .until(|connection| *connection == Connection::Online)
        .await;
    server.stop().await;
    connection
        .until(|connection| *connection == Connection::Reconnecting)
        .await;
    server.resume().await;
    connection
        .until(|connection| *connection == Connection::Online)
        .await;
}

#[tokio::test]
async fn an_account_that_is_refused_is_told_why_and_goes_on_afterwards() {
    let answers = [
        (
            401,
            json!({ "errcode": "M_USER_LOCKED", "error": "locked", "soft_logout": true }),
            Refusal::AccountLocked,
        ),
        (
            403,
            json!({ "errcode": "M_USER_SUSPENDED", "error": "suspended" }),
            Refusal::AccountSuspended,
        ),
        (
            403,
            json!({
                "errcode": "M_RESOURCE_LIMIT_EXCEEDED", "error": "full",
                "admin_contact": "mailto:admin@fake.test",
            }),
            Refusal::ResourceLimit {
                contact: Some("mailto:admin@fake.test".into()),
            },
        ),
        (
            403,
            json!({
                "errcode": "M_CONSENT_NOT_GIVEN", "error": "terms",
                "consent_uri": "javascript:alert(1)",
            }),
            Refusal::ConsentNeeded { url: None },
        ),
    ];
    for (status, answer, refusal) in answers {
        let server = FakeServer::start().await;
        let engine = server.signed_in().await;
        online(&engine).await;
        server.always("POST", "/sync", Reply::Json(status, answer));
        server.cut().await;
        let mut connection = engine.watch(ConnectionFeed);
        connection
            .until(|connection| *connection == Connection::Refused(refusal.clone()))
            .await;
        server.behave();
        engine.call(SynchroniseNow).await.unwrap();
        online(&engine).await;
        assert!(engine.platform.load_session().await.unwrap().is_some());
    }
}

#[tokio::test]
async fn without_a_network_that_is_told_until_it_is_back() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    online(&engine).await;
    let mut connection = engine.watch(ConnectionFeed);
    engine
        .call(ReportNetwork { is_online: false })
        .await
        .unwrap();
    connection
        .until(|connection| *connection == Connection::Offline)
        .await;
    engine
        .call(ReportNetwork { is_online: true })
        .await
        .unwrap();
    connection
        .until(|connection| *connection == Connection::Reconnecting)
        .await;
    server.cut().await;
    online(&engine).await;
}

#[tokio::test]
async fn a_server_that_forgot_the_position_is_asked_anew() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    online(&engine).await;
    server.forget_positions();
    server.cut().await;
    let n_before = server.count("POST", "/sync");
    server.nth_request(n_before + 3, "POST", "/sync").await;
    online(&engine).await;
}

#[tokio::test]
async fn refreshed_tokens_are_kept() {
    let (server, directory) = (FakeServer::start().await, directory());
    let reply = json!({
        "user_id": "@alice:fake.test", "device_id": "DEVICE1", "access_token": "short",
        "refresh_token": "long", "expires_in_ms": 1_000_000,
    });
    server.once("POST", "/login", Reply::Json(200, reply));
    let expired = json!({ "errcode": "M_UNKNOWN_TOKEN", "error": "old", "soft_logout": true });
    let fresh = json!({ "access_token": "fresh", "refresh_token": "longer" });
    server.once("POST", "/sync", Reply::Json(401, expired));
    server.always("POST", "/refresh", Reply::Json(200, fresh));
    let engine = signed_in(&server, &directory).await;
    assert_eq!(
        server.request("POST", "/refresh").await.body["refresh_token"],
        "long"
    );
    online(&engine).await;
    engine.kill();
    let engine = restart(&directory);
    restored(&engine).await;
    online(&engine).await;
    let stored = engine.platform.load_session().await.unwrap().unwrap();
    assert_eq!(stored.session.tokens.access_token, "fresh");
    assert_eq!(
        stored.session.tokens.refresh_token.as_deref(),
        Some("longer")
    );
}

#[tokio::test]
async fn keys_that_never_reached_the_server_are_sent_again() {
    let (server, directory) = (FakeServer::start().await, directory());
    let upload = "/keys/device_signing/upload";
    server.always("POST", upload, Reply::Silence);
    let engine = signed_in(&server, &directory).await;
    let lost = server.request("POST", upload).await.body;
    engine.kill();
    server.behave();
    let _engine = restart(&directory);
    let sent = server.nth_request(2, "POST", upload).await.body;
    assert_eq!(sent["master_key"]["keys"], lost["master_key"]["keys"]);
    server.request("POST", "/room_keys/version").await;
}

/// What came with the last position may not have been written down when the engine was killed.
#[tokio::test]
async fn a_new_engine_asks_from_the_beginning() {
    let (server, directory) = (FakeServer::start().await, directory());
    let engine = signed_in(&server, &directory).await;
    online(&engine).await;
    engine.kill();
    let n_asked = server.count("POST", "simplified_msc3575/sync");
    let engine = restart(&directory);
    restored(&engine).await;
    for n in 1.. {
        let request = server
            .nth_request(n_asked + n, "POST", "simplified_msc3575/sync")
            .await;
        if request.body["conn_id"] == "room-list" {
            assert_eq!(request.query.get("pos"), None);
            return;
        }
    }
}
