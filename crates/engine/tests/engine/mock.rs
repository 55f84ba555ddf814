//! The engine against the SDK's own mock server, which was made by others than the homeserver that the other tests have made up.

use std::time::Duration;

use loggia_engine::platform::Platform;
use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
    session::{SessionFeed, SessionState, SignIn},
};
use matrix_sdk::{
    ruma::{device_id, event_id, room_id, user_id},
    test_utils::mocks::{LoginResponseTemplate200, MatrixMockServer},
};
use matrix_sdk_test::{JoinedRoomBuilder, event_factory::EventFactory};
use serde_json::json;
use wiremock::{
    Mock, ResponseTemplate,
    matchers::{method, path},
};

use crate::support::{
    engine::TestEngine,
    room::say,
    rooms::{room_list, until_row},
    timeline::{Timeline, has_failed, is_received, timeline},
};

const KITCHEN: &str = "!kitchen:localhost";

/// A server that knows an account and a room with one message.
async fn start() -> MatrixMockServer {
    let server = MatrixMockServer::new().await;
    server.mock_versions().ok().mount().await;
    let flows = json!({ "flows": [{ "type": "m.login.password" }] });
    Mock::given(method("GET"))
        .and(path("/_matrix/client/v3/login"))
        .respond_with(ResponseTemplate::new(200).set_body_json(flows))
        .mount(server.server())
        .await;
    let (device, alice) = (device_id!("DEVICE"), user_id!("@alice:localhost"));
    // The one that its other mocks ask for.
    let account = LoginResponseTemplate200::new("1234", device, alice);
    server.mock_login().ok_with(account).mount().await;
    let room = room_id!("!kitchen:localhost");
    let event = EventFactory::new()
        .room(room)
        .sender(user_id!("@bob:localhost"));
    let hello = event.text_msg("hello").event_id(event_id!("$hello"));
    let kitchen = JoinedRoomBuilder::new(room)
        .add_state_event(event.room_name("Kitchen"))
        .add_timeline_event(hello);
    let first = server.mock_sync().ok(|answer| {
        answer.add_joined_room(kitchen);
    });
    first.up_to_n_times(1).mount().await;
    let nothing = ResponseTemplate::new(200).set_body_json(json!({ "next_batch": "later" }));
    let later = nothing.set_delay(Duration::from_secs(3600));
    server.mock_sync().respond_with(later).mount().await;
    server.mock_room_state_encryption().plain().mount().await;
    server
}

async fn sign_in(server: &MatrixMockServer) -> (TestEngine, Result<(), Failure>) {
    let engine = TestEngine::start(Platform::in_memory());
    let call = SignIn {
        homeserver: server.uri(),
        username: "alice".to_owned(),
        password: "wonderland".to_owned(),
        device_name: "test".to_owned(),
    };
    let outcome = engine.call(call).await.map(drop);
    (engine, outcome)
}

/// The room's timeline, once the list and the timeline show what is said there.
async fn kitchen(engine: &TestEngine) -> Timeline {
    let mut list = room_list(engine, "");
    until_row(&mut list, "Kitchen", |row| row.preview.is_some()).await;
    let mut timeline = timeline(engine, KITCHEN);
    timeline.until_texts(&["hello"]).await;
    timeline
}

#[tokio::test]
async fn signing_in_listing_reading_and_writing() {
    let server = start().await;
    let (engine, outcome) = sign_in(&server).await;
    outcome.unwrap();
    let mut session = engine.watch(SessionFeed);
    let state = session.until(|state| matches!(state, SessionState::SignedIn(_)));
    let SessionState::SignedIn(account) = state.await else {
        unreachable!()
    };
    assert_eq!(account.user.as_str(), "@alice:localhost");
    assert_eq!(account.device.as_str(), "DEVICE");
    let mut timeline = kitchen(&engine).await;
    let sending = server.mock_room_send();
    let sending =
        sending.body_matches_partial_json(json!({ "msgtype": "m.text", "body": "there" }));
    sending.ok(event_id!("$there")).expect(1).mount().await;
    say(&engine, KITCHEN, "there").await.unwrap();
    let is_sent = |event: &loggia_protocol::timeline::Event| {
        event
            .event
            .as_ref()
            .is_some_and(|id| id.as_str() == "$there")
    };
    timeline.until_message("there", is_sent).await;
    let (_, hello) = timeline.until_message("hello", is_received).await;
    assert!(!hello.is_own);
}

#[tokio::test]
async fn a_message_that_is_too_large_says_so() {
    let server = start().await;
    let (engine, outcome) = sign_in(&server).await;
    outcome.unwrap();
    let mut timeline = kitchen(&engine).await;
    server.mock_room_send().error_too_large().mount().await;
    say(&engine, KITCHEN, "there").await.unwrap();
    timeline.until_message("there", has_failed).await;
}

#[tokio::test]
async fn a_session_that_the_server_ends_softly_asks_for_the_password() {
    let server = start().await;
    let (engine, outcome) = sign_in(&server).await;
    outcome.unwrap();
    kitchen(&engine).await;
    server
        .mock_room_send()
        .error_unknown_token(true)
        .mount()
        .await;
    say(&engine, KITCHEN, "there").await.unwrap();
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| matches!(state, SessionState::Ended(_)))
        .await;
}

#[tokio::test]
async fn a_wrong_password_is_told() {
    let server = MatrixMockServer::new().await;
    server.mock_versions().ok().mount().await;
    let refused = json!({ "errcode": "M_FORBIDDEN", "error": "no" });
    let refused = ResponseTemplate::new(403).set_body_json(refused);
    server.mock_login().respond_with(refused).mount().await;
    let (_engine, outcome) = sign_in(&server).await;
    let expected = FailureKind::Invalid(Field::Password, Problem::Wrong);
    assert_eq!(outcome.unwrap_err().kind, expected);
}
