//! The connection to whatever engine is alive: when one dies, the next is started and the feeds are replayed.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
    sync::Arc,
    time::Duration,
};

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use loggia_protocol::{
    Failure, FailureKind, FeedSpec,
    envelope::{BUILD, FeedId, Goodbye, ToApp, ToEngine, decode},
};
use send_wrapper::SendWrapper;
use wasm_bindgen_futures::spawn_local;

use super::{
    feeds::{FeedHandle, Feeds, OnBatch},
    hand_over::Stay,
    holder::{Holder, WorkerName},
    in_flight::InFlight,
    link::{self, Arrival, Link, Parcel, TabLock},
};
use crate::platform;

/// Engines that may die within [`A_WHILE`] before the app stops starting new ones. The last of them have tried without caches.
const MAX_DEATHS: usize = 5;
/// How long a death counts, in milliseconds.
const A_WHILE: f64 = 60_000.0;

/// How long a worker may take to take the port. One that is just ending takes none, and never says so.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a worker may take no port before it counts as one that never will.
const MAX_REFUSALS: u32 = 2;
/// How long a tab's own engine waits for the data before it is said that another tab has it.
const ELSEWHERE: Duration = Duration::from_millis(1500);
/// How long an engine that ended is given to go before the next one is started.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether the engine can be talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineStatus {
    /// It is being started, and nothing is known of a session.
    Starting,
    /// One that broke down is being replaced: what is on the screen is still true.
    Restarting,
    /// It answered.
    Ready,
    /// Another tab has the data, and this browser lets tabs share no worker.
    Elsewhere,
    /// It comes from another build than this page: the page must be loaded again.
    Outdated,
    /// It cannot be started, or dies again and again.
    Lost,
}

/// The engine as the app sees it; cheap to clone.
#[derive(Clone)]
pub struct EngineClient {
    pub(super) inner: Arc<SendWrapper<Rc<Inner>>>,
}

pub(super) struct Inner {
    status: RwSignal<EngineStatus>,
    pub(super) state: RefCell<State>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) stay: Stay,
    /// The wire that the worker has taken.
    pub(super) link: Option<Link>,
    /// The wire that it has not taken yet.
    pending: Option<Link>,
    /// Calls that wait for the connection, with their files.
    outbox: VecDeque<Parcel>,
    pub(super) calls: InFlight,
    feeds: Feeds,
    pub(super) tab_lock: TabLock,
    /// The lock that the engine holds for as long as it lives, where it has said that it is not the usual one.
    engine_lock: Option<String>,
    /// When engines died lately, in milliseconds.
    deaths: VecDeque<f64>,
    /// Counts connections: news of an earlier engine's end is no news.
    pub(super) generation: u32,
    /// Runs out where the worker does not take the port.
    patience: Option<TimeoutHandle>,
    /// The shared worker to connect to, and how often in a row it took no port.
    worker: WorkerName,
    n_refusals: u32,
}

/// The engine.
pub fn use_engine() -> EngineClient {
    expect_context()
}

impl EngineClient {
    /// Starts the engine, or connects to the one that other tabs have started.
    pub fn start() -> Self {
        let inner = Rc::new(Inner {
            status: RwSignal::new(EngineStatus::Starting),
            state: RefCell::default(),
        });
        let started = inner.clone();
        spawn_local(async move {
            match TabLock::hold().await {
                Ok(lock) => {
                    started.state.borrow_mut().tab_lock = lock;
                    started.connect();
                }
                Err(_) => started.status.set(EngineStatus::Lost),
            }
        });
        Self {
            inner: Arc::new(SendWrapper::new(inner)),
        }
    }

    /// Has the engine of another tab end, so that this tab's gets the data.
    pub fn use_here(&self) {
        self.inner.status.set(EngineStatus::Starting);
        platform::service_worker::release_data();
        self.inner.notice_wait();
    }

