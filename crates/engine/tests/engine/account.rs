//! The account: what the server wants before it changes something.

use loggia_protocol::{
    FailureKind,
    account::{ChangePassword, OtherSessions},
    failure::{Field, Problem},
};
use serde_json::json;

use crate::support::{fake::FakeServer, http::Reply};

const PASSWORD: &str = "/account/password";

fn change() -> ChangePassword {
    ChangePassword {
        password: "old".to_owned(),
        new_password: "new".to_owned(),
        others: OtherSessions::Stay,
    }
}

fn wants(flows: &[&[&str]]) -> Reply {
    let flows: Vec<_> = flows
        .iter()
        .map(|stages| json!({ "stages": stages }))
        .collect();
    Reply::Json(
        401,
        json!({ "flows": flows, "params": {}, "session": "s1" }),
    )
}

#[tokio::test]
async fn the_password_answers_where_it_is_one_of_the_ways() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    server.always("POST", PASSWORD, Reply::Json(200, json!({})));
    server.once(
        "POST",
        PASSWORD,
        wants(&[&["m.login.sso"], &["m.login.password"]]),
    );
    engine.call(change()).await.unwrap();
    let answer = server.nth_request(2, "POST", PASSWORD).await.body;
    assert_eq!(answer["auth"]["type"], "m.login.password");
    assert_eq!(answer["auth"]["session"], "s1");
    assert_eq!(answer["auth"]["password"], "old");
    assert_eq!(answer["logout_devices"], false);
}

#[tokio::test]
async fn a_server_that_wants_something_else_is_not_given_the_password() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    let both: &[&str] = &["m.login.password", "m.login.email.identity"];
    server.always("POST", PASSWORD, wants(&[&["m.login.sso"], both]));
    let refused = engine.call(change()).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::Unsupported);
    assert_eq!(server.count("POST", PASSWORD), 1);
}

#[tokio::test]
async fn a_password_that_the_server_finds_weak_is_told_at_its_field() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    let weak = FailureKind::Invalid(Field::NewPassword, Problem::Weak);
    for code in ["M_WEAK_PASSWORD", "M_PASSWORD_TOO_SHORT"] {
        let error = json!({ "errcode": code, "error": "too short" });
        server.once("POST", PASSWORD, Reply::Json(400, error));
        assert_eq!(engine.call(change()).await.unwrap_err().kind, weak);
    }
}

#[tokio::test]
async fn a_server_whose_accounts_are_managed_elsewhere_says_so() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    let error = json!({ "errcode": "M_UNRECOGNIZED", "error": "no such thing" });
    server.always("POST", PASSWORD, Reply::Json(404, error));
    let refused = engine.call(change()).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::Unsupported);
}
