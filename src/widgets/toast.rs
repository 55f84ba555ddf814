//! Short messages at the edge of the window that go away by themselves.

use std::time::Duration;

use leptos::prelude::*;

use super::IconButton;
use crate::i18n::{t_string, use_i18n};

/// How long a message stays: time to read two lines.
const SHOWN: Duration = Duration::from_secs(6);
/// How many are shown at once.
const MAX_TOASTS: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Toast {
    id: usize,
    text: String,
    is_error: bool,
}

/// The messages that are shown.
#[derive(Clone, Copy)]
pub struct ToastQueue {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<usize>,
}

/// Makes messages possible for all components below.
pub fn provide_toasts() {
    provide_context(ToastQueue {
        shown: RwSignal::default(),
        next: StoredValue::new(0),
    });
}

/// Where messages go.
pub fn use_toasts() -> ToastQueue {
    expect_context()
}

impl ToastQueue {
    /// Says that something was done.
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), false);
    }

    /// Says that something did not work.
    pub fn complain(self, text: impl Into<String>) {
        self.show(text.into(), true);
    }

    fn show(self, text: String, is_error: bool) {
        let Some(id) = self.next.try_update_value(|next| {
            *next += 1;
            *next
        }) else {
            return;
        };
        self.shown.update(|shown| {
            // The same message twice says nothing new.
            shown.retain(|toast| toast.text != text);
            if shown.len() == MAX_TOASTS {
                shown.remove(0);
            }
            shown.push(Toast { id, text, is_error });
        });
        set_timeout(move || self.dismiss(id), SHOWN);
    }

    fn dismiss(self, id: usize) {
        self.shown
            .try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Shows the messages.
#[component]
pub fn Toasts() -> impl IntoView {
    let (words, queue) = (use_i18n(), use_toasts());
    let of_kind = move |is_error: bool| {
        move || {
            let mut toasts = queue.shown.get();
            toasts.retain(|toast| toast.is_error == is_error);
            toasts
        }
    };
    let line = move |toast: Toast| {
        view! {
            <div class="toast" data-kind=if toast.is_error { "error" } else { "info" }>
                <p class="toast__text">{toast.text}</p>
                <IconButton
                    icon=icondata_lu::LuX
                    label=Signal::derive(move || t_string!(words, common.dismiss).to_owned())
                    on_press=move |_| queue.dismiss(toast.id)
                />
            </div>
        }
    };
    view! {
        <div class="toasts">
            <div role="alert">
                <For each=of_kind(true) key=|toast| toast.id children=line />
            </div>
            <div role="status">
                <For each=of_kind(false) key=|toast| toast.id children=line />
            </div>
        </div>
    }
}