    /// Somebody was signed in when the app was closed: what was seen then is shown while the engine starts.
    pub fn expect_session(&self) {
        if self.inner.status.get_untracked() == EngineStatus::Starting {
            self.inner.status.set(EngineStatus::Restarting);
        }
    }

    /// Whether the engine can be talked to.
    pub fn status(&self) -> ReadSignal<EngineStatus> {
        self.inner.status.read_only()
    }

    /// Opens a feed. The handler gets each batch, or the failure that ended the feed; dropping the handle closes it.
    pub fn open<F: FeedSpec>(
        &self,
        feed: F,
        mut on_batch: impl FnMut(Result<F::Batch, Failure>) + 'static,
    ) -> FeedHandle {
        let on_batch: OnBatch = Rc::new(RefCell::new(move |batch: Result<&[u8], Failure>| {
            on_batch(batch.and_then(|bytes| {
                decode(bytes).map_err(|error| {
                    Failure::new(FailureKind::Internal, format!("{}: {error}", F::NAME))
                })
            }));
        }));
        let request = feed.into();
        let id = self
            .inner
            .state
            .borrow_mut()
            .feeds
            .add(request.clone(), on_batch);
        self.inner.send_if_connected(ToEngine::Open(id, request));
        let inner = Rc::clone(&self.inner);
        FeedHandle::new(move || {
            if inner.state.borrow_mut().feeds.remove(id) {
                inner.send_if_connected(ToEngine::Close(id));
            }
        })
    }
}

impl Inner {
    fn connect(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let on_arrival = Rc::new(move |arrival| {
            if let Some(inner) = weak.upgrade() {
                inner.receive(arrival);
            }
        });
        let connected = Link::connect(self.state.borrow().worker, on_arrival);
        let Ok(link) = connected else {
            self.status.set(EngineStatus::Lost);
            self.state
                .borrow_mut()
                .calls
                .fail_all("the engine cannot be started");
            return;
        };
        self.state.borrow_mut().pending = Some(link);
        self.wait();
    }

    /// The worker took the port: says hello, opens all feeds, and sends what had to wait.
    fn begin(self: &Rc<Self>) {
        self.stop_waiting();
        let mut state = self.state.borrow_mut();
        let Some(link) = state.pending.take() else {
            return;
        };
        link.send(&Parcel::from(ToEngine::Hello {
            build: BUILD.to_owned(),
            tab_lock: state.tab_lock.name.clone(),
            n_deaths: state.deaths.len() as u32,
        }));
        for (id, request) in state.feeds.replay() {
            link.send(&ToEngine::Open(id, request).into());
        }
        for parcel in state.outbox.drain(..) {
            link.send(&parcel);
        }
        state.link = Some(link);
        state.n_refusals = 0;
        drop(state);
        self.notice_wait();
    }

    /// An engine may have to wait for the data, which another has. One that is only slow is let be.
    fn notice_wait(self: &Rc<Self>) {
        let (weak, generation) = (Rc::downgrade(self), self.state.borrow().generation);
        set_timeout(
            move || spawn_local(tell_where_the_data_is(weak, generation)),
            ELSEWHERE,
        );
    }

    /// Whether the engine of this connection has not answered yet.
    fn is_waiting(&self, generation: u32) -> bool {
        let is_same = self.state.borrow().generation == generation;
        let status = self.status.get_untracked();
        is_same && matches!(status, EngineStatus::Starting | EngineStatus::Restarting)
    }

    /// Connects again unless the worker takes the port soon.
    fn wait(self: &Rc<Self>) {
        self.stop_waiting();
        let weak = Rc::downgrade(self);
        let again = move || spawn_local(connect_again(weak));
        let timer = set_timeout_with_handle(again, PATIENCE).ok();
        self.state.borrow_mut().patience = timer;
    }

    fn stop_waiting(&self) {
        let timer = self.state.borrow_mut().patience.take();
        if let Some(timer) = timer {
            timer.clear();
        }
    }

