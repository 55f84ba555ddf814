//! Tabs: calls that are called off, feeds that end with their tab, bytes that mean nothing.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    FailureKind,
    composer::SetTyping,
    envelope::{BUILD, ToEngine},
    rooms::{RoomListFeed, RoomRow},
    session::{CheckHomeserver, ConnectionFeed, SessionFeed, SessionState},
};

use crate::support::{
    engine::TestEngine,
    fake::{BOB, FakeServer, TimeLine},
    http::Reply,
    room::{ROOM, opened, push},
    tab::TestTab,
    timeline::timeline,
};

async fn until_running(tab: &TestTab, expected: (usize, usize)) {
    while tab.n_running().await != expected {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn hello_is_answered_with_the_build() {
    let engine = TestEngine::start(Platform::in_memory());
    let tab_lock = "tab".to_owned();
    engine.send(&ToEngine::Hello {
        build: "another".to_owned(),
        tab_lock,
        n_deaths: 0,
    });
    engine.n_running().await;
    assert_eq!(engine.hello(), [BUILD]);
}

#[tokio::test]
async fn a_call_can_be_called_off() {
    let server = FakeServer::start().await;
    server.always("GET", "/versions", Reply::Silence);
    let engine = TestEngine::start(Platform::in_memory());
    let (id, answer) = engine.start_call(CheckHomeserver {
        input: server.url(),
    });
    server.request("GET", "/versions").await;
    until_running(&engine, (1, 0)).await;
    engine.send(&ToEngine::Cancel(id));
    until_running(&engine, (0, 0)).await;
    // Nobody answers any more, and calling it off again is fine.
    engine.send(&ToEngine::Cancel(id));
    drop(answer);
    let next = engine
        .call(CheckHomeserver {
            input: String::new(),
        })
        .await;
    assert!(matches!(next.unwrap_err().kind, FailureKind::Invalid(..)));
}

#[tokio::test]
async fn closed_feeds_stop() {
    let engine = TestEngine::start(Platform::in_memory());
    let mut first = engine.watch(SessionFeed);
    let second = engine.open(SessionFeed);
    first.until(|state| *state == SessionState::SignedOut).await;
    until_running(&engine, (0, 2)).await;
    drop(second);
    until_running(&engine, (0, 1)).await;
    drop(first);
    until_running(&engine, (0, 0)).await;
}

#[tokio::test]
async fn a_feed_that_cannot_open_says_so_and_is_gone() {
    let engine = TestEngine::start(Platform::in_memory());
    let mut feed = engine.open(ConnectionFeed);
    assert_eq!(feed.next().await.unwrap_err().kind, FailureKind::NeedsAuth);
    until_running(&engine, (0, 0)).await;
}

#[tokio::test]
async fn a_tab_that_goes_takes_its_feeds_along() {
    let mut time = TimeLine::default();
    let (server, engine, mut here) = opened([time.text("$1", BOB, "one")]).await;
    let tab = engine.connect(7);
    let mut there = timeline(&tab, ROOM);
    let mut rooms = tab.list::<RoomRow, _>(RoomListFeed::default());
    there.until_texts(&["one"]).await;
    rooms.advance().await;
    until_running(&tab, (0, 2)).await;
    tab.send(&ToEngine::Bye);
    until_running(&tab, (0, 0)).await;
    tab.leave();
    push(&server, time.text("$2", BOB, "two"));
    here.until_texts(&["one", "two"]).await;
}

#[tokio::test]
async fn tabs_see_the_same() {
    let mut time = TimeLine::default();
    let (server, engine, mut here) = opened([time.text("$1", BOB, "one")]).await;
    let tab = engine.connect(7);
    let mut there = timeline(&tab, ROOM);
    there.until_texts(&["one"]).await;
    for n in 2..30 {
        push(&server, time.text(&format!("${n}"), BOB, &n.to_string()));
    }
    let a = here.until_message("29", |event| event.n_readers == 1).await;
    let b = there
        .until_message("29", |event| event.n_readers == 1)
        .await;
    assert_eq!(a, b);
    assert_eq!(here.items, there.items);
    // Both number their calls from the beginning.
    for tab in [&*engine, &tab] {
        tab.call(SetTyping {
            room: ROOM.into(),
            is_typing: true,
        })
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn bytes_that_mean_nothing_change_nothing() {
    let engine = TestEngine::start(Platform::in_memory());
    for bytes in [
        &b""[..],
        b"\xff\xff\xff\xff\xff\xff",
        b"GET / HTTP/1.1",
        &[1; 4096],
    ] {
        engine.send_bytes(bytes.to_vec());
    }
    let mut session = engine.watch(SessionFeed);
    session
        .until(|state| *state == SessionState::SignedOut)
        .await;
    assert_eq!(engine.n_running().await, (0, 1));
}
