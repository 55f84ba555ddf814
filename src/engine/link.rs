//! The wire to the worker: this tab's life lock, the worker, its port, encoded envelopes.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use loggia_protocol::envelope::{ToApp, ToEngine, decode, encode};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, MessageChannel, MessageEvent, MessagePort, SharedWorker, Worker, WorkerOptions,
    WorkerType,
};

use super::holder::WorkerName;
use crate::platform;

/// The worker's address, relative to the page; the same in every build, so that all tabs share one engine.
const WORKER: &str = "engine-worker.js";

/// Where `boot.js` leaves the worker that it has started, and the door the one that is its tab's own.
const EARLY_WORKER: &str = "loggiaEngine";

/// Held by the engine for as long as it lives, before it opens any database.
pub(super) const ENGINE_LOCK: &str = "loggia:engine";

/// What goes to the worker: an envelope and the blobs beside it, of which the browser hands over no more than the reference.
pub struct Parcel {
    /// The envelope.
    pub message: ToEngine,
    /// What travels beside it.
    pub blobs: Vec<Blob>,
}

impl From<ToEngine> for Parcel {
    fn from(message: ToEngine) -> Self {
        Self {
            message,
            blobs: Vec::new(),
        }
    }
}

/// What arrives from the worker.
pub enum Arrival {
    /// The worker took the port.
    Alive,
    /// An envelope and the buffers beside it.
    Message(ToApp, Vec<ArrayBuffer>),
    /// The worker ends, since somebody else is to have the data.
    Yielded(String),
    /// Something went wrong in the worker, which goes on.
    Defect(String),
    /// The worker could not go on, or sends what this build does not read.
    Broken(String),
}

type OnArrival = Rc<dyn Fn(Arrival)>;
type OnMessage = Closure<dyn Fn(MessageEvent)>;

/// An open wire.
pub struct Link {
    port: MessagePort,
    on_message: RefCell<Option<OnMessage>>,
    worker: Host,
}

/// What the engine runs in.
enum Host {
    /// All tabs share it.
    Shared(SharedWorker),
    /// This tab's own, where the browser lets none be shared.
    Own(Worker),
}

impl Link {
    /// Connects to the engine that all tabs share, starting it where there is none.
    ///
    /// Fails where the browser does not let this page start a worker.
    pub fn connect(name: WorkerName, on_arrival: OnArrival) -> Result<Self, JsValue> {
        let (worker, port) = Host::start(name)?;
        let broken = on_arrival.clone();
        let on_error = Closure::<dyn Fn(JsValue)>::new(move |_event| {
            broken(Arrival::Broken(
                "the engine's worker could not be started".to_owned(),
            ));
        });
        worker.listen_for_errors(on_error.into_js_value().unchecked_ref());
        let on_message = OnMessage::new(move |event: MessageEvent| on_arrival(read(&event.data())));
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Ok(Self {
            port,
            on_message: RefCell::new(Some(on_message)),
            worker,
        })
    }

    /// Sends an envelope: its buffer alone, or an array of it and the blobs beside it.
    pub fn send(&self, parcel: &Parcel) {
        let buffer = Uint8Array::from(encode(&parcel.message).as_slice()).buffer();
        let moved = Array::of1(&buffer);
        let sent = match parcel.blobs.is_empty() {
            true => self.port.post_message_with_transferable(&buffer, &moved),
            false => {
                let mut parts = Array::of1(&buffer);
                parts.extend(parcel.blobs.iter().cloned());
                self.port.post_message_with_transferable(&parts, &moved)
            }
        };
        debug_assert!(sent.is_ok(), "array buffers and blobs can be sent");
    }

    /// Whether other tabs talk to the same engine.
    pub fn is_shared(&self) -> bool {
        matches!(self.worker, Host::Shared(_))
    }

    /// Listens no more, and ends an engine that is this tab's own.
    pub fn close(&self) {
        self.leave();
        if let Host::Own(worker) = &self.worker {
            worker.terminate();
        }
    }

    /// Listens no more; the engine goes on.
    pub fn leave(&self) {
        self.port.set_onmessage(None);
        self.port.close();
        drop(self.on_message.take());
    }

    /// Lets the next program in this page have an engine that is this tab's own. One that is shared it finds by itself.
    pub fn offer(&self) {
        if let Host::Own(worker) = &self.worker {
            platform::slot::leave(EARLY_WORKER, worker);
        }
    }
}

