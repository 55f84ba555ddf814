//! What is unread in all rooms, told where it is seen without the page: in the window's title and on icons.

use leptos::prelude::*;
use loggia_protocol::rooms::{RoomFilter, RoomListFeed, RoomOrder, RoomRow};

use super::view::ListView;
use crate::{
    models::unread::{UnreadTotal, of_room},
    platform,
    state::{ListState, follow_list},
};

/// Tells it for as long as the list is there.
pub fn tell_unread(shown: ListState<RoomRow>, view: ListView) {
    let total = total_of(shown, view);
    Effect::new(move || tell(total.get()));
    on_cleanup(|| tell(UnreadTotal::Nothing));
}

fn tell(total: UnreadTotal) {
    platform::set_title_prefix(total.title_prefix());
    platform::set_icon_badge(total.icon_text());
    platform::set_app_badge(total.count());
}

/// The sum of all rooms' unread messages, also while the list shows no more than what is searched or filtered for: all rooms have a
/// feed of their own then.
fn total_of(shown: ListState<RoomRow>, view: ListView) -> Memo<UnreadTotal> {
    let is_searching = Memo::new(move |_| view.is_partial());
    let all = ListState::default();
    Effect::new(move || {
        if is_searching.get() {
            let everything = RoomListFeed {
                search: String::new(),
                filter: RoomFilter::All,
                order: RoomOrder::default(),
            };
            follow_list(everything, all);
        }
    });
    let list = move |is_searching| if is_searching { all.list } else { shown.list };
    // Where lists change places, the one that comes holds rows of an earlier time until its feed has brought some.
    let source = Memo::new(move |before: Option<&(bool, u64)>| {
        let is_searching = is_searching.get();
        let seen = before.map_or(0, |_| list(is_searching).version.get_untracked());
        (is_searching, seen)
    });
    Memo::new(move |before: Option<&UnreadTotal>| {
        let (is_searching, seen) = source.get();
        let list = list(is_searching);
        if list.version.get() <= seen {
            return before.copied().unwrap_or_default();
        }
        list.rows.with_untracked(|rows| {
            let badges = rows.iter().map(|row| of_room(&row.value.read_untracked()));
            UnreadTotal::of(badges)
        })
    })
}
