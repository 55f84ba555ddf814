//! A file in a message, to be saved.

use icondata_lu::{LuFile, LuFileAudio, LuFileImage, LuFileVideo};
use leptos::prelude::*;
use loggia_protocol::{
    media::{File, FileKind},
    timeline::{Content, Event, TimelineItem},
};

use super::{body::BodyView, download::use_download, message::part, upload::UploadView};
use crate::{
    i18n::{file_size, t_string, use_i18n},
    state::Row,
    widgets::{Icon, Spinner},
};

/// The file, and what was written to it.
#[component]
pub fn FileView(row: Row<TimelineItem>) -> impl IntoView {
    let file = part(&row, file_of);
    let file = Memo::new(move |_| file.get().flatten());
    let caption = Memo::new(move |_| file.with(|file| file.as_ref()?.caption.clone()));
    view! {
        <div class="media media--file">
            {move || file.get().map(|file| view! { <FileButton file /> })}
            <UploadView row />
        </div>
        {move || caption.get().map(|body| view! { <BodyView body /> })}
    }
}

fn file_of(event: &Event) -> Option<File> {
    match &event.content {
        Content::File(file) => Some(file.clone()),
        _ => None,
    }
}

/// A button that saves it.
#[component]
fn FileButton(file: File) -> impl IntoView {
    let words = use_i18n();
    let download = use_download(file.clone());
    let icon = match file.kind {
        FileKind::Image => LuFileImage,
        FileKind::Video => LuFileVideo,
        FileKind::Audio => LuFileAudio,
        FileKind::Other => LuFile,
    };
    let (name, n_bytes) = (file.name, file.n_bytes);
    let label = {
        let name = name.clone();
        move || t_string!(words, timeline.download_file, name = name.clone()).to_string()
    };
    let size = move || match n_bytes {
        Some(n_bytes) => file_size(words, n_bytes),
        None => t_string!(words, common.unknown_size).to_owned(),
    };
    let status = move || match download.is_pending().get() {
        true => t_string!(words, timeline.downloading).to_owned(),
        false => size(),
    };
    view! {
        <button
            class="file"
            type="button"
            aria-label=label
            aria-busy=move || download.is_pending().get().then_some("true")
            on:click=move |_| download.start()
        >
            {move || match download.is_pending().get() {
                true => view! { <Spinner /> }.into_any(),
                false => view! { <Icon icon /> }.into_any(),
            }}
            <bdi class="file__name">{name}</bdi>
            <span class="file__size">{status}</span>
        </button>
    }
}
