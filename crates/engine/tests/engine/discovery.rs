//! From what was typed to a homeserver that can be used, and each way to fail.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
    session::{CheckHomeserver, Homeserver, LoginKind},
};
use serde_json::json;

use crate::support::{engine::TestEngine, fake::FakeServer, http::Reply};

async fn check(input: &str) -> Result<Homeserver, Failure> {
    let engine = TestEngine::start(Platform::in_memory());
    let input = input.to_owned();
    engine.call(CheckHomeserver { input }).await
}

async fn problem(server: &FakeServer) -> FailureKind {
    check(&server.url()).await.unwrap_err().kind
}

fn at_homeserver(problem: Problem) -> FailureKind {
    FailureKind::Invalid(Field::Homeserver, problem)
}

#[tokio::test]
async fn an_address_is_found() {
    let server = FakeServer::start().await;
    let found = check(&server.url()).await.unwrap();
    assert_eq!(found.url, server.url());
    assert_eq!(found.logins, [LoginKind::Password]);
}

#[tokio::test]
async fn nonsense_is_malformed() {
    for (input, expected) in [("", Problem::Empty), ("two words", Problem::Malformed)] {
        let kind = check(input).await.unwrap_err().kind;
        assert_eq!(kind, at_homeserver(expected));
    }
}

#[tokio::test]
async fn nobody_answers() {
    let server = FakeServer::start().await;
    server.stop().await;
    assert_eq!(problem(&server).await, at_homeserver(Problem::NoServer));
}

#[tokio::test]
async fn a_web_site_is_no_homeserver() {
    let server = FakeServer::start().await;
    server.always(
        "GET",
        "/",
        Reply::Bytes(200, "text/html", b"<h1>Hello</h1>".to_vec()),
    );
    let kind = problem(&server).await;
    assert_eq!(kind, at_homeserver(Problem::NotMatrix));
}

#[tokio::test]
async fn an_old_homeserver_is_named_so() {
    let server = FakeServer::start().await;
    let versions = json!({ "versions": ["r0.5.0", "r0.6.1"] });
    server.always("GET", "/versions", Reply::Json(200, versions));
    let expected = at_homeserver(Problem::TooOld("r0.6.1".to_owned()));
    assert_eq!(problem(&server).await, expected);
}

#[tokio::test]
async fn the_well_known_file_leads_on() {
    let (site, server) = (FakeServer::start().await, FakeServer::start().await);
    let well_known = json!({ "m.homeserver": { "base_url": server.url() } });
    site.always("GET", "/versions", Reply::Json(404, json!({})));
    site.always("GET", "/.well-known/", Reply::Json(200, well_known));
    assert_eq!(check(&site.url()).await.unwrap().url, server.url());
}

#[tokio::test]
async fn ways_to_sign_in_are_named() {
    let server = FakeServer::start().await;
    let flows = json!({ "flows": [
        { "type": "m.login.sso", "identity_providers": [{ "id": "a", "name": "Acme" }] },
        { "type": "m.login.token" },
        { "type": "m.login.application_service" },
        { "type": "org.example.handshake" },
    ] });
    server.always("GET", "/login", Reply::Json(200, flows));
    let metadata = json!({ "issuer": "https://auth.example.org/" });
    server.always("GET", "/auth_metadata", Reply::Json(200, metadata));
    let found = check(&server.url()).await.unwrap();
    let expected = [
        LoginKind::Sso(vec!["Acme".to_owned()]),
        LoginKind::Token,
        LoginKind::Other("org.example.handshake".to_owned()),
        LoginKind::OAuth,
    ];
    assert_eq!(found.logins, expected);
}

#[tokio::test]
async fn too_many_questions_wait() {
    let server = FakeServer::start().await;
    let limited = json!({ "errcode": "M_LIMIT_EXCEEDED", "error": "", "retry_after_ms": 1500 });
    server.always("GET", "/versions", Reply::Json(429, limited));
    let expected = FailureKind::RateLimited { seconds: Some(2) };
    assert_eq!(problem(&server).await, expected);
}
