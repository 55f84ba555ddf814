//! Finding people, and inviting them.

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
    members::Person,
    people::*,
};
use serde_json::json;

use crate::support::{
    engine::TestEngine,
    fake::{ALICE, BOB, FakeServer, RoomUpdate, state},
    http::Reply,
    room::{self, ROOM},
};

const CAROL: &str = "@carol:fake.test";
const INVITE: &str = "/invite";

fn names(people: &[Person]) -> Vec<&str> {
    people.iter().map(|person| person.name.as_str()).collect()
}

fn find(text: &str) -> FindPeople {
    FindPeople {
        text: text.to_owned(),
        outside: None,
    }
}

async fn look_up(engine: &TestEngine, user: &str) -> Result<Option<Person>, Failure> {
    engine.call(LookUpPerson { user: user.into() }).await
}

/// A room in which Carol is, and the reader.
async fn with_carol() -> (FakeServer, TestEngine) {
    let content = json!({ "membership": "join", "displayname": "Carol Ames" });
    let member = state("m.room.member", CAROL, CAROL, content);
    let server = FakeServer::start().await;
    server.push(RoomUpdate::joined(ROOM, "A").state(member));
    let engine = server.signed_in().await;
    room::open(&engine).await;
    (server, engine)
}

#[tokio::test]
async fn people_of_ones_rooms_are_found_on_this_device() {
    let (server, engine) = with_carol().await;
    let suggested = engine.call(find("")).await.unwrap();
    assert!(names(&suggested).contains(&"Carol Ames"), "{suggested:?}");
    assert!(suggested.iter().all(|person| person.user.as_str() != ALICE));
    let found = engine.call(find("AMES car")).await.unwrap();
    assert_eq!(names(&found), ["Carol Ames"]);
    assert!(engine.call(find("ames bob")).await.unwrap().is_empty());
    let outside = FindPeople {
        outside: Some(ROOM.into()),
        ..find("carol")
    };
    assert!(engine.call(outside).await.unwrap().is_empty());
    assert_eq!(server.count("POST", "/user_directory"), 0);
}

#[tokio::test]
async fn the_directory_is_asked_and_not_trusted() {
    let server = FakeServer::start().await;
    let engine = server.signed_in().await;
    let user = |n: u32| json!({ "user_id": format!("@u{n}:x"), "display_name": "n".repeat(2_000), "avatar_url": "mxc://nonsense" });
    let mut results = vec![json!({ "user_id": ALICE, "display_name": "Alice" })];
    results.extend((0..200).map(user));
    let reply = json!({ "limited": true, "results": results });
    server.always("POST", "/user_directory/search", Reply::Json(200, reply));
    let search = |text: &str| {
        engine.call(SearchDirectory {
            text: text.to_owned(),
            outside: None,
        })
    };
    let found = search("u").await.unwrap();
    assert!(found.len() <= 20 && found.iter().all(|person| person.user.as_str() != ALICE));
    assert!(
        found
            .iter()
            .all(|person| person.name.len() <= 256 && person.avatar.is_none())
    );
    assert!(search(" ").await.unwrap().is_empty());
    assert_eq!(server.count("POST", "/user_directory/search"), 1);
}

#[tokio::test]
async fn somebody_is_looked_up_by_their_id() {
    let (server, engine) = with_carol().await;
    let bob = look_up(&engine, BOB).await.unwrap().unwrap();
    assert_eq!(bob.user.as_str(), BOB);
    let missing = json!({ "errcode": "M_NOT_FOUND", "error": "nobody" });
    server.always("GET", "/profile/", Reply::Json(404, missing));
    assert_eq!(look_up(&engine, "@nobody:fake.test").await, Ok(None));
    let malformed = FailureKind::Invalid(Field::Person, Problem::Malformed);
    let refused = look_up(&engine, "@no body").await.unwrap_err();
    assert_eq!(refused.kind, malformed);
}

#[tokio::test]
async fn an_invitation_is_sent_or_refused_with_a_reason() {
    let (server, engine) = with_carol().await;
    let invite = || {
        engine.call(InvitePerson {
            room: ROOM.into(),
            user: "@dora:else.test".into(),
        })
    };
    server.once("POST", INVITE, Reply::Json(200, json!({})));
    invite().await.unwrap();
    let sent = server.request("POST", INVITE).await.body;
    assert_eq!(sent["user_id"], "@dora:else.test");
    let at = |problem| FailureKind::Invalid(Field::Person, problem);
    let old = Problem::TooOld("11".to_owned());
    for (status, error, kind) in [
        (
            403,
            json!({ "errcode": "M_INVITE_BLOCKED" }),
            at(Problem::Refusing),
        ),
        (
            404,
            json!({ "errcode": "M_NOT_FOUND" }),
            at(Problem::Unknown),
        ),
        (
            400,
            json!({ "errcode": "M_INCOMPATIBLE_ROOM_VERSION", "room_version": "11" }),
            at(old),
        ),
        (
            429,
            json!({ "errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1_000 }),
            FailureKind::RateLimited { seconds: Some(1) },
        ),
        (
            403,
            json!({ "errcode": "M_FORBIDDEN" }),
            FailureKind::Forbidden { needed_level: None },
        ),
    ] {
        let mut error = error;
        error["error"] = json!("says the test");
        server.once("POST", INVITE, Reply::Json(status, error));
        assert_eq!(invite().await.unwrap_err().kind, kind);
    }
    let banned = Reply::Json(200, json!({ "membership": "ban" }));
    server.always("GET", "/state/m.room.member/", banned);
    let forbidden = json!({ "errcode": "M_FORBIDDEN", "error": "says the test" });
    server.once("POST", INVITE, Reply::Json(403, forbidden));
    assert_eq!(invite().await.unwrap_err().kind, at(Problem::Banned));
}
