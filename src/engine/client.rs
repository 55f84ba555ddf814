//! The connection to whatever engine is alive: when one dies, the next is started and the feeds are replayed.

use std::{cell::RefCell, collections::VecDeque, rc::Rc, sync::Arc, time::Duration};

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
    holder::WorkerName,
    in_flight::InFlight,
    link::{self, Arrival, Link, Parcel, TabLock},
};
use crate::platform;

/// Engines that may die within [`A_WHILE`] before the app stops starting new ones. The last of them have tried without caches.
const MAX_DEATHS: usize = 5;
/// How long a death counts, in milliseconds.
const A_WHILE: f64 = 60_000.0;

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
    pub(super) status: RwSignal<EngineStatus>,
    pub(super) state: RefCell<State>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) stay: Stay,
    /// The wire that the worker has taken.
    pub(super) link: Option<Link>,
    /// The wire that it has not taken yet.
    pub(super) pending: Option<Link>,
    /// Calls that wait for the connection, with their files.
    pub(super) outbox: VecDeque<Parcel>,
    pub(super) calls: InFlight,
    pub(super) feeds: Feeds,
    pub(super) tab_lock: TabLock,
    /// The lock that the engine holds for as long as it lives, where it has said that it is not the usual one.
    engine_lock: Option<String>,
    /// When engines died lately, in milliseconds of this page's life.
    deaths: VecDeque<f64>,
    /// Counts connections: news of an earlier engine's end is no news.
    pub(super) generation: u32,
    /// Runs out where the worker does not take the port.
    pub(super) patience: Option<TimeoutHandle>,
    /// The shared worker to connect to, and how often in a row it took no port.
    pub(super) worker: WorkerName,
    pub(super) n_refusals: u32,
}

impl State {
    /// How many engines died within [`A_WHILE`].
    pub(super) fn n_recent_deaths(&mut self) -> usize {
        let now = platform::now();
        self.deaths.retain(|at| now - at < A_WHILE);
        self.deaths.len()
    }
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
        self.inner.notice_wait(0);
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

    pub(super) fn receive(self: &Rc<Self>, arrival: Arrival) {
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
            Arrival::Yielded(detail) => self.start_next(&detail, EngineStatus::Restarting),
            // A shared worker has no console that anybody looks at.
            Arrival::Defect(detail) => leptos::logging::error!("engine: {detail}"),
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
            state.deaths.push_back(platform::now());
            state.n_recent_deaths()
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
        self.part_from_engine(detail);
        self.status.set(meanwhile);
        let inner = self.clone();
        // The old worker must have ended before its name leads to a new one.
        set_timeout(move || inner.connect(), PAUSE);
    }

    pub(super) fn part_from_engine(&self, detail: &str) {
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
