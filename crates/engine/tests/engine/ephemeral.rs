//! An engine whose browser keeps nothing: the session lives and ends with it.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    FailureKind,
    envelope::Goodbye,
    session::{
        Connection, ConnectionFeed, Parting, SessionFeed, SessionState, SignInAgain, SignOut,
    },
    storage::{Keeping, KeepingFeed},
};

use crate::support::{
    engine::TestEngine,
    fake::{FakeServer, PASSWORD, restored},
    feed::State,
};

async fn online(engine: &TestEngine) {
    let mut connection = engine.watch(ConnectionFeed);
    connection
        .until(|connection| *connection == Connection::Online)
        .await;
}

/// Has the server end the session.
async fn end(server: &FakeServer, is_soft: bool) {
    server.end_sessions(is_soft);
    // The next question is refused; the long one that is under way would find out later.
    server.cut().await;
}

#[tokio::test]
async fn whether_anything_is_kept_is_told_before_anybody_is_signed_in() {
    let directory = tempfile::tempdir().unwrap();
    let kept = TestEngine::start(Platform::in_dir(directory.path()));
    let lost = TestEngine::start(Platform::in_memory());
    for (engine, expected) in [(&kept, Keeping::Lasting), (&lost, Keeping::Ephemeral)] {
        let mut session = engine.watch(SessionFeed);
        session
            .until(|state| *state == SessionState::SignedOut)
            .await;
        let mut keeping: State<KeepingFeed> = engine.watch(KeepingFeed);
        keeping.until(|keeping| *keeping == expected).await;
    }
}

#[tokio::test]
async fn a_session_removed_elsewhere_leaves_the_engine_with_the_reason() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    online(&engine).await;
    let store = engine.platform.load_session().await.unwrap().unwrap().store;
    end(&server, false).await;
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::Parted(Parting::RemovedElsewhere))
        .await;
    assert_eq!(engine.platform.goodbye(), None);
    assert!(
        engine
            .platform
            .load_pending_wipes()
            .await
            .unwrap()
            .is_empty()
    );
    assert!(engine.platform.load_session().await.unwrap().is_none());
    let refused = engine.call(SignOut).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::NeedsAuth);
    engine.call(server.sign_in()).await.unwrap();
    online(&engine).await;
    assert_ne!(
        engine.platform.load_session().await.unwrap().unwrap().store,
        store
    );
}

#[tokio::test]
async fn after_a_soft_logout_the_same_device_goes_on_in_the_same_engine() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    online(&engine).await;
    // By then the device's keys are made.
    let keys = server.request("POST", "/keys/upload").await.body;
    end(&server, true).await;
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| matches!(state, SessionState::Ended(_)))
        .await;
    let n_uploads = server.count("POST", "/keys/upload");
    let password = PASSWORD.to_owned();
    engine.call(SignInAgain { password }).await.unwrap();
    assert_eq!(restored(&engine).await.device.as_str(), "DEVICE1");
    online(&engine).await;
    assert_eq!(engine.platform.goodbye(), None);
    let login = server.nth_request(2, "POST", "/login").await;
    assert_eq!(login.body["device_id"], "DEVICE1");
    assert!(keys["device_keys"].is_object());
    for n in n_uploads + 1..=server.count("POST", "/keys/upload") {
        let later = server.nth_request(n, "POST", "/keys/upload").await.body;
        assert!(later["device_keys"].is_null(), "other keys: {later}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_engine_as_ever() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    online(&engine).await;
    engine.call(SignOut).await.unwrap();
    assert_eq!(server.count("POST", "/logout"), 1);
    assert_eq!(engine.platform.goodbye(), Some(Goodbye::SignedOut));
}
