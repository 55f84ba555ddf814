//! The list as feeds show it, and ten thousand rooms.

use std::time::Instant;

use futures_util::FutureExt;
use loggia_protocol::rooms::{Notifications, RoomName, Unread};
use matrix_sdk::ruma::RoomId;

use super::*;
use crate::services::rooms::{order::Activity, words::named};

const N_ROOMS: u64 = 10_000;

/// Room `n` of many: some in each section, a few unread, names that are not in the order of their activity.
fn entry(n: u64) -> Arc<Entry> {
    let section = match n % 50 {
        0 => Section::Favourites,
        1..10 => Section::People,
        10 => Section::LowPriority,
        _ => Section::Rooms,
    };
    let name = format!("Room {:05}", n * 7919 % N_ROOMS);
    let row = RoomRow {
        room: format!("!{n}:x").as_str().into(),
        name: RoomName::Named(name.clone()),
        avatar: None,
        section,
        unread: Unread {
            messages: u32::from(n % 100 == 3),
            ..Unread::default()
        },
        preview: None,
        active_at: None,
        is_encrypted: false,
        is_direct: section == Section::People,
        is_public: false,
        has_unsent: false,
        notifications: Notifications::Default,
        inviter: None,
    };
    of_row(row, n, &name)
}

fn of_row(row: RoomRow, activity: u64, name: &str) -> Arc<Entry> {
    let words = named(name);
    let room = RoomId::parse(row.room.as_str()).unwrap();
    Arc::new(Entry {
        place: Place::of(&room, &row, &words, Activity::at(activity)),
        words: Arc::new(words),
        row,
        unnamed_sender: None,
    })
}

/// The list as the keeper has it: in the order of places.
fn many() -> ObservableVector<Arc<Entry>> {
    let mut all: Vec<_> = (0..N_ROOMS).map(entry).collect();
    all.sort_by(|a, b| a.place.cmp(&b.place));
    let mut list = ObservableVector::with_capacity(BATCH_BUFFER);
    list.append(all.into_iter().collect());
    list
}

fn apply(shown: &mut Vec<RoomRow>, batch: Vec<Diff<RoomRow>>) {
    for diff in batch {
        match diff {
            Diff::Reset(items) => *shown = items,
            Diff::Insert { at, items } => drop(shown.splice(at as usize..at as usize, items)),
            Diff::Set { at, item } => shown[at as usize] = item,
            Diff::Remove { at, count } => drop(shown.drain(at as usize..(at + count) as usize)),
        }
    }
}

/// What the list must come to, worked out as plainly as can be.
fn plainly(list: &ObservableVector<Arc<Entry>>, feed: &RoomListFeed) -> Vec<RoomRow> {
    let typed = plain(&feed.search);
    let fits =
        |entry: &&Arc<Entry>| passes(feed.filter, &entry.row) && entry.place.name.contains(&typed);
    let mut found: Vec<_> = list.iter().filter(fits).cloned().collect();
    match feed.order {
        RoomOrder::Activity => {}
        RoomOrder::Name => found.sort_by_key(|entry| (entry.row.section, entry.place.name.clone())),
        RoomOrder::UnreadFirst => {
            found.sort_by_key(|entry| (entry.row.section, !entry.row.is_unread()));
        }
    }
    found.iter().map(row_of).collect()
}

/// Something happens in a room: it moves up, and is unread or read.
fn touch(list: &mut ObservableVector<Arc<Entry>>, index: usize, now: u64, is_read: bool) {
    let before = list.remove(index);
    let mut row = before.row.clone();
    row.unread.messages = u32::from(!is_read);
    let RoomName::Named(name) = row.name.clone() else {
        unreachable!()
    };
    let after = of_row(row, now, &name);
    let place = list.binary_search_by(|entry| entry.place.cmp(&after.place));
    list.insert(place.unwrap_err(), after);
}

/// What something takes: for `cargo xtask bench`.
fn cost_of(work: impl FnOnce()) -> String {
    let began = Instant::now();
    let memory = allocation_counter::measure(work);
    let (time, n, bytes) = (began.elapsed(), memory.count_total, memory.bytes_total);
    format!("{time:.1?} ({n} allocations, {} kB)", bytes / 1000)
}

/// Every filter and order shows ten thousand rooms as sorting them all anew would, also after they have changed.
#[test]
fn ten_thousand_rooms_are_filtered_sorted_and_kept_up_with() {
    use RoomFilter::*;
    let mut cases = Vec::new();
    for order in [RoomOrder::Activity, RoomOrder::Name, RoomOrder::UnreadFirst] {
        for filter in [All, Unread, People, Rooms, Mentions, Invites, Favourites] {
            cases.push((String::new(), filter, order));
        }
        cases.push(("ROOM 0123".to_owned(), All, order));
    }
    let mut list = many();
    for (search, filter, order) in cases {
        let feed = RoomListFeed {
            search,
            filter,
            order,
            ..RoomListFeed::default()
        };
        let mut batches = Box::pin(rows_of(list.subscribe(), &feed, Part::All));
        let mut shown = Vec::new();
        let opened = cost_of(|| {
            apply(&mut shown, batches.next().now_or_never().unwrap().unwrap());
        });
        assert_eq!(shown, plainly(&list, &feed), "{feed:?}");
        let followed = cost_of(|| {
            for n in 0..100 {
                let (room, now) = (n * 97 % N_ROOMS as usize, N_ROOMS + n as u64);
                touch(&mut list, room, now, n % 2 == 0);
                // A tab that does not keep up is told to start over.
                if n % 10 != 0
                    && let Some(Some(batch)) = batches.next().now_or_never()
                {
                    apply(&mut shown, batch);
                }
            }
            while let Some(Some(batch)) = batches.next().now_or_never() {
                apply(&mut shown, batch);
            }
        });
        let RoomListFeed {
            search,
            filter,
            order,
            ..
        } = &feed;
        let n_shown = shown.len();
        println!(
            "{filter:?} {order:?} {search:?}: {n_shown} rooms in {opened}; 100 changes in {followed}"
        );
        assert_eq!(shown, plainly(&list, &feed), "{feed:?}");
    }
}