impl Host {
    /// Starts the worker, or finds the one that runs; with a port of our own.
    fn start(name: WorkerName) -> Result<(Self, MessagePort), JsValue> {
        match platform::slot::take(EARLY_WORKER).map(JsValue::dyn_into::<SharedWorker>) {
            Some(Ok(worker)) => return Ok(Self::shared(worker)),
            Some(Err(own)) => return Self::own(own.dyn_into()?),
            None => {}
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(&name.to_string());
        // Browsers that let nothing be kept may refuse shared workers as well.
        if Reflect::has(&window(), &"SharedWorker".into())?
            && let Ok(worker) = SharedWorker::new_with_worker_options(WORKER, &options)
        {
            return Ok(Self::shared(worker));
        }
        Self::own(Worker::new_with_options(WORKER, &options)?)
    }

    fn shared(worker: SharedWorker) -> (Self, MessagePort) {
        let port = worker.port();
        (Self::Shared(worker), port)
    }

    fn own(worker: Worker) -> Result<(Self, MessagePort), JsValue> {
        let channel = MessageChannel::new()?;
        worker.post_message_with_transfer(&JsValue::NULL, &Array::of1(&channel.port2()))?;
        Ok((Self::Own(worker), channel.port1()))
    }

    fn listen_for_errors(&self, on_error: &Function) {
        match self {
            Self::Shared(worker) => worker.set_onerror(Some(on_error)),
            Self::Own(worker) => worker.set_onerror(Some(on_error)),
        }
    }
}

/// This program's life in this tab, as a Web Lock: it is given back when the tab ends, or when the program leaves.
#[derive(Default)]
pub struct TabLock {
    /// A random name.
    pub name: String,
    release: Option<Function>,
}

impl TabLock {
    /// Takes the lock; goes without it where the browser refuses locks, since there each tab has a worker of its own.
    ///
    /// Fails where the browser has no Web Locks.
    pub async fn hold() -> Result<Self, JsValue> {
        let random = js_sys::Math::random().to_bits();
        let name = format!("loggia:tab:{:x}:{random:x}", js_sys::Date::now().to_bits());
        let (mut release, mut asked) = (None, None);
        // The lock is held until this settles.
        let held = Promise::new(&mut |resolve: Function, _reject| release = Some(resolve));
        let granted = Promise::new(&mut |resolve: Function, _reject| {
            let held = held.clone();
            let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise {
                drop(resolve.call0(&JsValue::NULL));
                held
            });
            asked = Some(ask_for_lock(&name, "exclusive", &callback));
        });
        let asked = asked.transpose()?;
        if granted_or_refused(granted, asked).await.is_err() {
            release = None;
        }
        Ok(Self { name, release })
    }

    /// Gives the lock back: the engine then forgets what this program has asked for.
    pub fn release(&mut self) {
        if let Some(release) = self.release.take() {
            drop(release.call0(&JsValue::NULL));
        }
    }
}

/// Waits until the engine gives its lock back, which is that of this origin's data if it has named no other. All tabs may find
/// that out together.
pub async fn wait_for_end_of_engine(lock: Option<String>) {
    let lock = lock.as_deref().unwrap_or(ENGINE_LOCK);
    let mut asked = None;
    let ended = Promise::new(&mut |resolve: Function, _reject| {
        let callback = Closure::once_into_js(move |_lock: JsValue| {
            drop(resolve.call0(&JsValue::NULL));
        });
        // Whoever has asked for the tab's own lock has Web Locks.
        asked = ask_for_lock(lock, "shared", &callback).ok();
    });
    if granted_or_refused(ended, asked).await.is_err() {
        // Where locks are refused, only what the worker says itself tells of its end.
        std::future::pending().await
    }
}

/// A request's own promise settles when the lock is given back, or where the browser refuses.
async fn granted_or_refused(granted: Promise, asked: Option<Promise>) -> Result<(), JsValue> {
    let either: Array = asked.into_iter().chain([granted]).collect();
    JsFuture::from(Promise::race(&either)).await.map(drop)
}

/// Asks for a lock.
fn ask_for_lock(name: &str, mode: &str, callback: &JsValue) -> Result<Promise, JsValue> {
    let locks = locks()?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &mode.into())?;
    request
        .call3(&locks, &name.into(), &options, callback)?
        .dyn_into()
}

pub(super) fn locks() -> Result<JsValue, JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())?;
    match locks.is_undefined() {
        true => Err(locks),
        false => Ok(locks),
    }
}

fn read(data: &JsValue) -> Arrival {
    if let Some(parts) = data.dyn_ref::<Array>() {
        return read_frame(parts);
    }
    let note = |name: &str| {
        let object = data.dyn_ref::<Object>()?;
        Reflect::get(object, &name.into())
            .ok()
            .filter(|value| !value.is_undefined())
    };
    if note("alive").is_some() {
        return Arrival::Alive;
    }
    let text = |name| note(name).and_then(|text| text.as_string());
    if let Some(detail) = text("yielded") {
        return Arrival::Yielded(detail);
    }
    if let Some(detail) = text("defect") {
        return Arrival::Defect(detail);
    }
    Arrival::Broken(text("crashed").unwrap_or_default())
}

fn read_frame(parts: &Array) -> Arrival {
    let mut parts = parts
        .iter()
        .filter_map(|part| part.dyn_into::<ArrayBuffer>().ok());
    let envelope = parts.next().map(|buffer| Uint8Array::new(&buffer).to_vec());
    match envelope.as_deref().map(decode::<ToApp>) {
        Some(Ok(message)) => Arrival::Message(message, parts.collect()),
        _ => Arrival::Broken("the engine sent something that this build does not read".to_owned()),
    }
}
