//! Files that are dragged onto the room.

use leptos::{ev, prelude::*};
use web_sys::{DataTransfer, DragEvent};

use super::super::{Mode, use_composer};
use crate::i18n::{t_string, use_i18n};

/// The part of the window that takes files for the room, with what else is in it.
#[component]
pub fn DropZone(
    /// The room's name.
    name: Signal<String>,
    /// Whether the reader may write there.
    can_send: Signal<bool>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let words = use_i18n();
    let composer = use_composer();
    let is_over = RwSignal::new(false);
    let takes = move |event: &DragEvent| {
        let is_writing = !matches!(composer.mode().get_untracked(), Mode::Edit { .. })
            && can_send.get_untracked();
        is_writing && files_of(event).is_some()
    };
    let over = move |event: DragEvent| {
        if takes(&event) {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let take = move |event: DragEvent| {
        is_over.set(false);
        let Some(dragged) = files_of(&event).filter(|_| takes(&event)) else {
            return;
        };
        event.prevent_default();
        if let Some(files) = dragged.files() {
            composer.stage(&files);
        }
    };
    // It lies over everything else, so that leaving it is leaving the zone.
    let overlay = move || {
        view! {
            <div class="drop-zone__over" on:dragleave=move |_| is_over.set(false)>
                <p role="status">
                    {move || t_string!(words, composer.drop_files, room = name.get()).to_string()}
                </p>
            </div>
        }
    };
    view! {
        <div class="drop-zone" on:dragenter=over on:dragover=over on:drop=take>
            {children()}
            {move || is_over.get().then(overlay)}
        </div>
    }
}

/// A file that is dropped where nobody takes it would take the app's place in the tab.
pub fn refuse_dropped_files() {
    let refuse = |event: DragEvent| {
        if let Some(dragged) = files_of(&event).filter(|_| !event.default_prevented()) {
            event.prevent_default();
            dragged.set_drop_effect("none");
        }
    };
    let over = window_event_listener(ev::dragover, refuse);
    let dropped = window_event_listener(ev::drop, refuse);
    on_cleanup(move || {
        over.remove();
        dropped.remove();
    });
}

/// What is dragged, if it is files.
fn files_of(event: &DragEvent) -> Option<DataTransfer> {
    let dragged = event.data_transfer()?;
    dragged
        .types()
        .includes(&"Files".into(), 0)
        .then_some(dragged)
}
