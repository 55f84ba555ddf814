//! A file on its way to the server, shown over the picture or the file: how much of it is there, and what calls it off.

use icondata_lu::LuX;
use leptos::prelude::*;
use loggia_protocol::{
    composer::DiscardMessage,
    ids::ItemKey,
    media::{File, Upload, UploadsFeed},
    timeline::{Content, Event, SendState, TimelineItem},
};

use super::{message::part, use_timeline};
use crate::{
    i18n::{file_size, t_string, use_i18n},
    panels::composer::use_doing,
    state::{Row, use_state_feed},
    widgets::IconButton,
};

/// A file that the server does not have yet.
#[derive(Clone, PartialEq)]
struct Pending {
    name: String,
    n_bytes: u64,
}

/// The upload of a message's file, while it is not sent.
#[component]
pub fn UploadView(row: Row<TimelineItem>) -> impl IntoView {
    let pending = part(&row, pending_of);
    move || {
        let pending = pending.get().flatten();
        pending.map(|pending| view! { <Progress pending key=row.key.clone() /> })
    }
}

#[component]
fn Progress(pending: Pending, key: ItemKey) -> impl IntoView {
    let words = use_i18n();
    let (doing, room) = (use_doing(), use_timeline().room());
    let uploads = use_state_feed(UploadsFeed);
    let Pending { name, n_bytes } = pending;
    let sent = Memo::new(move |before: Option<&Option<u64>>| {
        let now = uploads.with(|uploads| n_sent(uploads.ready()?, n_bytes));
        now.or_else(|| stays_sent(before.copied().flatten(), n_bytes))
    });
    let share = move || sent.get().map(|sent| percent(sent, n_bytes));
    let text = Memo::new(move |_| match sent.get() {
        Some(sent) => {
            let (sent, all) = (file_size(words, sent), file_size(words, n_bytes));
            t_string!(words, timeline.upload_progress, sent, all).to_string()
        }
        None => t_string!(words, timeline.upload_waiting).to_owned(),
    });
    let label = move || t_string!(words, timeline.uploading, name = name.clone()).to_string();
    view! {
        <div class="upload">
            <span class="upload__text" aria-hidden="true">{move || text.get()}</span>
            <div
                class="upload__bar"
                role="progressbar"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || share().map(|share| share.to_string())
                aria-valuetext=move || text.get()
            >
                <div
                    class="upload__done"
                    style:inline-size=move || format!("{}%", share().unwrap_or(0))
                ></div>
            </div>
            <IconButton
                icon=LuX
                label=Signal::derive(move || t_string!(words, timeline.cancel_upload).to_owned())
                on_press=move |_| {
                    doing.run(DiscardMessage {
                        room: room.clone(),
                        item: key.clone(),
                    });
                }
            />
        </div>
    }
}

fn pending_of(event: &Event) -> Option<Pending> {
    let is_sending = event.is_own && event.send_state == SendState::Sending;
    let file = file_of(&event.content).filter(|_| is_sending)?;
    Some(Pending {
        name: file.name.clone(),
        n_bytes: file.n_bytes.unwrap_or_default(),
    })
}

fn file_of(content: &Content) -> Option<&File> {
    match content {
        Content::Image(image) => Some(&image.file),
        Content::File(file) => Some(file),
        _ => None,
    }
}

fn n_sent(uploads: &[Upload], n_bytes: u64) -> Option<u64> {
    let upload = uploads.iter().find(|upload| upload.n_bytes == n_bytes);
    upload.map(|upload| upload.n_sent)
}

/// What has been sent whole is on the list no more, and its message is still to be sent.
fn stays_sent(before: Option<u64>, n_bytes: u64) -> Option<u64> {
    before.filter(|n_sent| *n_sent >= n_bytes)
}

fn percent(n_sent: u64, n_bytes: u64) -> u64 {
    (n_sent.saturating_mul(100) / n_bytes.max(1)).min(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_is_found_by_its_size() {
        let uploads = [(10, 4), (20, 20)].map(|(n_bytes, n_sent)| Upload { n_bytes, n_sent });
        assert_eq!(n_sent(&uploads, 20), Some(20));
        assert_eq!(n_sent(&uploads, 30), None);
    }

    #[test]
    fn what_was_sent_whole_stays_so_and_a_broken_upload_begins_again() {
        assert_eq!(stays_sent(Some(20), 20), Some(20));
        assert_eq!(stays_sent(Some(19), 20), None);
        assert_eq!(stays_sent(None, 20), None);
    }

    #[test]
    fn shares_are_whole_percents() {
        assert_eq!(percent(1, 3), 33);
        assert_eq!(percent(3, 3), 100);
        assert_eq!(percent(1, 0), 100);
    }
}
