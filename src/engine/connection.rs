//! The way to an engine: the port, the worker that takes it or does not, and the engine that has the data.

use std::{
    rc::{Rc, Weak},
    time::Duration,
};

use leptos::prelude::*;
use loggia_protocol::envelope::{BUILD, ToEngine};
use wasm_bindgen_futures::spawn_local;

use super::{
    client::{EngineStatus, Inner},
    holder::Holder,
    link::{Link, Parcel},
};
use crate::platform::service_worker;

/// How long a worker may take to take the port. One that is just ending takes none, and never says so.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a worker may take no port before it counts as one that never will, where an engine has ended in this page.
const MAX_REFUSALS: u32 = 2;
/// The same of a page that has met no engine yet, whose worker may be slow to come: from what is kept here, and over the network.
const MAX_FIRST_REFUSALS: [u32; 2] = [3, 15];
/// How long a tab's own engine waits for the data before it is said that another tab has it.
const ELSEWHERE: Duration = Duration::from_millis(1500);
/// How often nobody may have the data, one look after the other, before the worker counts as one that ended as it started:
/// it had no lock by then whose end would tell.
const MAX_LOOKS: u32 = 10;

impl Inner {
    pub(super) fn connect(self: &Rc<Self>) {
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
    pub(super) fn begin(self: &Rc<Self>) {
        self.stop_waiting();
        let mut state = self.state.borrow_mut();
        let Some(link) = state.pending.take() else {
            return;
        };
        link.send(&Parcel::from(ToEngine::Hello {
            build: BUILD.to_owned(),
            tab_lock: state.tab_lock.name.clone(),
            n_deaths: state.n_recent_deaths() as u32,
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
        self.notice_wait(0);
    }

    /// An engine may have to wait for the data, which another has. One that is only slow is let be.
    ///
    /// Nobody had it at so many looks in a row.
    pub(super) fn notice_wait(self: &Rc<Self>, n_looks: u32) {
        let (weak, generation) = (Rc::downgrade(self), self.state.borrow().generation);
        set_timeout(
            move || spawn_local(tell_where_the_data_is(weak, generation, n_looks)),
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
}

/// Connects again to a worker that did not take the port, or to the one that has the data. Where nobody has, the worker of an
/// engine that has ended may stand in the way for good: then the next name is tried.
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
        Holder::Nobody if state.n_refusals >= max_refusals(state.generation) => {
            state.worker = state.worker.next();
            state.n_refusals = 0;
        }
        Holder::Engine(None) | Holder::Nobody => {}
    }
    drop(state);
    inner.connect();
}

fn max_refusals(generation: u32) -> u32 {
    match generation > 0 {
        true => MAX_REFUSALS,
        false => MAX_FIRST_REFUSALS[usize::from(!service_worker::is_in_charge())],
    }
}

/// Goes where the data is, or says that another tab has it; looks again where nobody has it yet.
async fn tell_where_the_data_is(inner: Weak<Inner>, generation: u32, n_looks: u32) {
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
        Holder::Nobody if n_looks >= MAX_LOOKS => {
            inner.part_from_engine("the worker ended as it started");
            inner.connect();
        }
        Holder::Nobody => inner.notice_wait(n_looks + 1),
        Holder::Engine(_) => inner.notice_wait(0),
    }
}
