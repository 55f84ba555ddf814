//! A call that a control makes: whether it is under way, and why it failed.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{CallSpec, Failure};
use web_sys::Blob;

use crate::engine::{EngineClient, use_engine};

/// Makes calls one at a time.
#[derive(Clone, Copy)]
pub struct Action {
    is_pending: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    engine: StoredValue<EngineClient>,
}

/// An action that was not started yet.
pub fn use_action() -> Action {
    Action {
        is_pending: RwSignal::new(false),
        failure: RwSignal::new(None),
        engine: StoredValue::new(use_engine()),
    }
}

impl Action {
    /// Whether the call is under way.
    pub fn is_pending(self) -> Signal<bool> {
        self.is_pending.into()
    }

    /// Why the last call failed, until the next one.
    pub fn failure(self) -> Signal<Option<Failure>> {
        self.failure.into()
    }

    /// Makes a call unless one is under way; hands its reply on.
    pub fn run<C: CallSpec + 'static>(self, call: C, on_reply: impl FnOnce(C::Reply) + 'static) {
        self.run_with_files(call, Vec::new(), on_reply);
    }

    /// The same for what has to be known also when the control has gone meanwhile: the reply is handed on all the same, and a
    /// failure that nobody can see at the control any more goes to `on_unseen`.
    pub fn run_to_the_end<C: CallSpec + 'static>(
        self,
        call: C,
        on_reply: impl FnOnce(C::Reply) + 'static,
        on_unseen: impl FnOnce(Failure) + 'static,
    ) {
        let Some(engine) = self.begin() else { return };
        spawn_local(async move {
            match engine.call(call).await {
                Ok(reply) => {
                    self.is_pending.try_set(false);
                    on_reply(reply);
                }
                Err(failure) => match self.is_pending.try_set(false) {
                    None => self.failure.set(Some(failure)),
                    Some(_) => on_unseen(failure),
                },
            }
        });
    }

    /// Notes that a call is under way, unless one is.
    fn begin(self) -> Option<EngineClient> {
        if self.is_pending.get_untracked() {
            return None;
        }
        self.is_pending.set(true);
        self.failure.set(None);
        Some(self.engine.get_value())
    }

    /// Makes a call that files travel beside.
    pub fn run_with_files<C: CallSpec + 'static>(
        self,
        call: C,
        files: Vec<Blob>,
        on_reply: impl FnOnce(C::Reply) + 'static,
    ) {
        let Some(engine) = self.begin() else { return };
        spawn_local(async move {
            let outcome = engine.call_with_files(call, files).await;
            // The control may be gone by now; then nobody waits for the reply either.
            if self.is_pending.try_set(false).is_some() {
                return;
            }
            match outcome {
                Ok(reply) => on_reply(reply),
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }
}
