//! Versions, and `.well-known` files as servers serve them.

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::*;

/// A server that gives every question this answer.
async fn server(status: u16, body: &'static str) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status} -\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    Url::parse(&format!("http://{address}")).unwrap()
}

async fn well_known(status: u16, body: &'static str) -> Result<Option<Url>, Failure> {
    look_up(&Platform::in_memory(), &server(status, body).await).await
}

#[test]
fn versions_are_ordered_as_numbers() {
    let mut versions = vec![
        "v1.9", "r0.6.1", "v1.10", "v1.1", "nonsense", "v2.0", "v1.x",
    ];
    versions.retain(|version| order(version).is_some());
    versions.sort_by_key(|version| order(version));
    assert_eq!(versions, ["r0.6.1", "v1.1", "v1.9", "v1.10", "v2.0"]);
}

#[tokio::test]
async fn a_well_known_file_names_the_homeserver() {
    let file = r#"{ "m.homeserver": { "base_url": "https://matrix.example.org/" }, "m.odd": 1 }"#;
    let found = well_known(200, file).await.unwrap().unwrap();
    assert_eq!(
        below(&found, "/versions"),
        "https://matrix.example.org/versions"
    );
}

#[tokio::test]
async fn without_a_well_known_file_the_name_is_the_address() {
    assert_eq!(well_known(404, "not here").await.unwrap(), None);
    let nobody = Url::parse("http://127.0.0.1:1").unwrap();
    assert_eq!(
        look_up(&Platform::in_memory(), &nobody).await.unwrap(),
        None
    );
}

#[tokio::test]
async fn a_well_known_file_that_cannot_be_used_is_told() {
    let bad = [
        (200, "<html>"),
        (200, "{}"),
        (200, r#"{ "m.homeserver": "https://example.org" }"#),
        (
            200,
            r#"{ "m.homeserver": { "base_url": "ftp://example.org" } }"#,
        ),
        (200, r#"{ "m.homeserver": { "base_url": "" } }"#),
        (500, "broken"),
    ];
    for (status, body) in bad {
        let failure = well_known(status, body).await.unwrap_err();
        let expected = FailureKind::Invalid(Field::Homeserver, Problem::BadWellKnown);
        assert_eq!(failure.kind, expected, "{status} {body}");
    }
}
