//! A space's head: which it is, and what can be done with it.

use leptos::prelude::*;
use loggia_protocol::{ids::RoomId, rooms::RoomHead};

use crate::panels::{
    room::{Content, HeaderFrame, InviteButton},
    space_bar::SpaceOptions,
};

/// The head.
#[component]
pub fn SpaceHeader(
    space: RoomId,
    head: Signal<Option<RoomHead>>,
    name: Signal<String>,
    content: Memo<Content>,
) -> impl IntoView {
    // What it is about stands below, as a whole.
    let brief = Signal::derive(move || {
        let topic = None;
        head.get().map(|head| RoomHead { topic, ..head })
    });
    view! {
        <HeaderFrame head=brief name is_space=true>
            {move || (content.get() == Content::Inside).then(|| view! {
                <InviteButton head />
                <SpaceOptions space=space.clone() />
            })}
        </HeaderFrame>
    }
}
