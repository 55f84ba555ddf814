//! An engine in a thread of its own, as it has a worker of its own in the browser, and tabs that talk to it in bytes.

use std::{
    cell::RefCell,
    collections::HashMap,
    ops::Deref,
    rc::Rc,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use loggia_engine::{
    Engine,
    host::{Frame, Tab},
    platform::Platform,
    services::session,
};
use loggia_protocol::{
    CallSpec, Diff, Failure, FeedSpec,
    envelope::{CallId, FeedId, ToApp, ToEngine, decode, encode},
};
use tokio::{
    sync::{mpsc, oneshot},
    task::{LocalSet, spawn_local},
    time::timeout,
};

use super::{
    feed::{Delivery, Feed, List, PATIENCE, State},
    panics,
};

/// How long work that cannot be interrupted may take when an engine is killed.
const LAST_WORK: Duration = Duration::from_secs(10);

/// The SDK's futures are large where they are not optimised.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// An engine, and its first tab.
pub struct TestEngine {
    /// What the engine stands on, to look into.
    pub platform: Platform,
    tab: TestTab,
    orders: mpsc::UnboundedSender<Order>,
    thread: Option<JoinHandle<Vec<String>>>,
}

/// A tab: what an engine says to it is sorted by call and feed.
pub struct TestTab {
    id: u32,
    orders: mpsc::UnboundedSender<Order>,
    mail: Arc<Mutex<Mail>>,
    next_number: AtomicU32,
}

/// An encoded reply, or a failure, and the buffers beside it.
type Answer = (Result<Vec<u8>, Failure>, Vec<Vec<u8>>);

#[derive(Default)]
struct Mail {
    calls: HashMap<CallId, oneshot::Sender<Answer>>,
    feeds: HashMap<FeedId, mpsc::UnboundedSender<Delivery>>,
    hello: Vec<String>,
}

enum Order {
    Connect(u32, Arc<Mutex<Mail>>),
    Message(u32, Vec<u8>),
    Leave(u32),
    CountRunning(u32, oneshot::Sender<(usize, usize)>),
    Die,
}

impl TestEngine {
    /// Starts an engine, which looks for a stored session at once.
    pub fn start(platform: Platform) -> Self {
        let (orders, inbox) = mpsc::unbounded_channel();
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn({
            let platform = platform.clone();
            move || work(platform, inbox)
        });
        let tab = TestTab::connect(0, &orders);
        Self {
            platform,
            tab,
            orders,
            thread: Some(thread.unwrap()),
        }
    }

    /// Another tab.
    pub fn connect(&self, id: u32) -> TestTab {
        TestTab::connect(id, &self.orders)
    }

    /// Ends the engine as a browser ends a worker: in the middle of whatever it does.
    pub fn kill(mut self) -> Platform {
        self.end();
        self.platform.clone()
    }

    fn end(&mut self) {
        let Some(thread) = self.thread.take() else {
            return;
        };
        let _ = self.orders.send(Order::Die);
        let panics = thread.join().unwrap();
        if !std::thread::panicking() {
            assert!(panics.is_empty(), "the engine panicked: {panics:#?}");
        }
    }
}

impl Drop for TestEngine {
    fn drop(&mut self) {
        self.end();
    }
}

impl Deref for TestEngine {
    type Target = TestTab;

    fn deref(&self) -> &TestTab {
        &self.tab
    }
}

impl TestTab {
    fn connect(id: u32, orders: &mpsc::UnboundedSender<Order>) -> Self {
        let mail = Arc::<Mutex<Mail>>::default();
        let _ = orders.send(Order::Connect(id, mail.clone()));
        Self {
            id,
            orders: orders.clone(),
            mail,
            next_number: AtomicU32::default(),
        }
    }

    /// Calls, and waits for the reply.
    pub async fn call<C: CallSpec>(&self, call: C) -> Result<C::Reply, Failure> {
        self.call_for_buffers(call).await.map(|(reply, _)| reply)
    }

    /// Calls, and waits for the reply and the buffers beside it.
    pub async fn call_for_buffers<C: CallSpec>(
        &self,
        call: C,
    ) -> Result<(C::Reply, Vec<Vec<u8>>), Failure> {
        let (_, answer) = self.start_call(call);
        let answer = timeout(PATIENCE, answer).await;
        let answer = answer.unwrap_or_else(|_| panic!("{} gets no reply", C::NAME));
        let (result, buffers) = answer.unwrap_or_else(|_| panic!("{}: no engine", C::NAME));
        Ok((decode(&result?).unwrap(), buffers))
    }

    /// Calls without waiting; the answer is still encoded.
    pub fn start_call<C: CallSpec>(&self, call: C) -> (CallId, oneshot::Receiver<Answer>) {
        let id = CallId(self.next_number.fetch_add(1, Ordering::Relaxed));
        let (sender, receiver) = oneshot::channel();
        self.mail.lock().unwrap().calls.insert(id, sender);
        self.send(&ToEngine::Call(id, call.into()));
        (id, receiver)
    }

    /// Opens a feed.
    pub fn open<F: FeedSpec>(&self, feed: F) -> Feed<F> {
        let id = FeedId(self.next_number.fetch_add(1, Ordering::Relaxed));
        let (sender, receiver) = mpsc::unbounded_channel();
        self.mail.lock().unwrap().feeds.insert(id, sender);
        self.send(&ToEngine::Open(id, feed.into()));
        let close = CloseOnDrop {
            orders: self.orders.clone(),
            message: Order::Message(self.id, encode(&ToEngine::Close(id))).into(),
        };
        Feed::new(receiver, Box::new(close))
    }

    /// Opens a feed of a state.
    pub fn watch<F: FeedSpec<Batch: std::fmt::Debug + Clone>>(&self, feed: F) -> State<F> {
        State::new(self.open(feed))
    }

    /// Opens a feed of a list.
    pub fn list<T, F>(&self, feed: F) -> List<F, T>
    where
        T: std::fmt::Debug + Clone,
        F: FeedSpec<Batch = Vec<Diff<T>>>,
    {
        List::new(self.open(feed))
    }

    /// Sends any message.
    pub fn send(&self, message: &ToEngine) {
        self.send_bytes(encode(message));
    }

    /// Sends any bytes.
    pub fn send_bytes(&self, bytes: Vec<u8>) {
        let _ = self.orders.send(Order::Message(self.id, bytes));
    }

    /// How many calls and feeds the engine serves for this tab.
    pub async fn n_running(&self) -> (usize, usize) {
        let (sender, receiver) = oneshot::channel();
        let _ = self.orders.send(Order::CountRunning(self.id, sender));
        receiver.await.unwrap()
    }

    /// The builds that the engine has said hello with.
    pub fn hello(&self) -> Vec<String> {
        self.mail.lock().unwrap().hello.clone()
    }

    /// Dies, as tabs do.
    pub fn leave(self) {
        let _ = self.orders.send(Order::Leave(self.id));
    }
}

struct CloseOnDrop {
    orders: mpsc::UnboundedSender<Order>,
    message: Option<Order>,
}

impl Drop for CloseOnDrop {
    fn drop(&mut self) {
        if let Some(message) = self.message.take() {
            let _ = self.orders.send(message);
        }
    }
}

/// The engine's thread; hands back what panicked in it.
fn work(platform: Platform, inbox: mpsc::UnboundedReceiver<Order>) -> Vec<String> {
    panics::watch();
    log();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let local = LocalSet::new();
    local.block_on(&runtime, obey(platform, inbox));
    {
        // What is dropped may want to spawn its last words, which nobody will hear.
        let _context = runtime.enter();
        drop(local);
    }
    runtime.shutdown_timeout(LAST_WORK);
    panics::take()
}

/// Shows the engine's log as the variable `LOGGIA_TEST_LOG` says, such as `info,loggia_engine=debug`.
fn log() {
    if let Ok(filter) = std::env::var("LOGGIA_TEST_LOG") {
        let log = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr);
        // Another test's engine may have been first.
        let _ = log.try_init();
    }
}

