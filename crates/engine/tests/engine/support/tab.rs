//! A tab: talks to an engine in bytes, and sorts what comes back by call and feed.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use loggia_engine::{host::Frame, platform::Blob};
use loggia_protocol::{
    CallSpec, Diff, Failure, FeedSpec,
    envelope::{CallId, FeedId, ToApp, ToEngine, decode, encode},
};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

use super::{
    engine::Order,
    feed::{Delivery, Feed, List, PATIENCE, State},
};

/// A tab: what an engine says to it is sorted by call and feed.
pub struct TestTab {
    id: u32,
    orders: mpsc::UnboundedSender<Order>,
    mail: Arc<Mutex<Mail>>,
    next_number: AtomicU32,
}

/// An encoded reply, or a failure, and the buffers beside it.
type Answer = (Result<Vec<u8>, Failure>, Vec<Vec<u8>>);

/// What has come for a tab and is waited for.
#[derive(Default)]
pub(super) struct Mail {
    calls: HashMap<CallId, oneshot::Sender<Answer>>,
    feeds: HashMap<FeedId, mpsc::UnboundedSender<Delivery>>,
    hello: Vec<String>,
}

impl TestTab {
    pub(super) fn connect(id: u32, orders: &mpsc::UnboundedSender<Order>) -> Self {
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
        reply_of::<C>(answer).await
    }

    /// Calls with a file, and waits for the reply.
    pub async fn call_with_file<C: CallSpec>(
        &self,
        call: C,
        file: Blob,
    ) -> Result<C::Reply, Failure> {
        let (_, answer) = self.start_call_with(call, vec![file]);
        reply_of::<C>(answer).await.map(|(reply, _)| reply)
    }

    /// Calls without waiting; the answer is still encoded.
    pub fn start_call<C: CallSpec>(&self, call: C) -> (CallId, oneshot::Receiver<Answer>) {
        self.start_call_with(call, Vec::new())
    }

    fn start_call_with<C: CallSpec>(
        &self,
        call: C,
        files: Vec<Blob>,
    ) -> (CallId, oneshot::Receiver<Answer>) {
        let id = CallId(self.next_number.fetch_add(1, Ordering::Relaxed));
        let (sender, receiver) = oneshot::channel();
        self.mail.lock().unwrap().calls.insert(id, sender);
        let message = encode(&ToEngine::Call(id, call.into()));
        let _ = self.orders.send(Order::Message(self.id, message, files));
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
            message: Order::Message(self.id, encode(&ToEngine::Close(id)), Vec::new()).into(),
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
        let _ = self.orders.send(Order::Message(self.id, bytes, Vec::new()));
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

async fn reply_of<C: CallSpec>(
    answer: oneshot::Receiver<Answer>,
) -> Result<(C::Reply, Vec<Vec<u8>>), Failure> {
    let answer = timeout(PATIENCE, answer).await;
    let answer = answer.unwrap_or_else(|_| panic!("{} gets no reply", C::NAME));
    let (result, buffers) = answer.unwrap_or_else(|_| panic!("{}: no engine", C::NAME));
    Ok((decode(&result?).unwrap(), buffers))
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

impl Mail {
    /// Sorts what the engine sent.
    pub fn take_in(&mut self, frame: Frame) {
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
            ToApp::Goodbye(_) | ToApp::Lock(_) => {}
        }
    }

    fn deliver(&mut self, feed: FeedId, delivery: Delivery) {
        if let Some(feed) = self.feeds.get(&feed) {
            let _ = feed.send(delivery);
        }
    }
}
