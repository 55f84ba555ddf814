//! The worker's entry points: one engine, any number of tabs.

use std::{cell::RefCell, rc::Rc};

use loggia_protocol::envelope::{Goodbye, ToEngine};
use tokio::sync::oneshot;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::MessagePort;

use super::{Platform, locks, port, scope};
use crate::{
    Engine,
    host::Tab,
    platform::spawn_local,
    services::session::{self, Caches},
};

thread_local! {
    static SHELL: RefCell<Option<Shell>> = const { RefCell::new(None) };
}

struct Shell {
    engine: Engine,
    tabs: Vec<(MessagePort, Rc<Tab>)>,
    /// Takes what the first tab knows of earlier engines' deaths.
    deaths: Option<oneshot::Sender<u32>>,
}

/// Starts the engine: waits until no other engine has the data, then looks for a session.
///
/// Ports are to be connected after that: tabs take a lock that nobody holds for the end of the engine that greeted them.
///
/// Fails where the browser refuses Web Locks.
#[wasm_bindgen]
pub async fn start() -> Result<(), JsValue> {
    super::log::install();
    super::fetch::install();
    let platform = Platform::start().await;
    let engine = Engine::new(platform.clone());
    let (deaths, known_deaths) = oneshot::channel();
    SHELL.set(Some(Shell {
        engine: engine.clone(),
        tabs: Vec::new(),
        deaths: Some(deaths),
    }));
    platform.hold_data().await?;
    platform.tell_worker_name();
    spawn_local(async move {
        let n_deaths = known_deaths.await.unwrap_or(0);
        session::restore(&engine, Caches::after(n_deaths)).await;
    });
    Ok(())
}

/// Serves a tab until it says goodbye or dies.
#[wasm_bindgen]
pub fn connect(port: &MessagePort) {
    let outlet_port = port.clone();
    let tab = with_shell(|shell| {
        let outlet = Rc::new(move |frame| port::send(&outlet_port, &frame));
        let tab = Rc::new(Tab::new(shell.engine.clone(), outlet));
        shell.tabs.push((port.clone(), tab.clone()));
        tab
    });
    let Some(tab) = tab else { return };
    let tab = Rc::downgrade(&tab);
    let listened = port.clone();
    port::listen(
        port,
        Rc::new(move |message, files| {
            let Some(tab) = tab.upgrade() else { return };
            match &message {
                ToEngine::Hello {
                    tab_lock, n_deaths, ..
                } => {
                    leave_on_death(listened.clone(), tab_lock.clone());
                    note_deaths(*n_deaths);
                }
                ToEngine::Bye => forget(&listened),
                _ => {}
            }
            tab.receive(message, files);
        }),
    );
}

/// Tells every tab why the engine ends, and ends it.
pub fn end(goodbye: &Goodbye) {
    with_shell(|shell| {
        for (_, tab) in shell.tabs.drain(..) {
            tab.say_goodbye(goodbye.clone());
        }
    });
    scope::worker().close();
}

fn note_deaths(n_deaths: u32) {
    with_shell(|shell| {
        if let Some(deaths) = shell.deaths.take() {
            // The receiver lives until it has heard.
            let _ = deaths.send(n_deaths);
        }
    });
}

/// The tab holds a lock for as long as it lives; once it can be had, the tab is gone.
fn leave_on_death(port: MessagePort, tab_lock: String) {
    spawn_local(async move {
        locks::wait_for_release(&tab_lock).await;
        forget(&port);
    });
}

fn forget(port: &MessagePort) {
    port.close();
    with_shell(|shell| shell.tabs.retain(|(other, _)| other != port));
}

fn with_shell<R>(act: impl FnOnce(&mut Shell) -> R) -> Option<R> {
    SHELL.with_borrow_mut(|shell| shell.as_mut().map(act))
}