    /// Sends now, or as soon as there is a connection.
    pub(super) fn send(&self, parcel: Parcel) {
        let mut state = self.state.borrow_mut();
        match &state.link {
            Some(link) => link.send(&parcel),
            None => state.outbox.push_back(parcel),
        }
    }

    /// Sends now or not at all: feeds are opened from the list of open feeds whenever a connection is made.
    pub(super) fn send_if_connected(&self, message: ToEngine) {
        if let Some(link) = &self.state.borrow().link {
            link.send(&message.into());
        }
    }

    fn receive(self: &Rc<Self>, arrival: Arrival) {
        match arrival {
            Arrival::Alive => self.begin(),
            Arrival::Message(ToApp::Hello { build }, _) => self.greet(&build),
            Arrival::Message(ToApp::Reply(id, result), buffers) => {
                let reply = result.map(|bytes| (bytes, buffers));
                self.state.borrow_mut().calls.complete(id, reply);
                self.leave_when_idle();
            }
            Arrival::Message(
                ToApp::Batch {
                    feed,
                    number,
                    batch,
                },
                _,
            ) => {
                self.take_batch(feed, number, &batch);
            }
            Arrival::Message(ToApp::FeedFailed(feed, failure), _) => {
                let ended = self.state.borrow_mut().feeds.end(feed);
                if let Some(on_batch) = ended {
                    on_batch.borrow_mut()(Err(failure));
                }
            }
            Arrival::Message(ToApp::Goodbye(goodbye), _) => self.part(goodbye),
            Arrival::Message(ToApp::Lock(name), _) => {
                self.state.borrow_mut().engine_lock = Some(name);
            }
            Arrival::Broken(detail) => self.replace(&detail, EngineStatus::Restarting),
        }
    }

    fn greet(self: &Rc<Self>, build: &str) {
        if build == BUILD {
            self.status.set(EngineStatus::Ready);
            self.notice_death();
        } else {
            self.status.set(EngineStatus::Outdated);
        }
    }

    /// A worker that the browser kills says nothing: the lock that it held tells.
    fn notice_death(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let (generation, lock) = {
            let state = self.state.borrow();
            (state.generation, state.engine_lock.clone())
        };
        spawn_local(async move {
            link::wait_for_end_of_engine(lock).await;
            let Some(inner) = weak.upgrade() else { return };
            let is_news = inner.state.borrow().generation == generation;
            if is_news {
                inner.replace("the worker is gone", EngineStatus::Restarting);
            }
        });
    }

    fn take_batch(&self, feed: FeedId, number: u32, batch: &[u8]) {
        let accepted = self.state.borrow_mut().feeds.accept(feed, number);
        match accepted {
            Ok(Some(on_batch)) => on_batch.borrow_mut()(Ok(batch)),
            Ok(None) => {}
            Err(_gap) => self.reopen(feed),
        }
    }

    fn reopen(&self, feed: FeedId) {
        let request = self.state.borrow_mut().feeds.restart(feed);
        if let Some(request) = request {
            self.send_if_connected(ToEngine::Close(feed));
            self.send_if_connected(ToEngine::Open(feed, request));
        }
    }

    fn part(self: &Rc<Self>, goodbye: Goodbye) {
        match goodbye {
            Goodbye::SignedOut => {
                crate::platform::forget_all();
                self.start_next("signed out", EngineStatus::Starting);
            }
            Goodbye::SignedInAgain => {
                self.start_next("signed in again", EngineStatus::Restarting);
            }
            Goodbye::Outdated => self.status.set(EngineStatus::Outdated),
            Goodbye::Crashed { detail } => self.replace(&detail, EngineStatus::Restarting),
        }
    }

