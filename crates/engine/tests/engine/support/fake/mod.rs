//! A homeserver that says what tests want: one account, rooms that are pushed, any answer replaced, any fault.

mod classic;
mod room;
mod routes;
mod sync;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use loggia_engine::platform::Platform;
use loggia_protocol::session::{Account, SessionFeed, SessionState, SignIn};
use serde_json::Value;
use tokio::{sync::watch, time::timeout};

pub use room::{RoomUpdate, TimeLine, message, state};
use sync::Update;

use super::{
    engine::TestEngine,
    feed::PATIENCE,
    http::{Handler, Reply, Request, Server},
};

/// The account's Matrix ID.
pub const ALICE: &str = "@alice:fake.test";
/// Its password.
pub const PASSWORD: &str = "wonderland";
/// Somebody else.
pub const BOB: &str = "@bob:fake.test";

/// The homeserver; it listens until it is dropped or stopped.
pub struct FakeServer {
    world: Arc<World>,
    server: Mutex<Option<Server>>,
    address: SocketAddr,
}

/// All that the homeserver knows.
struct World {
    state: Mutex<Known>,
    /// Counts changes, for whoever waits for one.
    changes: watch::Sender<u64>,
}

#[derive(Default)]
struct Known {
    requests: Vec<Request>,
    rules: Vec<Rule>,
    updates: Vec<Update>,
    account_data: BTreeMap<String, Value>,
    n_devices: u32,
    n_sent: u32,
    n_uploads: u32,
    /// Event ids by transaction.
    transactions: BTreeMap<String, String>,
    /// How many of the next answers to sent events get lost.
    n_lost_answers: u32,
    /// Positions of older lives are not known.
    life: u32,
    ended: Option<bool>,
    /// Simplified sliding sync is not known.
    is_classic: bool,
}

/// Whether the SDK asks by itself, to count what is unread. Nothing is kept for that: it comes whenever it comes.
fn is_counting(request: &Request) -> bool {
    const PAGE: &str = "30";
    let limit = request.query.get("limit").map(String::as_str);
    request.path.ends_with("/messages") && limit == Some(PAGE)
}

/// An answer that takes the place of the usual one.
struct Rule {
    matches: Box<dyn Fn(&Request) -> bool + Send>,
    reply: Reply,
    /// How often; for ever if that is not said.
    times: Option<u32>,
}

