//! Files that are sent: taken, kept, sent, refused.

use loggia_engine::platform::{Blob, Picture, Platform, Small};
use loggia_protocol::{
    FailureKind,
    composer::{DiscardMessage, RetrySend, SendFile},
    failure::{Field, Problem},
    media::{LoadMedia, LoadUploadLimit, MediaForm, UploadsFeed},
    timeline::{Content, Event, SendState, TimelineItem},
};
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    fake::{BOB, RoomUpdate, TimeLine, restored},
    http::Reply,
    room::{ROOM, SEND, open, opened, send},
    timeline::{Timeline, events, has_failed, is_received, texts},
};

const UPLOAD: &str = "/media/v3/upload";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

/// What sends a file by this name.
fn named(name: &str) -> SendFile {
    SendFile {
        room: ROOM.into(),
        name: name.to_owned(),
        mime: Some("text/plain".to_owned()),
        caption: String::new(),
        reply_to: None,
    }
}

/// Waits for a picture or a file of which this holds.
async fn until_file(
    timeline: &mut Timeline,
    is_so: impl Fn(&Event) -> bool,
) -> (TimelineItem, Event) {
    let found = |items: &[TimelineItem]| {
        items.iter().find_map(|item| {
            let event = *events(std::slice::from_ref(item)).first()?;
            let is_file = matches!(event.content, Content::File(_) | Content::Image(_));
            (is_file && is_so(event)).then(|| (item.clone(), event.clone()))
        })
    };
    let items = timeline.until(|items| found(items).is_some()).await;
    found(&items).unwrap()
}

async fn send_file(engine: &TestEngine, name: &str) {
    let file = Blob::new(&b"hello"[..]);
    engine.call_with_file(named(name), file).await.unwrap();
}

#[tokio::test]
async fn a_file_goes_out() {
    let (server, engine, mut timeline) = opened([]).await;
    send_file(&engine, "../notes.txt").await;
    let (_, event) = until_file(&mut timeline, is_received).await;
    let upload = server.request("POST", UPLOAD).await;
    assert_eq!(upload.bytes, b"hello");
    let body = server.request("PUT", SEND).await.body;
    assert_eq!(
        body,
        json!({
            "msgtype": "m.file", "body": "notes.txt", "url": "mxc://fake.test/upload-1",
            "info": { "mimetype": "text/plain", "size": 5 },
        })
    );
    let Content::File(file) = event.content else {
        panic!("{event:#?}")
    };
    assert_eq!((file.name.as_str(), file.n_bytes), ("notes.txt", Some(5)));
}

