//! What is unread in all rooms, told where it is seen without the page: in the window's title and on icons.

use leptos::prelude::*;

use crate::{
    models::{space, unread::UnreadTotal},
    platform,
    state::spaces::use_spaces,
};

/// Tells it for as long as the bar is there.
pub fn tell_unread() {
    let bar = use_spaces().bar();
    // What was known stays told while nothing is: only the end of the bar takes it away.
    let total = Memo::new(move |before: Option<&UnreadTotal>| {
        let now = bar.with(|bar| bar.ready().map(space::total));
        now.or(before.copied()).unwrap_or_default()
    });
    Effect::new(move || tell(total.get()));
    on_cleanup(|| tell(UnreadTotal::Nothing));
}

fn tell(total: UnreadTotal) {
    platform::set_title_prefix(total.title_prefix());
    platform::set_icon_badge(total.icon_text());
    platform::set_app_badge(total.count());
}
