//! A picture as large as it fits.

use icondata_lu::{LuDownload, LuX};
use leptos::{ev, html, prelude::*};
use loggia_protocol::media::{File, LoadMedia, MediaForm};
use send_wrapper::SendWrapper;
use web_sys::MouseEvent;

use super::use_dialogs;
use crate::{
    i18n::{failure_text, t_string, use_i18n},
    panels::timeline::download::use_download,
    state::{Loadable, media::media_url},
    widgets::{IconButton, Spinner},
};

/// The viewer. A press beside the picture, or Escape, closes it.
#[component]
pub fn ImageViewer(file: File) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let node = NodeRef::<html::Dialog>::new();
    node.on_load(move |dialog| {
        let shown = dialog.clone();
        crate::platform::on_next_frame(move || drop(shown.show_modal()));
        let dialog = SendWrapper::new(dialog);
        on_cleanup(move || dialog.close());
    });
    let picture = media_url(LoadMedia {
        source: file.source.clone(),
        form: MediaForm::Whole,
    });
    let download = use_download(file.clone());
    let label = file.name.clone();
    let name = file.name.clone();
    let drawn = {
        let alt = file.name;
        move || match picture.get() {
            Loadable::Loading => view! { <Spinner /> }.into_any(),
            Loadable::Ready(url) => {
                view! { <img class="viewer__picture" src=url alt=alt.clone() /> }.into_any()
            }
            Loadable::Failed(failure) => {
                view! { <p role="alert">{failure_text(words, &failure)}</p> }.into_any()
            }
        }
    };
    let close_beside = move |event: MouseEvent| {
        let target: web_sys::Element = event_target(&event);
        if target.tag_name() != "IMG" && target.closest("button").ok().flatten().is_none() {
            dialogs.close();
        }
    };
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        dialogs.close();
    };
    view! {
        <dialog
            node_ref=node
            class="viewer"
            aria-label=label
            on:cancel=cancel
            on:click=close_beside
        >
            <header class="viewer__header">
                <p class="viewer__name"><bdi>{name}</bdi></p>
                <IconButton
                    icon=LuDownload
                    label=Signal::derive(move || t_string!(words, common.download).to_owned())
                    is_disabled=download.is_pending()
                    on_press=move |_| download.start()
                />
                <IconButton
                    icon=LuX
                    label=Signal::derive(move || t_string!(words, common.close).to_owned())
                    on_press=move |_| dialogs.close()
                />
            </header>
            <div class="viewer__stage">{drawn}</div>
        </dialog>
    }
}
