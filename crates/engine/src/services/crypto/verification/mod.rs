//! Verification by emoji: the account's other sessions ask, or are asked.
//!
//! One flow is shown at a time, until it is dismissed or another one takes its place.

mod calls;
mod flow;

use std::sync::{Arc, Mutex};

use eyeball::SharedObservable;
use futures_util::Stream;
use loggia_protocol::{
    Failure, FailureKind,
    crypto::{Verification, VerificationFeed},
};
use matrix_sdk::{
    Client,
    encryption::verification::VerificationRequest,
    event_handler::EventHandlerDropGuard,
    executor::{AbortOnDrop, JoinHandleExt, spawn},
    ruma::events::key::verification::request::ToDeviceKeyVerificationRequestEvent,
};

pub use calls::{
    handle_accept_verification, handle_answer_emoji, handle_cancel_verification,
    handle_start_verification, handle_verify_session,
};
use flow::Flow;

use crate::Engine;

/// The verification under way.
pub struct Verifications {
    desk: Arc<Desk>,
    _listener: EventHandlerDropGuard,
}

/// Where the one flow lies.
#[derive(Default)]
struct Desk {
    shown: SharedObservable<Option<Verification>>,
    current: Mutex<Option<(Arc<Flow>, AbortOnDrop<()>)>>,
}

impl Verifications {
    /// Listens for requests of the account's other sessions.
    pub fn new(client: &Client) -> Self {
        let desk = Arc::<Desk>::default();
        // The client owns its listeners: what they own must not own the client.
        let listening = Arc::downgrade(&desk);
        let listener = client.add_event_handler(
            move |event: ToDeviceKeyVerificationRequestEvent, client: Client| {
                let desk = listening.upgrade();
                async move {
                    if let Some(desk) = desk {
                        hear(&desk, &client, &event).await;
                    }
                }
            },
        );
        Self {
            desk,
            _listener: client.event_handler_drop_guard(listener),
        }
    }
}

impl Desk {
    /// Shows a flow in place of the one before, and follows it.
    fn put(&self, request: VerificationRequest) {
        let flow = Arc::new(Flow::new(request));
        let task = spawn(flow::follow(flow.clone(), self.shown.clone())).abort_on_drop();
        *self.lock() = Some((flow, task));
    }

    fn clear(&self) {
        *self.lock() = None;
        self.shown.set(None);
    }

    fn current(&self) -> Option<Arc<Flow>> {
        self.lock().as_ref().map(|(flow, _)| flow.clone())
    }

    /// The flow that a tab means.
    fn find(&self, id: &str) -> Result<Arc<Flow>, Failure> {
        let flow = self.current().filter(|flow| flow.id() == id);
        flow.ok_or_else(|| Failure::new(FailureKind::NotFound, "another or no verification"))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<(Arc<Flow>, AbortOnDrop<()>)>> {
        self.current.lock().expect("no holder panics")
    }
}

/// Follows the verification that is under way.
pub async fn open_verification(
    engine: Engine,
    _feed: VerificationFeed,
) -> Result<impl Stream<Item = Option<Verification>> + 'static, Failure> {
    let session = engine.session()?;
    Ok(session.verifications.desk.shown.subscribe_reset())
}

/// A request came in: shown if it is one of the account's own sessions, and nothing else is going on.
async fn hear(desk: &Desk, client: &Client, event: &ToDeviceKeyVerificationRequestEvent) {
    if client.user_id() != Some(&*event.sender) {
        return;
    }
    let id = &event.content.transaction_id;
    let request = client
        .encryption()
        .get_verification_request(&event.sender, id)
        .await;
    let Some(request) = request else {
        tracing::warn!("a verification request that cannot be answered");
        return;
    };
    // The SDK has called off both requests where one was under way already.
    let is_busy = desk.current().is_some_and(|flow| !flow.has_ended());
    if !request.is_cancelled() && !is_busy {
        desk.put(request);
    }
}
