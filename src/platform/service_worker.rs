//! The service worker that keeps the app's files: registers it, asks for a newer build, lets that take over.
//!
//! Where the browser has none, or does not trust the page's address, there is no registration and nobody misses it.

use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, RegistrationOptions, ServiceWorker, ServiceWorkerContainer,
    ServiceWorkerRegistration, ServiceWorkerUpdateViaCache,
};

/// Lies beside the page, which is also the folder that it looks after.
const FILE: &str = "sw.js";

/// What a waiting worker is told when somebody wants its build.
const TAKE_OVER: &str = "take over";

/// What the engine's worker is told when it has to make room.
const END: &str = "end";
/// What it is told when another tab of a browser without shared workers wants the data.
const USE_ELSEWHERE: &str = "use elsewhere";

/// The worker of this folder, whatever its builds.
#[derive(Clone)]
pub struct Registration(ServiceWorkerRegistration);

/// Registers the worker, unless it is registered.
pub async fn register() -> Option<Registration> {
    let options = RegistrationOptions::new();
    options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
    let promise = container()?.register_with_options(FILE, &options);
    let registered = JsFuture::from(promise).await.ok()?;
    registered.dyn_into().ok().map(Registration)
}

/// Whether the worker answers for the files that this page asks for.
pub fn is_in_charge() -> bool {
    let controller = container().and_then(|container| container.controller());
    // One of a folder above knows nothing of ours.
    let own = web_sys::Url::new_with_base(FILE, &window().location().href().unwrap_or_default());
    controller.is_some_and(|worker| own.is_ok_and(|own| worker.script_url() == own.href()))
}

/// Does something when another build has taken over, which happens only when somebody wanted it.
pub fn on_take_over(work: impl Fn() + 'static) {
    if let Some(container) = container() {
        let work = Closure::<dyn Fn()>::new(work).into_js_value();
        container.set_oncontrollerchange(Some(work.unchecked_ref()));
    }
}

/// Ends the engines that run for this folder: the next ones come from the build that is in use then.
pub fn end_engine() {
    tell_engines(END);
}

/// Ends the engine that has the data, for one that waits for it.
pub fn release_data() {
    tell_engines(USE_ELSEWHERE);
}

fn tell_engines(message: &str) {
    // The folder of the page, as the worker sees its own.
    let folder = web_sys::Url::new_with_base("./", &window().location().href().unwrap_or_default());
    let channel = folder
        .and_then(|folder| BroadcastChannel::new(&format!("loggia-engine:{}", folder.pathname())));
    if let Ok(channel) = channel {
        // Without such channels the engine ends with the last of its tabs.
        drop(channel.post_message(&message.into()));
    }
}

/// Not there in old browsers, nor where the page has not come over a secure connection.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

impl Registration {
    /// A newer build that is complete and waits for its time.
    fn newer(&self) -> Option<ServiceWorker> {
        // The very first one waits for a moment too, and has nothing to replace.
        self.0.active().and(self.0.waiting())
    }

    /// Whether a newer build is complete and waits.
    pub fn has_newer(&self) -> bool {
        self.newer().is_some()
    }

    /// Does something whenever a newer build is complete.
    pub fn on_newer(&self, work: impl Fn() + 'static) {
        let (registration, work) = (self.clone(), Rc::new(work));
        let found = move || {
            let (registration, work) = (registration.clone(), work.clone());
            wasm_bindgen_futures::spawn_local(async move {
                registration.settled().await;
                if registration.has_newer() {
                    work();
                }
            });
        };
        let found = Closure::<dyn Fn()>::new(found).into_js_value();
        self.0.set_onupdatefound(Some(found.unchecked_ref()));
    }

    /// Asks the host for a newer build, and waits until it is complete.
    pub async fn check(&self) {
        let Ok(update) = self.0.update() else { return };
        // Without a network there is nothing new.
        if JsFuture::from(update).await.is_ok() {
            self.settled().await;
        }
    }

    /// Lets the newer build take over in all tabs. Says whether there is one.
    pub fn take_over(&self) -> bool {
        let told = self
            .newer()
            .map(|worker| worker.post_message(&TAKE_OVER.into()));
        matches!(told, Some(Ok(())))
    }

    /// Waits until no build is on its way: it is complete, or could not be had.
    async fn settled(&self) {
        while let Some(worker) = self.0.installing() {
            if state_change(&worker).await.is_err() {
                return;
            }
        }
    }
}

/// Waits for the worker's next state.
async fn state_change(worker: &ServiceWorker) -> Result<JsValue, JsValue> {
    let changed = Promise::new(&mut |resolve: Function, _reject| {
        drop(worker.add_event_listener_with_callback("statechange", &resolve));
    });
    JsFuture::from(changed).await
}
