//! The wire to the worker: this tab's life lock, the worker, its port, encoded envelopes.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use loggia_protocol::envelope::{ToApp, ToEngine, decode, encode};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageChannel, MessageEvent, MessagePort, SharedWorker, Worker, WorkerOptions, WorkerType,
};

/// The worker's address, relative to the page; the same in every build, so that all tabs share one engine.
const WORKER: &str = "engine-worker.js";

/// Where `boot.js` leaves the worker that it has started.
const EARLY_WORKER: &str = "loggiaEngine";

/// Held by the engine for as long as it lives, before it opens any database.
const ENGINE_LOCK: &str = "loggia:engine";

/// What arrives from the worker.
pub enum Arrival {
    /// The worker took the port.
    Alive,
    /// An envelope and the buffers beside it.
    Message(ToApp, Vec<ArrayBuffer>),
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
    pub fn connect(on_arrival: OnArrival) -> Result<Self, JsValue> {
        let (worker, port) = Host::start()?;
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

    /// Sends an envelope.
    pub fn send(&self, message: &ToEngine) {
        let buffer = Uint8Array::from(encode(message).as_slice()).buffer();
        let sent = self
            .port
            .post_message_with_transferable(&buffer, &Array::of1(&buffer));
        debug_assert!(sent.is_ok(), "array buffers can be sent");
    }

    /// Whether other tabs talk to the same engine.
    pub fn is_shared(&self) -> bool {
        matches!(self.worker, Host::Shared(_))
    }

    /// Listens no more.
    pub fn close(&self) {
        self.port.set_onmessage(None);
        self.port.close();
        drop(self.on_message.take());
        if let Host::Own(worker) = &self.worker {
            worker.terminate();
        }
    }
}

impl Host {
    /// Starts the worker, or finds the one that runs; with a port of our own.
    fn start() -> Result<(Self, MessagePort), JsValue> {
        if let Some(worker) = early_worker() {
            let port = worker.port();
            return Ok((Self::Shared(worker), port));
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name("loggia-engine");
        if Reflect::has(&window(), &"SharedWorker".into())? {
            let worker = SharedWorker::new_with_worker_options(WORKER, &options)?;
            let port = worker.port();
            return Ok((Self::Shared(worker), port));
        }
        let worker = Worker::new_with_options(WORKER, &options)?;
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

/// The worker that the page started before this program was there, once.
fn early_worker() -> Option<SharedWorker> {
    let (window, name) = (window(), JsValue::from(EARLY_WORKER));
    let worker = Reflect::get(&window, &name).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&window, &name).ok()?;
    Some(worker)
}

/// Takes a Web Lock of a random name and holds it until the tab ends: how the engine notices that it died. Replies with the name.
///
/// Fails where the browser has no Web Locks.
pub async fn hold_tab_lock() -> Result<String, JsValue> {
    let random = js_sys::Math::random().to_bits();
    let name = format!("loggia:tab:{:x}:{random:x}", js_sys::Date::now().to_bits());
    let granted = Promise::new(&mut |resolve: Function, _reject| {
        let callback = Closure::once_into_js(move |_lock: JsValue| -> Promise {
            drop(resolve.call0(&JsValue::NULL));
            // A settled promise would give the lock back: this one never settles.
            Promise::new(&mut |_resolve, _reject| {})
        });
        // Without Web Locks nothing is granted, and the error says so below.
        drop(ask_for_lock(&name, "exclusive", &callback));
    });
    locks()?;
    JsFuture::from(granted).await?;
    Ok(name)
}

/// Whether an engine holds this origin's data.
pub async fn is_held() -> bool {
    let held =
        async {
            let locks = locks()?;
            let query: Function = Reflect::get(&locks, &"query".into())?.dyn_into()?;
            let answer: Promise = query.call0(&locks)?.dyn_into()?;
            let held = Reflect::get(&JsFuture::from(answer).await?, &"held".into())?;
            let held: Array = held.dyn_into()?;
            Ok::<_, JsValue>(held.iter().any(|lock| {
                Reflect::get(&lock, &"name".into()).is_ok_and(|name| name == ENGINE_LOCK)
            }))
        };
    held.await.unwrap_or(false)
}

/// Waits until no engine holds this origin's data. All tabs may find that out together.
pub async fn wait_for_end_of_engine() {
    let ended = Promise::new(&mut |resolve: Function, _reject| {
        let callback = Closure::once_into_js(move |_lock: JsValue| {
            drop(resolve.call0(&JsValue::NULL));
        });
        // Whoever holds the tab's own lock has Web Locks.
        drop(ask_for_lock(ENGINE_LOCK, "shared", &callback));
    });
    drop(JsFuture::from(ended).await);
}

/// Asks for a lock. The request's own promise settles when the lock is given back, which is of no interest here.
fn ask_for_lock(name: &str, mode: &str, callback: &JsValue) -> Result<(), JsValue> {
    let locks = locks()?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &mode.into())?;
    request.call3(&locks, &name.into(), &options, callback)?;
    Ok(())
}

fn locks() -> Result<JsValue, JsValue> {
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
    let detail = note("crashed").and_then(|detail| detail.as_string());
    Arrival::Broken(detail.unwrap_or_default())
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
