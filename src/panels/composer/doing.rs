//! Small deeds with a message: done without waiting, and told where they do not work.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::CallSpec;

use crate::{
    engine::{EngineClient, use_engine},
    i18n::{Words, failure_text, t_string, use_i18n},
    widgets::{ToastQueue, use_toasts},
};

/// What does deeds.
#[derive(Clone, Copy)]
pub struct Doing {
    engine: StoredValue<EngineClient>,
    toasts: ToastQueue,
    words: Words,
}

/// What does deeds.
pub fn use_doing() -> Doing {
    Doing {
        engine: StoredValue::new(use_engine()),
        toasts: use_toasts(),
        words: use_i18n(),
    }
}

impl Doing {
    /// Does it.
    pub fn run<C: CallSpec<Reply = ()> + 'static>(self, call: C) {
        let engine = self.engine.get_value();
        spawn_local(async move {
            if let Err(failure) = engine.call(call).await {
                let reason = failure_text(self.words, &failure);
                let text = t_string!(self.words, composer.action_failed, reason).to_string();
                self.toasts.complain(text);
            }
        });
    }
}
