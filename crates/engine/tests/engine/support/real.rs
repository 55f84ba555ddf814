//! A real homeserver: people are registered, rooms are made through the client API, as another client would.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use loggia_engine::platform::Platform;
use loggia_protocol::{
    rooms::{RoomListFeed, RoomRow},
    session::{SessionFeed, SessionState, SignIn},
};
use matrix_sdk::reqwest::{Client, Method};
use serde_json::{Value, json};

use super::{engine::TestEngine, timeline::Timeline};

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// The homeserver's address.
pub fn homeserver() -> String {
    std::env::var("LOGGIA_TEST_HOMESERVER")
        .expect("this test needs a homeserver: run it through `cargo xtask test engine`")
}

/// An account, with a session of its own that knows no encryption.
pub struct User {
    /// Its Matrix ID.
    pub id: String,
    /// The local part of it.
    pub name: String,
    token: String,
    http: Client,
}

impl User {
    /// Registers somebody whose name begins like this.
    pub async fn register(name: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_nanos();
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{name}-{now:x}-{count}");
        let http = Client::new();
        let body = json!({
            "username": name, "password": PASSWORD, "auth": { "type": "m.login.dummy" },
            "initial_device_display_name": "rest",
        });
        let answer = send(&http, Method::POST, "register", None, &body).await;
        Self {
            id: answer["user_id"].as_str().unwrap().to_owned(),
            token: answer["access_token"].as_str().unwrap().to_owned(),
            name,
            http,
        }
    }

    /// Asks the homeserver with this account's own session.
    pub async fn ask(&self, method: Method, path: &str, body: Value) -> Value {
        send(&self.http, method, path, Some(&self.token), &body).await
    }

    /// Makes a room and hands back its id.
    pub async fn create_room(&self, options: Value) -> String {
        let answer = self.ask(Method::POST, "createRoom", options).await;
        answer["room_id"].as_str().unwrap().to_owned()
    }

    /// Makes an encrypted direct chat, in which the other one is at once.
    pub async fn create_encrypted_chat(&self, other: &User) -> String {
        let encryption = json!({ "algorithm": "m.megolm.v1.aes-sha2" });
        let room = self
            .create_room(json!({
                "preset": "trusted_private_chat", "is_direct": true, "invite": [other.id],
                "initial_state": [{ "type": "m.room.encryption", "state_key": "", "content": encryption }],
            }))
            .await;
        other
            .ask(Method::POST, &format!("join/{room}"), json!({}))
            .await;
        let direct = json!({ other.id.as_str(): [room] });
        self.set_account_data("m.direct", direct).await;
        room
    }

    /// Sets the account's data.
    pub async fn set_account_data(&self, kind: &str, content: Value) {
        self.ask(
            Method::PUT,
            &format!("user/{}/account_data/{kind}", self.id),
            content,
        )
        .await;
    }

    /// Says something in a room.
    pub async fn say(&self, room: &str, text: &str) -> String {
        let content = json!({ "msgtype": "m.text", "body": text });
        self.send(room, "m.room.message", content).await
    }

    /// Sends an event into a room.
    pub async fn send(&self, room: &str, kind: &str, content: Value) -> String {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap()
            .as_nanos();
        let path = format!("rooms/{room}/send/{kind}/{now}");
        let answer = self.ask(Method::PUT, &path, content).await;
        answer["event_id"].as_str().unwrap().to_owned()
    }

    /// What signs this account in.
    pub fn sign_in(&self) -> SignIn {
        SignIn {
            homeserver: homeserver(),
            username: self.name.clone(),
            password: PASSWORD.to_owned(),
            device_name: "engine".to_owned(),
        }
    }

    /// An engine in memory with this account signed in.
    pub async fn signed_in(&self) -> TestEngine {
        self.signed_in_on(Platform::in_memory()).await
    }

    /// An engine on this platform with this account signed in.
    pub async fn signed_in_on(&self, platform: Platform) -> TestEngine {
        let engine = TestEngine::start(platform);
        let mut session = engine.watch(SessionFeed);
        session
            .until(|state| *state == SessionState::SignedOut)
            .await;
        engine.call(self.sign_in()).await.unwrap();
        engine
    }
}

async fn send(
    http: &Client,
    method: Method,
    path: &str,
    token: Option<&str>,
    body: &Value,
) -> Value {
    let url = format!(
        "{}/_matrix/client/v3/{}",
        homeserver(),
        path.replace('#', "%23")
    );
    let mut request = http.request(method, &url).body(body.to_string());
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status();
    let body: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    assert!(status.is_success(), "{url}: {body}");
    body
}

/// The room list without a search.
pub fn room_list(engine: &TestEngine) -> super::feed::List<RoomListFeed, RoomRow> {
    engine.list::<RoomRow, _>(RoomListFeed::default())
}

/// A room's timeline, once the engine knows the room.
pub async fn timeline(engine: &TestEngine, room: &str) -> Timeline {
    let mut list = room_list(engine);
    list.until(|rows| rows.iter().any(|row| row.room.as_str() == room))
        .await;
    super::timeline::timeline(engine, room)
}