#[tokio::test]
async fn a_picture_goes_out_with_all_that_is_known_of_it() {
    let mut time = TimeLine::default();
    let (server, engine, mut timeline) = opened([time.text("$1", BOB, "show me")]).await;
    let picture = Picture {
        size: (1600, 1200),
        blurhash: Some("LEHV6nWB2yk8pyo0adR*.7kCMdnj".to_owned()),
        thumbnail: Some(Small {
            bytes: b"small".to_vec(),
            mime: "image/jpeg".parse().unwrap(),
            size: (800, 600),
        }),
    };
    let call = SendFile {
        caption: "the **harbour**, @bob:fake.test".to_owned(),
        reply_to: Some("$1".into()),
        ..named("harbour.png")
    };
    let file = Blob::new(PNG).showing(picture);
    engine.call_with_file(call, file).await.unwrap();
    let (_, event) = until_file(&mut timeline, is_received).await;
    let Content::Image(image) = &event.content else {
        panic!("{event:#?}")
    };
    assert_eq!(image.size, Some((1600, 1200)));
    assert!(image.thumbnail.is_some() && image.blurhash.is_some());
    assert!(event.reply_to.is_some());
    let body = server.request("PUT", SEND).await.body;
    assert_eq!(body["body"], "the **harbour**, @bob:fake.test");
    assert_eq!(body["filename"], "harbour.png");
    assert_eq!(body["info"]["mimetype"], "image/png");
    assert_eq!(body["info"]["thumbnail_info"]["w"], 800);
    assert_eq!(body["m.mentions"], json!({ "user_ids": [BOB] }));
    assert_eq!(body["m.relates_to"]["m.in_reply_to"]["event_id"], "$1");
    let html = body["formatted_body"].as_str().unwrap();
    assert!(html.contains("<strong>harbour</strong>"), "{html}");
    assert_eq!(server.count("POST", UPLOAD), 2);
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_and_keeps_nobody_waiting() {
    let (server, engine, mut timeline) = opened([]).await;
    assert_eq!(engine.call(LoadUploadLimit).await.unwrap(), 50_000);
    let at_file = |problem| FailureKind::Invalid(Field::File, problem);
    for (file, kind) in [
        (Blob::default(), at_file(Problem::Empty)),
        (Blob::new(PNG).gone(), at_file(Problem::Unreadable)),
        (
            Blob::new([1; 50_001]),
            FailureKind::TooLarge {
                limit: Some(50_000),
            },
        ),
    ] {
        let sent = engine.call_with_file(named("a"), file).await;
        assert_eq!(sent.unwrap_err().kind, kind);
    }
    send(&engine, "after").await.unwrap();
    timeline.until_message("after", is_received).await;
    assert_eq!(server.count("POST", UPLOAD), 0);
}

#[tokio::test]
async fn a_server_that_says_its_limit_late_gets_the_file() {
    let (server, engine, mut timeline) = opened([]).await;
    server.times(2, "GET", "/media/config", Reply::Json(503, json!({})));
    send_file(&engine, "a").await;
    until_file(&mut timeline, is_received).await;
}

#[tokio::test]
async fn a_file_that_the_server_refuses_can_be_sent_again() {
    let (server, engine, mut timeline) = opened([]).await;
    let refused = json!({ "errcode": "M_TOO_LARGE", "error": "no" });
    server.once("POST", UPLOAD, Reply::Json(413, refused));
    send_file(&engine, "a").await;
    let (item, event) = until_file(&mut timeline, has_failed).await;
    let SendState::Failed(failure) = event.send_state else {
        unreachable!()
    };
    assert_eq!(failure.kind, FailureKind::TooLarge { limit: None });
    let (room, item) = (ROOM.into(), item.key);
    let retry = RetrySend { room, item };
    engine.call(retry).await.unwrap();
    until_file(&mut timeline, is_received).await;
    assert_eq!(server.count("POST", UPLOAD), 2);
}

#[tokio::test]
async fn a_file_on_its_way_can_be_called_off() {
    let (server, engine, mut timeline) = opened([]).await;
    server.once("POST", UPLOAD, Reply::Silence);
    send_file(&engine, "a").await;
    let is_sending = |event: &Event| event.send_state == SendState::Sending;
    let (item, _) = until_file(&mut timeline, is_sending).await;
    server.request("POST", UPLOAD).await;
    send(&engine, "after").await.unwrap();
    let call = DiscardMessage {
        room: ROOM.into(),
        item: item.key,
    };
    engine.call(call).await.unwrap();
    timeline
        .until(|items| texts(items) == ["after"] && events(items).len() == 1)
        .await;
    timeline.until_message("after", is_received).await;
    assert_eq!(server.count("PUT", SEND), 1);
}

#[tokio::test]
async fn a_cut_upload_begins_anew_and_makes_one_message() {
    let (server, engine, mut timeline) = opened([]).await;
    server.once("POST", UPLOAD, Reply::Hangup);
    send_file(&engine, "a").await;
    send(&engine, "after").await.unwrap();
    until_file(&mut timeline, is_received).await;
    timeline.until_message("after", is_received).await;
    assert_eq!(server.count("POST", UPLOAD), 2);
    assert_eq!(server.count("PUT", SEND), 2);
    assert_eq!(server.request("PUT", SEND).await.body["msgtype"], "m.file");
}

#[tokio::test]
async fn an_engine_that_dies_leaves_the_file_to_the_next() {
    let directory = tempfile::tempdir().unwrap();
    let server = crate::support::fake::FakeServer::start().await;
    server.push(RoomUpdate::joined(ROOM, "A"));
    let engine = server
        .signed_in_on(Platform::in_dir(directory.path()))
        .await;
    let mut timeline = open(&engine).await;
    server.always("POST", UPLOAD, Reply::Silence);
    send_file(&engine, "a").await;
    let (_, event) = until_file(&mut timeline, |_| true).await;
    let Content::File(file) = event.content else {
        panic!("{event:#?}")
    };
    // What is not sent yet can be looked at.
    let load = LoadMedia {
        source: file.source,
        form: MediaForm::Whole,
    };
    let (_, bytes) = engine.call_for_buffers(load).await.unwrap();
    assert_eq!(bytes, [b"hello"]);
    server.request("POST", UPLOAD).await;
    let platform = engine.kill();
    server.behave();
    let engine = TestEngine::start(platform);
    restored(&engine).await;
    let mut timeline = open(&engine).await;
    until_file(&mut timeline, is_received).await;
    assert_eq!(server.count("PUT", SEND), 1);
}

#[tokio::test]
async fn nothing_is_on_its_way_at_first() {
    let (_server, engine, _timeline) = opened([]).await;
    let mut uploads = engine.watch(UploadsFeed);
    assert_eq!(uploads.until(|_| true).await, []);
}