impl FakeServer {
    /// Starts a homeserver without rooms.
    pub async fn start() -> Self {
        let world = Arc::new(World {
            state: Mutex::default(),
            changes: watch::Sender::new(0),
        });
        let server = Server::start(([127, 0, 0, 1], 0).into(), handler(&world)).await;
        Self {
            address: server.address,
            world,
            server: Mutex::new(Some(server)),
        }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Cannot be reached any more.
    pub async fn stop(&self) {
        let server = self.server.lock().unwrap().take();
        if let Some(server) = server {
            server.stop().await;
        }
    }

    /// Can be reached again, as if nothing had been.
    pub async fn resume(&self) {
        let server = Server::start(self.address, handler(&self.world)).await;
        *self.server.lock().unwrap() = Some(server);
    }

    /// Cuts all connections, so that what waits for an answer has to ask again.
    pub async fn cut(&self) {
        self.stop().await;
        self.resume().await;
    }

    /// Forgets all positions in the sync, as a server does that was restored.
    pub fn forget_positions(&self) {
        self.world.change(|known| known.life += 1);
    }

    /// Unlearns sliding sync, as older servers never knew it; or learns it.
    pub fn speak_classic(&self, is_classic: bool) {
        self.world.change(|known| known.is_classic = is_classic);
    }

    /// Ends all sessions.
    pub fn end_sessions(&self, is_soft: bool) {
        self.world.change(|known| known.ended = Some(is_soft));
    }

    /// Answers requests of this method, whose path contains this, in another way; once.
    pub fn once(&self, method: &'static str, path: &'static str, reply: Reply) {
        self.times(1, method, path, reply);
    }

    /// Answers requests of this method, whose path contains this, in another way; so often.
    pub fn times(&self, times: u32, method: &'static str, path: &'static str, reply: Reply) {
        self.rule(method, path, reply, Some(times));
    }

    /// Answers requests of this method, whose path contains this, in another way from now on.
    pub fn always(&self, method: &'static str, path: &'static str, reply: Reply) {
        self.rule(method, path, reply, None);
    }

    /// Takes the next events that are sent, but hangs up before it says so.
    pub fn lose_answers(&self, n: u32) {
        self.world.change(|known| known.n_lost_answers = n);
    }

    /// Takes all of [`FakeServer::once`] and [`FakeServer::always`] back.
    pub fn behave(&self) {
        self.world.change(|known| known.rules.clear());
    }

    fn rule(&self, method: &'static str, path: &'static str, reply: Reply, times: Option<u32>) {
        let matches = Box::new(move |request: &Request| {
            request.method == method && request.path.contains(path) && !is_counting(request)
        });
        let rule = Rule {
            matches,
            reply,
            times,
        };
        self.world.change(|known| known.rules.insert(0, rule));
    }

    /// Has a room's changes arrive with the next sync.
    pub fn push(&self, update: RoomUpdate) {
        self.push_update(Update::Room(update));
    }

    /// Has changes of the account's data arrive with the next sync.
    pub fn push_account_data(&self, kind: &str, content: Value) {
        let event = serde_json::json!({ "type": kind, "content": content });
        self.world.change(|known| {
            known.account_data.insert(kind.to_owned(), content);
        });
        self.push_update(Update::AccountData(event));
    }

    /// Has changes of a room's account data arrive with the next sync.
    pub fn push_room_account_data(&self, room: &str, kind: &str, content: Value) {
        let event = serde_json::json!({ "type": kind, "content": content });
        self.push_update(Update::RoomAccountData(room.to_owned(), event));
    }

    /// Has it arrive that exactly these people type.
    pub fn push_typing(&self, room: &str, users: &[&str]) {
        let event = serde_json::json!({ "type": "m.typing", "content": { "user_ids": users } });
        self.push_update(Update::Typing(room.to_owned(), event));
    }

    /// Has it arrive that somebody has read up to an event.
    pub fn push_receipt(&self, room: &str, event: &str, user: &str) {
        let receipts =
            serde_json::json!({ event: { "m.read": { user: { "ts": 1_700_000_500_000_u64 } } } });
        let event = serde_json::json!({ "type": "m.receipt", "content": receipts });
        self.push_update(Update::Receipts(room.to_owned(), event));
    }

    fn push_update(&self, update: Update) {
        self.world.change(|known| known.updates.push(update));
    }

    /// How many requests of this method there were whose path contains this.
    pub fn count(&self, method: &str, path: &str) -> usize {
        let known = self.world.state.lock().unwrap();
        let found = known
            .requests
            .iter()
            .filter(|request| matches(request, method, path));
        found.count()
    }

    /// Waits for as many requests of this method whose path contains this, and hands the last one out.
    pub async fn nth_request(&self, n: usize, method: &str, path: &str) -> Request {
        let mut changes = self.world.changes.subscribe();
        let waiting = async {
            loop {
                let found = {
                    let known = self.world.state.lock().unwrap();
                    let mut found = known
                        .requests
                        .iter()
                        .filter(|request| matches(request, method, path));
                    found.nth(n - 1).cloned()
                };
                if let Some(request) = found {
                    return request;
                }
                changes.changed().await.unwrap();
            }
        };
        let waited = timeout(PATIENCE, waiting).await;
        waited.unwrap_or_else(|_| panic!("no {n} requests {method} …{path}…"))
    }

    /// Waits for the first request of this method whose path contains this.
    pub async fn request(&self, method: &str, path: &str) -> Request {
        self.nth_request(1, method, path).await
    }

    /// An engine in memory with the account signed in.
    pub async fn signed_in(&self) -> TestEngine {
        self.signed_in_on(Platform::in_memory()).await
    }

    /// An engine on this platform with the account signed in.
    pub async fn signed_in_on(&self, platform: Platform) -> TestEngine {
        let engine = TestEngine::start(platform);
        let mut session = engine.watch(SessionFeed);
        session
            .until(|state| *state == SessionState::SignedOut)
            .await;
        engine.call(self.sign_in()).await.unwrap();
        engine
    }

    /// What signs the account in.
    pub fn sign_in(&self) -> SignIn {
        SignIn {
            homeserver: self.url(),
            username: "alice".to_owned(),
            password: PASSWORD.to_owned(),
            device_name: "test".to_owned(),
        }
    }
}

/// Waits until an engine has gone on with its stored session.
pub async fn restored(engine: &TestEngine) -> Account {
    let mut session = engine.watch(SessionFeed);
    let state = session.until(|state| matches!(state, SessionState::SignedIn(_)));
    match state.await {
        SessionState::SignedIn(account) => account,
        state => unreachable!("{state:?}"),
    }
}

impl World {
    fn change<T>(&self, change: impl FnOnce(&mut Known) -> T) -> T {
        let outcome = change(&mut self.state.lock().unwrap());
        self.changes.send_modify(|n| *n += 1);
        outcome
    }
}

fn matches(request: &Request, method: &str, path: &str) -> bool {
    request.method == method && request.path.contains(path)
}

fn handler(world: &Arc<World>) -> Handler {
    let world = world.clone();
    Arc::new(move |request| Box::pin(routes::answer(world.clone(), request)))
}
