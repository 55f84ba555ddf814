//! What is kept on this device: its limits, and what goes when there is no room left.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    media::{LoadMedia, MediaForm, MediaSource},
    storage::{ClearMedia, Pressure, SetMediaLimit, Space, StorageFeed, StorageState},
};
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    fake::{FakeServer, restored},
    feed::State,
    http::Reply,
    tab::TestTab,
};

const DOWNLOAD: &str = "/media/download/fake.test/";

async fn signed_in(directory: &tempfile::TempDir) -> (FakeServer, TestEngine) {
    let server = FakeServer::start().await;
    let cat = Reply::Bytes(200, "image/png", b"\x89PNG\r\n\x1a\n and so on".to_vec());
    server.always("GET", DOWNLOAD, cat);
    let engine = server
        .signed_in_on(Platform::in_dir(directory.path()))
        .await;
    (server, engine)
}

async fn load(tab: &TestTab, name: &str) {
    let source = MediaSource(json!({ "url": format!("mxc://fake.test/{name}") }).to_string());
    let form = MediaForm::Whole;
    tab.call_for_buffers(LoadMedia { source, form })
        .await
        .unwrap();
}

fn storage(tab: &TestTab) -> State<StorageFeed> {
    tab.watch(StorageFeed)
}

#[tokio::test]
async fn media_is_kept_until_it_is_cleared() {
    let directory = tempfile::tempdir().unwrap();
    let (server, engine) = signed_in(&directory).await;
    for _ in 0..2 {
        load(&engine, "cat").await;
    }
    assert_eq!(server.count("GET", DOWNLOAD), 1);
    engine.call(ClearMedia).await.unwrap();
    for _ in 0..2 {
        load(&engine, "cat").await;
    }
    assert_eq!(server.count("GET", DOWNLOAD), 2);
}

#[tokio::test]
async fn the_limit_outlives_the_engine() {
    let directory = tempfile::tempdir().unwrap();
    let (_server, engine) = signed_in(&directory).await;
    let is = |n_bytes| move |state: &StorageState| state.media_limit == n_bytes;
    storage(&engine).until(is(500_000_000)).await;
    let n_bytes = 100_000_000;
    engine.call(SetMediaLimit { n_bytes }).await.unwrap();
    storage(&engine).until(is(n_bytes)).await;
    engine.kill();
    let engine = TestEngine::start(Platform::in_dir(directory.path()));
    restored(&engine).await;
    storage(&engine).until(is(n_bytes)).await;
}

#[tokio::test]
async fn media_goes_before_there_is_no_room_left() {
    let directory = tempfile::tempdir().unwrap();
    let (server, engine) = signed_in(&directory).await;
    load(&engine, "cat").await;
    let full = Space {
        used: 97,
        total: 100,
    };
    engine.platform.set_storage_space(full);
    let mut storage = storage(&engine);
    let state = storage
        .until(|state| state.pressure == Pressure::Full)
        .await;
    assert_eq!(state.space, Some(full));
    // It goes right after that is told, and what is loaded then may still be in time to go with it.
    while server.count("GET", DOWNLOAD) < 2 {
        load(&engine, "cat").await;
    }
}