    /// Starts a new engine in the place of one that died.
    fn replace(self: &Rc<Self>, detail: &str, meanwhile: EngineStatus) {
        if self.state.borrow().stay != Stay::Here {
            return;
        }
        let n_deaths = {
            let mut state = self.state.borrow_mut();
            let now = js_sys::Date::now();
            state.deaths.retain(|at| (now - at).abs() < A_WHILE);
            state.deaths.push_back(now);
            state.deaths.len()
        };
        if n_deaths > MAX_DEATHS {
            self.part_from_engine(detail);
            self.status.set(EngineStatus::Lost);
        } else {
            self.start_next(detail, meanwhile);
        }
    }

    /// Starts a new engine in the place of one that is gone.
    fn start_next(self: &Rc<Self>, detail: &str, meanwhile: EngineStatus) {
        if self.state.borrow().stay != Stay::Here {
            return;
        }
        let (was_shared, lock) = {
            let state = self.state.borrow();
            let was_shared = state.link.as_ref().is_some_and(Link::is_shared);
            (was_shared, state.engine_lock.clone())
        };
        self.part_from_engine(detail);
        self.status.set(meanwhile);
        let next = Rc::new(Cell::new(Some(self.clone())));
        let connect = move || {
            if let Some(inner) = next.take() {
                inner.connect();
            }
        };
        if !was_shared {
            set_timeout(connect, PAUSE);
            return;
        }
        // The old worker must have ended before its name leads to a new one: of one that gets a port in its last moments, Firefox
        // remembers for good that it is there.
        let after_end = connect.clone();
        spawn_local(async move {
            link::wait_for_end_of_engine(lock).await;
            set_timeout(after_end, PAUSE);
        });
        set_timeout(connect, PATIENCE);
    }

    fn part_from_engine(&self, detail: &str) {
        leptos::logging::warn!("the engine ended: {detail}");
        let mut state = self.state.borrow_mut();
        let State { link, pending, .. } = &mut *state;
        for link in [link.take(), pending.take()].into_iter().flatten() {
            link.close();
        }
        state.generation += 1;
        state.engine_lock = None;
        state.calls.fail_all(detail);
        // Whoever made these calls is told that they failed: they must not be carried out afterwards.
        state.outbox.clear();
    }
}

/// Connects again to a worker that did not take the port, or to the one that has the data. Where nobody has, and an engine has
/// ended here before, its worker may stand in the way for good: then the next name is tried.
async fn connect_again(inner: Weak<Inner>) {
    let holder = Holder::find().await;
    let Some(inner) = inner.upgrade() else { return };
    let Some(link) = inner.state.borrow_mut().pending.take() else {
        return;
    };
    leptos::logging::warn!("the engine did not take the port; connecting again");
    link.close();
    let mut state = inner.state.borrow_mut();
    state.n_refusals += 1;
    match holder {
        Holder::Engine(Some(worker)) => state.worker = worker,
        Holder::Nobody if state.generation > 0 && state.n_refusals >= MAX_REFUSALS => {
            state.worker = state.worker.next();
            state.n_refusals = 0;
        }
        Holder::Engine(None) | Holder::Nobody => {}
    }
    drop(state);
    inner.connect();
}

/// Goes where the data is, or says that another tab has it; looks again where nobody has it yet.
async fn tell_where_the_data_is(inner: Weak<Inner>, generation: u32) {
    let holder = Holder::find().await;
    let Some(inner) = inner.upgrade().filter(|inner| inner.is_waiting(generation)) else {
        return;
    };
    let (is_shared, own) = {
        let state = inner.state.borrow();
        let is_shared = state.link.as_ref().is_some_and(Link::is_shared);
        (is_shared, state.worker)
    };
    match holder {
        Holder::Engine(_) if !is_shared => inner.status.set(EngineStatus::Elsewhere),
        Holder::Engine(Some(worker)) if worker != own => {
            inner.part_from_engine("another worker has the data");
            inner.state.borrow_mut().worker = worker;
            inner.connect();
        }
        Holder::Engine(_) | Holder::Nobody => inner.notice_wait(),
    }
}
