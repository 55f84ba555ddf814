//! A space: what it is and what is in it, or why it cannot be shown. It has no messages.

mod about;
mod child;
mod contents;
mod header;
mod home;
mod level;
mod path;
mod row;
mod row_menu;
mod tree;
mod way_in;

use leptos::prelude::*;
use loggia_protocol::{ids::RoomId, rooms::RoomHead};

use self::{header::SpaceHeader, home::SpaceHome};
use super::room::{
    Addressed, Content, Goal, Inside, InvitePane, OutsidePane, follow_title, name_of,
};
use crate::i18n::use_i18n;

/// The region beside the room list, where the address is a space's.
#[component]
pub fn SpacePane(
    /// Id or alias.
    address: String,
    /// Servers that may know it.
    via: Vec<String>,
) -> impl IntoView {
    let inside = |(space, head)| view! { <SpaceView space head /> }.into_any();
    view! { <Addressed address via goal=Goal::Space inside=Inside::new(inside) /> }
}

#[component]
fn SpaceView(space: RoomId, head: Signal<Option<RoomHead>>) -> impl IntoView {
    let words = use_i18n();
    let name = name_of(words, head);
    follow_title(name);
    let content = Content::follow(head);
    let space = StoredValue::new(space);
    view! {
        <main class="room" aria-label=move || name.get()>
            <SpaceHeader space=space.get_value() head name content />
            {move || match content.get() {
                Content::Inside => {
                    view! { <SpaceHome space=space.get_value() head name /> }.into_any()
                }
                Content::Invitation => {
                    view! { <InvitePane room=space.get_value() head name /> }.into_any()
                }
                Content::Outside(outside) => {
                    view! { <OutsidePane room=space.get_value() head outside /> }.into_any()
                }
            }}
        </main>
    }
}