async fn obey(platform: Platform, mut inbox: mpsc::UnboundedReceiver<Order>) {
    let engine = Engine::new(platform);
    let restored = engine.clone();
    spawn_local(async move { session::restore(&restored).await });
    let tabs = Rc::new(RefCell::new(HashMap::new()));
    while let Some(order) = inbox.recv().await {
        match order {
            Order::Connect(id, mail) => {
                let outlet = Rc::new(move |frame| mail.lock().unwrap().take_in(frame));
                tabs.borrow_mut()
                    .insert(id, Tab::new(engine.clone(), outlet));
            }
            Order::Message(id, bytes) => {
                if let (Some(tab), Ok(message)) = (tabs.borrow().get(&id), decode(&bytes)) {
                    tab.receive(message);
                }
            }
            Order::Leave(id) => drop(tabs.borrow_mut().remove(&id)),
            Order::CountRunning(id, answer) => {
                let running = tabs.borrow().get(&id).map(Tab::n_running);
                let _ = answer.send(running.unwrap_or_default());
            }
            Order::Die => return,
        }
    }
}

impl Mail {
    fn take_in(&mut self, frame: Frame) {
        match decode(&frame.reply).unwrap() {
            ToApp::Hello { build } => self.hello.push(build),
            ToApp::Reply(id, result) => {
                if let Some(call) = self.calls.remove(&id) {
                    let _ = call.send((result, frame.buffers));
                }
            }
            ToApp::Batch {
                feed,
                number,
                batch,
            } => self.deliver(feed, Ok((number, batch))),
            ToApp::FeedFailed(feed, failure) => self.deliver(feed, Err(failure)),
            ToApp::Goodbye(_) => {}
        }
    }

    fn deliver(&mut self, feed: FeedId, delivery: Delivery) {
        if let Some(feed) = self.feeds.get(&feed) {
            let _ = feed.send(delivery);
        }
    }
}
