//! The size of the largest file that can be sent: asked for once, when it is first needed.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::media::LoadUploadLimit;

use crate::engine::{EngineClient, use_engine};

/// The limit, once it is known.
#[derive(Clone, Copy)]
pub struct UploadLimit {
    limit: RwSignal<Option<u64>>,
    is_asked: StoredValue<bool>,
    engine: StoredValue<EngineClient>,
}

impl UploadLimit {
    /// Not asked for yet.
    pub fn new() -> Self {
        Self {
            limit: RwSignal::new(None),
            is_asked: StoredValue::new(false),
            engine: StoredValue::new(use_engine()),
        }
    }

    /// Asks for it, unless that was done. Where it cannot be had, nothing is checked here, and the next file asks again.
    pub fn ask(self) {
        if self.is_asked.get_value() {
            return;
        }
        self.is_asked.set_value(true);
        let engine = self.engine.get_value();
        spawn_local(async move {
            let limit = engine.call(LoadUploadLimit).await.ok();
            self.is_asked.try_set_value(limit.is_some());
            self.limit.try_set(limit);
        });
    }

    /// The limit in bytes.
    pub fn get(self) -> Option<u64> {
        self.limit.get()
    }

    /// The limit in bytes, as of now.
    pub fn get_untracked(self) -> Option<u64> {
        self.limit.get_untracked()
    }
}
