//! An engine in a thread of its own, as it has a worker of its own in the browser.

use std::{
    cell::RefCell,
    collections::HashMap,
    ops::Deref,
    rc::Rc,
    sync::{Arc, Mutex},
    thread::JoinHandle,
    time::Duration,
};

use loggia_engine::{
    Engine,
    host::Tab,
    platform::{Blob, Platform},
    services::session::{self, Caches},
};
use loggia_protocol::envelope::decode;
use tokio::{
    sync::{mpsc, oneshot},
    task::{LocalSet, spawn_local},
};

use super::{
    panics,
    tab::{Mail, TestTab},
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

/// What the engine's thread is told.
pub(super) enum Order {
    Connect(u32, Arc<Mutex<Mail>>),
    Message(u32, Vec<u8>, Vec<Blob>),
    Leave(u32),
    CountRunning(u32, oneshot::Sender<(usize, usize)>),
    Die,
}

impl TestEngine {
    /// Starts an engine, which looks for a stored session at once.
    pub fn start(platform: Platform) -> Self {
        Self::start_with(platform, Caches::Keep)
    }

    /// Starts an engine that does this with its caches first.
    pub fn start_with(platform: Platform, caches: Caches) -> Self {
        let (orders, inbox) = mpsc::unbounded_channel();
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn({
            let platform = platform.clone();
            move || work(platform, caches, inbox)
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

/// The engine's thread; hands back what panicked in it.
fn work(platform: Platform, caches: Caches, inbox: mpsc::UnboundedReceiver<Order>) -> Vec<String> {
    panics::watch();
    log();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let local = LocalSet::new();
    local.block_on(&runtime, obey(platform, caches, inbox));
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

async fn obey(platform: Platform, caches: Caches, mut inbox: mpsc::UnboundedReceiver<Order>) {
    let engine = Engine::new(platform);
    let restored = engine.clone();
    spawn_local(async move { session::restore(&restored, caches).await });
    let tabs = Rc::new(RefCell::new(HashMap::new()));
    while let Some(order) = inbox.recv().await {
        match order {
            Order::Connect(id, mail) => {
                let outlet = Rc::new(move |frame| mail.lock().unwrap().take_in(frame));
                tabs.borrow_mut()
                    .insert(id, Tab::new(engine.clone(), outlet));
            }
            Order::Message(id, bytes, files) => {
                if let (Some(tab), Ok(message)) = (tabs.borrow().get(&id), decode(&bytes)) {
                    tab.receive(message, files);
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
