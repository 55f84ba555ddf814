//! Signing in with a password, and each way to be refused.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
    session::{Account, SessionFeed, SessionState, SignIn},
};
use serde_json::{Value, json};

use crate::support::{
    engine::TestEngine,
    fake::{ALICE, FakeServer},
    http::Reply,
};

async fn sign_in(
    server: &FakeServer,
    change: impl FnOnce(&mut SignIn),
) -> (TestEngine, Result<Account, Failure>) {
    let engine = TestEngine::start(Platform::in_memory());
    let mut call = server.sign_in();
    change(&mut call);
    let outcome = engine.call(call).await;
    (engine, outcome)
}

/// What the form is told when the server refuses with this status and body.
async fn refusal(status: u16, body: Value) -> FailureKind {
    let server = FakeServer::start().await;
    server.always("POST", "/login", Reply::Json(status, body));
    let (engine, outcome) = sign_in(&server, |_| {}).await;
    assert!(engine.platform.load_session().await.unwrap().is_none());
    outcome.unwrap_err().kind
}

#[tokio::test]
async fn by_name_by_id_by_address() {
    let server = FakeServer::start().await;
    for username in ["alice", " @alice:fake.test "] {
        let (engine, outcome) = sign_in(&server, |call| call.username = username.to_owned()).await;
        assert_eq!(outcome.unwrap().user.as_str(), ALICE);
        assert!(engine.platform.load_session().await.unwrap().is_some());
    }
    let (_, outcome) = sign_in(&server, |call| call.username = "alice@fake.test".to_owned()).await;
    outcome.unwrap_err();
    let request = server.nth_request(3, "POST", "/login").await;
    let expected =
        json!({ "type": "m.id.thirdparty", "medium": "email", "address": "alice@fake.test" });
    assert_eq!(request.body["identifier"], expected);
    assert_eq!(request.body["initial_device_display_name"], "test");
}

#[tokio::test]
async fn the_session_is_told() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    let mut session = engine.watch(SessionFeed);
    let state = session.until(|state| match state {
        SessionState::SignedIn(account) => account.display_name.as_deref() == Some("Alice"),
        _ => false,
    });
    let SessionState::SignedIn(account) = state.await else {
        unreachable!()
    };
    assert_eq!(account.device.as_str(), "DEVICE1");
    let again = engine.call(server.sign_in()).await;
    assert_eq!(again.unwrap_err().kind, FailureKind::Internal);
}

#[tokio::test]
async fn what_is_not_filled_in_is_not_asked() {
    let server = FakeServer::start().await;
    let (_engine, outcome) = sign_in(&server, |call| call.password.clear()).await;
    let expected = FailureKind::Invalid(Field::Password, Problem::Empty);
    assert_eq!(outcome.unwrap_err().kind, expected);
    let (_engine, outcome) = sign_in(&server, |call| call.username.clear()).await;
    let expected = FailureKind::Invalid(Field::Username, Problem::Empty);
    assert_eq!(outcome.unwrap_err().kind, expected);
    assert_eq!(server.count("POST", "/login"), 0);
}

#[tokio::test]
async fn a_wrong_password_is_told_at_the_password() {
    let server = FakeServer::start().await;
    let (_engine, outcome) = sign_in(&server, |call| call.password = "wonder".to_owned()).await;
    let expected = FailureKind::Invalid(Field::Password, Problem::Wrong);
    assert_eq!(outcome.unwrap_err().kind, expected);
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let code = |code: &str| json!({ "errcode": code, "error": "no" });
    let limited = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "no", "retry_after_ms": 61_000 });
    let cases = [
        (
            403,
            code("M_USER_DEACTIVATED"),
            FailureKind::Invalid(Field::Username, Problem::Deactivated),
        ),
        (
            400,
            code("M_INVALID_USERNAME"),
            FailureKind::Invalid(Field::Username, Problem::Malformed),
        ),
        (429, limited, FailureKind::RateLimited { seconds: Some(61) }),
        (502, json!("gateway"), FailureKind::Offline),
        (500, code("M_UNKNOWN"), FailureKind::Internal),
        (200, json!({ "user_id": 7 }), FailureKind::Internal),
    ];
    for (status, body, expected) in cases {
        assert_eq!(refusal(status, body.clone()).await, expected, "{body}");
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_is_offline() {
    let server = FakeServer::start().await;
    server.always("POST", "/login", Reply::Hangup);
    let (_engine, outcome) = sign_in(&server, |_| {}).await;
    assert_eq!(outcome.unwrap_err().kind, FailureKind::Offline);
}

#[tokio::test]
async fn nothing_works_before() {
    let engine = TestEngine::start(Platform::in_memory());
    let mut feed = engine.open(loggia_protocol::session::ConnectionFeed);
    assert_eq!(feed.next().await.unwrap_err().kind, FailureKind::NeedsAuth);
    let outcome = engine.call(loggia_protocol::session::SignOut).await;
    assert_eq!(outcome.unwrap_err().kind, FailureKind::NeedsAuth);
}
