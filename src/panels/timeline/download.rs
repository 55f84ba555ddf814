//! Saving a file of a message.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::media::{File, LoadMedia, MediaForm};

use crate::{
    engine::use_engine,
    i18n::{failure_text, t_string, use_i18n},
    platform,
    state::media::load_file,
    widgets::use_toasts,
};

/// A download, once it is started.
#[derive(Clone, Copy)]
pub struct Download {
    is_pending: RwSignal<bool>,
    start: Callback<()>,
}

/// What saves this file.
pub fn use_download(file: File) -> Download {
    let (words, toasts, engine) = (use_i18n(), use_toasts(), use_engine());
    let is_pending = RwSignal::new(false);
    let start = move |()| {
        if is_pending.get_untracked() {
            return;
        }
        is_pending.set(true);
        let (engine, name) = (engine.clone(), file.name.clone());
        let call = LoadMedia {
            source: file.source.clone(),
            form: MediaForm::Whole,
        };
        spawn_local(async move {
            let loaded = load_file(&engine, call).await;
            is_pending.try_set(false);
            let problem = match loaded {
                Ok(blob) => platform::save_blob(&blob, &name).err().map(|_| None),
                Err(failure) => Some(Some(failure_text(words, &failure))),
            };
            if let Some(reason) = problem {
                let text = t_string!(words, timeline.download_failed);
                toasts.complain(format!("{text}. {}", reason.unwrap_or_default()));
            }
        });
    };
    Download {
        is_pending,
        start: Callback::new(start),
    }
}

impl Download {
    /// Saves the file, unless that is under way.
    pub fn start(self) {
        self.start.run(());
    }

    /// Whether it is under way.
    pub fn is_pending(self) -> Signal<bool> {
        self.is_pending.into()
    }
}
