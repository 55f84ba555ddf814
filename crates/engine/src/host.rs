//! Serves a tab: answers its calls, feeds its feeds, and stops both when it leaves.
//!
//! Knows envelopes and order, not what is in them; the platform brings the port and notices a dead tab.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use futures_util::{
    StreamExt,
    future::{AbortHandle, abortable},
};
use loggia_protocol::{
    Call, Failure, FailureKind, FeedRequest,
    envelope::{BUILD, CallId, FeedId, Goodbye, ToApp, ToEngine, encode},
};

use crate::{
    Engine,
    platform::{Blob, spawn_local},
    router::{self, Answer},
};

/// What goes to a tab: an encoded [`ToApp`], and buffers beside it.
pub type Frame = Answer<Vec<u8>>;

/// Takes frames to a tab.
pub type Outlet = Rc<dyn Fn(Frame)>;

/// One tab.
pub struct Tab {
    engine: Engine,
    outlet: Outlet,
    running: Rc<RefCell<Running>>,
}

#[derive(Default)]
struct Running {
    calls: HashMap<CallId, AbortHandle>,
    feeds: HashMap<FeedId, AbortHandle>,
}

impl Tab {
    /// A tab that has just connected.
    pub fn new(engine: Engine, outlet: Outlet) -> Self {
        Self {
            engine,
            outlet,
            running: Rc::default(),
        }
    }

    /// Acts on a message from the tab and the files beside it. `ToEngine::Bye` is the same as dropping the tab.
    pub fn receive(&self, message: ToEngine, files: Vec<Blob>) {
        match message {
            ToEngine::Hello { .. } => {
                if let Some(lock) = self.engine.platform().own_lock() {
                    send(&self.outlet, &ToApp::Lock(lock));
                }
                send(
                    &self.outlet,
                    &ToApp::Hello {
                        build: BUILD.to_owned(),
                    },
                );
            }
            ToEngine::Call(id, call) => self.start_call(id, call, files),
            ToEngine::Cancel(id) => stop(self.running.borrow_mut().calls.remove(&id)),
            ToEngine::Open(id, request) => self.start_feed(id, request),
            ToEngine::Close(id) => stop(self.running.borrow_mut().feeds.remove(&id)),
            ToEngine::Bye => self.running.borrow_mut().stop_all(),
        }
    }

    /// Tells the tab that the engine ends.
    pub fn say_goodbye(&self, goodbye: Goodbye) {
        send(&self.outlet, &ToApp::Goodbye(goodbye));
    }

    /// How many calls and feeds are being served.
    pub fn n_running(&self) -> (usize, usize) {
        let running = self.running.borrow();
        (running.calls.len(), running.feeds.len())
    }

    fn start_call(&self, id: CallId, call: Call, files: Vec<Blob>) {
        let (engine, outlet, running) = (
            self.engine.clone(),
            self.outlet.clone(),
            self.running.clone(),
        );
        let (work, handle) = abortable(async move {
            let name = call.name();
            engine.restored().await;
            let (result, buffers) = match router::answer(&engine, call, files).await {
                Ok(Answer { reply, buffers }) => (Ok(reply), buffers),
                Err(failure) => {
                    tracing::warn!(call = name, ?failure, "call failed");
                    (Err(failure), Vec::new())
                }
            };
            running.borrow_mut().calls.remove(&id);
            outlet(Frame {
                reply: encode(&ToApp::Reply(id, result)),
                buffers,
            });
        });
        self.running.borrow_mut().calls.insert(id, handle);
        spawn_local(async move {
            // Called off or done: either way nobody waits for it.
            let _ = work.await;
        });
    }

    fn start_feed(&self, id: FeedId, request: FeedRequest) {
        let (engine, outlet, running) = (
            self.engine.clone(),
            self.outlet.clone(),
            self.running.clone(),
        );
        let (work, handle) = abortable(async move {
            let name = request.name();
            let failure = match run_feed(&engine, id, request, &outlet).await {
                Ok(()) => Failure::new(FailureKind::Cancelled, "the feed's source ended"),
                Err(failure) => failure,
            };
            tracing::warn!(feed = name, ?failure, "feed ended");
            running.borrow_mut().feeds.remove(&id);
            send(&outlet, &ToApp::FeedFailed(id, failure));
        });
        self.running.borrow_mut().feeds.insert(id, handle);
        spawn_local(async move {
            // Called off or done: either way nobody waits for it.
            let _ = work.await;
        });
    }
}

impl Drop for Tab {
    fn drop(&mut self) {
        self.running.borrow_mut().stop_all();
    }
}

impl Running {
    fn stop_all(&mut self) {
        self.calls.drain().for_each(|(_, handle)| handle.abort());
        self.feeds.drain().for_each(|(_, handle)| handle.abort());
    }
}

async fn run_feed(
    engine: &Engine,
    feed: FeedId,
    request: FeedRequest,
    outlet: &Outlet,
) -> Result<(), Failure> {
    // The session's own feed tells how the restoring goes; all others need what comes of it.
    if !matches!(request, FeedRequest::SessionFeed(_)) {
        engine.restored().await;
    }
    let mut batches = router::open(engine, request).await?;
    let mut number = 0;
    while let Some(batch) = batches.next().await {
        send(
            outlet,
            &ToApp::Batch {
                feed,
                number,
                batch: batch?,
            },
        );
        number += 1;
    }
    Ok(())
}

fn stop(handle: Option<AbortHandle>) {
    if let Some(handle) = handle {
        handle.abort();
    }
}

fn send(outlet: &Outlet, message: &ToApp) {
    outlet(Frame {
        reply: encode(message),
        buffers: Vec::new(),
    });
}
