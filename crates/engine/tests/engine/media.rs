//! Pictures and files: loaded, told by their bytes, refused.

use loggia_protocol::{
    Failure, FailureKind,
    media::{LoadAvatar, LoadMedia, Media, MediaForm, MediaSource},
    timeline::Content,
};
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    fake::{BOB, FakeServer, TimeLine},
    http::Reply,
    room::opened,
    tab::TestTab,
    timeline::events,
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";
const DOWNLOAD: &str = "/media/download/fake.test/";
const THUMBNAIL: &str = "/media/thumbnail/fake.test/";

async fn signed_in() -> (FakeServer, TestEngine) {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    (server, engine)
}

fn plain(url: &str) -> MediaSource {
    MediaSource(json!({ "url": url }).to_string())
}

async fn load(
    tab: &TestTab,
    source: MediaSource,
    form: MediaForm,
) -> Result<(Media, Vec<u8>), Failure> {
    let (media, mut buffers) = tab.call_for_buffers(LoadMedia { source, form }).await?;
    assert_eq!(buffers.len(), 1);
    Ok((media, buffers.remove(0)))
}

#[tokio::test]
async fn a_picture_of_a_message_is_loaded() {
    let mut time = TimeLine::default();
    let content = json!({
        "msgtype": "m.image", "body": "cat.png", "url": "mxc://fake.test/cat",
        "info": { "w": 800, "h": 600, "mimetype": "image/svg+xml", "size": 20 },
    });
    let (server, engine, mut timeline) = opened([time.message("$1", BOB, content)]).await;
    server.always(
        "GET",
        DOWNLOAD,
        Reply::Bytes(200, "image/svg+xml", PNG.to_vec()),
    );
    let items = timeline.until(|items| !events(items).is_empty()).await;
    let Content::Image(image) = &events(&items)[0].content else {
        panic!("{items:#?}")
    };
    assert_eq!(
        (image.size, image.file.name.as_str()),
        (Some((800, 600)), "cat.png")
    );
    let source = image.file.source.clone();
    let (media, bytes) = load(&engine, source.clone(), MediaForm::Whole)
        .await
        .unwrap();
    assert_eq!(
        (media.inline_mime.as_deref(), bytes.as_slice()),
        (Some("image/png"), PNG)
    );
    let request = server.request("GET", DOWNLOAD).await;
    assert_eq!(request.token.as_deref(), Some("token-1"));
    // What was loaded once is kept.
    load(&engine, source, MediaForm::Whole).await.unwrap();
    assert_eq!(server.count("GET", DOWNLOAD), 1);
}

#[tokio::test]
async fn what_could_carry_scripts_is_not_shown_inline() {
    let (server, engine) = signed_in().await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
    server.always("GET", DOWNLOAD, Reply::Bytes(200, "image/png", svg.clone()));
    let (media, bytes) = load(&engine, plain("mxc://fake.test/a"), MediaForm::Whole)
        .await
        .unwrap();
    assert_eq!((media.inline_mime, bytes), (None, svg));
}

#[tokio::test]
async fn thumbnails_come_from_the_server_or_from_the_file() {
    let (server, engine) = signed_in().await;
    let form = || MediaForm::Thumbnail {
        width: 320,
        height: 0,
    };
    server.once(
        "GET",
        THUMBNAIL,
        Reply::Bytes(200, "image/png", PNG.to_vec()),
    );
    load(&engine, plain("mxc://fake.test/a"), form())
        .await
        .unwrap();
    let query = server.request("GET", THUMBNAIL).await.query;
    assert_eq!(
        (query["width"].as_str(), query["height"].as_str()),
        ("320", "1")
    );
    let no_picture = json!({ "errcode": "M_UNKNOWN", "error": "cannot make one" });
    server.once("GET", THUMBNAIL, Reply::Json(400, no_picture));
    server.once(
        "GET",
        DOWNLOAD,
        Reply::Bytes(200, "audio/ogg", b"OggS and so on".to_vec()),
    );
    let (media, _) = load(&engine, plain("mxc://fake.test/b"), form())
        .await
        .unwrap();
    assert_eq!(media.inline_mime.as_deref(), Some("audio/ogg"));
}

#[tokio::test]
async fn avatars_are_small_squares() {
    let (server, engine) = signed_in().await;
    server.always(
        "GET",
        THUMBNAIL,
        Reply::Bytes(200, "image/png", PNG.to_vec()),
    );
    let call = LoadAvatar {
        source: loggia_protocol::ids::Mxc::from("mxc://fake.test/a"),
        edge: 48,
    };
    engine.call(call).await.unwrap();
    let query = server.request("GET", THUMBNAIL).await.query;
    assert_eq!(
        (query["method"].as_str(), query["width"].as_str()),
        ("crop", "48")
    );
}

#[tokio::test]
async fn each_reason_is_told() {
    let (server, engine) = signed_in().await;
    let gone = json!({ "errcode": "M_NOT_FOUND", "error": "gone" });
    let cases = [
        (Reply::Json(404, gone), FailureKind::NotFound),
        (Reply::Json(502, json!("gateway")), FailureKind::Offline),
        (Reply::Hangup, FailureKind::Offline),
        (
            Reply::Json(403, json!({ "errcode": "M_FORBIDDEN", "error": "" })),
            FailureKind::Forbidden { needed_level: None },
        ),
        (
            Reply::Json(500, json!({ "errcode": "M_UNKNOWN", "error": "" })),
            FailureKind::Internal,
        ),
    ];
    for (reply, expected) in cases {
        server.behave();
        server.always("GET", DOWNLOAD, reply.clone());
        let outcome = load(&engine, plain("mxc://fake.test/a"), MediaForm::Whole).await;
        assert_eq!(outcome.unwrap_err().kind, expected, "{reply:?}");
    }
}

#[tokio::test]
async fn malformed_addresses_ask_nobody() {
    let (server, engine) = signed_in().await;
    let n_before = server.count("GET", "/media/");
    for url in [
        "https://evil.test/a",
        "mxc://fake.test/../../versions",
        "mxc://fake.test",
        "",
    ] {
        let outcome = load(&engine, plain(url), MediaForm::Whole).await;
        assert_eq!(outcome.unwrap_err().kind, FailureKind::NotFound, "{url:?}");
        let call = LoadAvatar {
            source: url.into(),
            edge: 48,
        };
        assert_eq!(
            engine.call(call).await.unwrap_err().kind,
            FailureKind::NotFound,
            "{url:?}"
        );
    }
    let outcome = load(
        &engine,
        MediaSource("nonsense".to_owned()),
        MediaForm::Whole,
    )
    .await;
    assert_eq!(outcome.unwrap_err().kind, FailureKind::NotFound);
    assert_eq!(server.count("GET", "/media/"), n_before);
}

#[tokio::test]
async fn a_file_that_is_not_what_was_encrypted_is_refused() {
    let (server, engine) = signed_in().await;
    server.always(
        "GET",
        DOWNLOAD,
        Reply::Bytes(200, "application/octet-stream", b"something else".to_vec()),
    );
    let file = json!({ "file": {
        "url": "mxc://fake.test/a", "v": "v2", "iv": "AAAAAAAAAAAAAAAAAAAAAA",
        "hashes": { "sha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg" },
        "key": { "kty": "oct", "key_ops": ["encrypt", "decrypt"], "alg": "A256CTR", "ext": true,
                 "k": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    } });
    let outcome = load(&engine, MediaSource(file.to_string()), MediaForm::Whole).await;
    let failure = outcome.unwrap_err();
    assert!(
        matches!(failure.kind, FailureKind::Encryption(_)),
        "{failure:?}"
    );
}
