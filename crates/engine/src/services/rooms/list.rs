//! The list that all feeds share, and the feeds on it.

use std::{
    cmp::Ordering,
    sync::{Arc, Mutex},
};

use async_stream::stream;
use eyeball::{SharedObservable, Subscriber};
use eyeball_im::{ObservableVector, Vector, VectorDiff, VectorSubscriber};
use futures_util::{Stream, StreamExt, future::ready, pin_mut, stream::once};
use loggia_protocol::{
    Diff, Failure,
    rooms::{RoomFilter, RoomListFeed, RoomOrder, RoomRow, Section},
    spaces::Scope,
};
use matrix_sdk::{
    Client,
    executor::{AbortOnDrop, JoinHandleExt, spawn},
    notification_settings::NotificationSettings,
    ruma::{OwnedUserId, RoomId},
};

use super::{
    gaps, keeper,
    matching::matching,
    order::Place,
    scope::Part,
    sorted::Sorter,
    words::{Words, plain},
};
use crate::{
    Engine,
    convert::diff::DiffWriter,
    services::{session::Way, spaces::Hierarchy},
};

/// How many batches a feed may lag behind before it starts over with a reset.
const BATCH_BUFFER: usize = 128;

/// The room list that all list feeds share: converted and sorted once, by a task of its own.
pub struct RoomList {
    entries: Entries,
    is_filled: SharedObservable<bool>,
    settings: NotificationSettings,
    _tasks: [AbortOnDrop<()>; 2],
}

/// The sorted rooms that belong into the list.
pub(super) type Entries = Arc<Mutex<ObservableVector<Arc<Entry>>>>;

/// A room in the list.
#[derive(Clone)]
pub(super) struct Entry {
    /// Where it stands.
    pub place: Place,
    /// What it is found by.
    pub words: Arc<Words>,
    /// What a tab gets.
    pub row: RoomRow,
    /// Whose name the preview lacked, before the store was asked.
    pub unnamed_sender: Option<OwnedUserId>,
}

impl RoomList {
    /// The list of a signed-in client's rooms.
    pub async fn new(client: &Client, ways: Subscriber<Way>) -> Self {
        let entries: Entries = Arc::new(Mutex::new(ObservableVector::with_capacity(BATCH_BUFFER)));
        let is_filled = SharedObservable::new(false);
        let settings = client.notification_settings().await;
        let keeper = keeper::run(
            client.clone(),
            ways,
            settings.clone(),
            entries.clone(),
            is_filled.clone(),
        );
        Self {
            entries,
            is_filled,
            settings,
            _tasks: [spawn(keeper), spawn(gaps::run(client.clone()))]
                .map(JoinHandleExt::abort_on_drop),
        }
    }

    /// The account's push rules, as they are with what was changed here.
    pub fn settings(&self) -> &NotificationSettings {
        &self.settings
    }

    /// All rooms in the list.
    pub(super) async fn all(&self) -> Vector<Arc<Entry>> {
        self.filled().await;
        self.entries.lock().expect("no holder panics").clone()
    }

    /// Shows every room in the list with its row.
    pub async fn for_each(&self, mut see: impl FnMut(&RoomId, &RoomRow)) {
        for entry in &self.all().await {
            see(&entry.place.room, &entry.row);
        }
    }

    /// Says when the list is another.
    pub async fn changes(&self) -> impl Stream<Item = ()> + use<> {
        self.filled().await;
        let entries = self.entries.lock().expect("no holder panics");
        let batches = entries.subscribe().into_batched_stream();
        batches.map(drop)
    }

    /// Waits until the rooms that are known locally are in the list.
    async fn filled(&self) {
        let mut is_filled = self.is_filled.subscribe();
        while !is_filled.get() && is_filled.next().await.is_some() {}
    }

    fn follow(
        &self,
        feed: &RoomListFeed,
        part: Part,
    ) -> impl Stream<Item = Vec<Diff<RoomRow>>> + use<> {
        let entries = self.entries.lock().expect("no holder panics");
        rows_of(entries.subscribe(), feed, part)
    }
}

/// Follows the room list.
pub async fn open_room_list(
    engine: Engine,
    feed: RoomListFeed,
) -> Result<impl Stream<Item = Vec<Diff<RoomRow>>> + 'static, Failure> {
    let session = engine.session()?;
    session.rooms.filled().await;
    let hierarchies = session.spaces.follow().await;
    drop(session);
    Ok(scoped(engine, feed, hierarchies))
}

/// The rows of a feed, from the beginning each time that its part of the list is another.
fn scoped(
    engine: Engine,
    feed: RoomListFeed,
    mut hierarchies: Subscriber<Arc<Hierarchy>>,
) -> impl Stream<Item = Vec<Diff<RoomRow>>> + 'static {
    stream! {
        let mut part = Part::of(&feed.scope, &hierarchies.next_now());
        loop {
            let Ok(session) = engine.session() else { return };
            let rows = session.rooms.follow(&feed, part.clone());
            drop(session);
            pin_mut!(rows);
            loop {
                let batch = tokio::select! {
                    batch = rows.next() => batch,
                    next = part_after(&mut hierarchies, &feed.scope, &part) => match next {
                        Some(next) => {
                            part = next;
                            break;
                        }
                        None => None,
                    },
                };
                match batch {
                    Some(batch) => yield batch,
                    None => return,
                }
            }
        }
    }
}

/// The next part that is another than this one; nothing once there are no changes any more.
async fn part_after(
    hierarchies: &mut Subscriber<Arc<Hierarchy>>,
    scope: &Scope,
    before: &Part,
) -> Option<Part> {
    loop {
        let part = Part::of(scope, &*hierarchies.next().await?);
        if part != *before {
            return Some(part);
        }
    }
}

/// The rows that a feed asks for: those that fit, in its order.
fn rows_of(
    entries: VectorSubscriber<Arc<Entry>>,
    feed: &RoomListFeed,
    part: Part,
) -> impl Stream<Item = Vec<Diff<RoomRow>>> + use<> {
    let (typed, filter) = (plain(&feed.search), feed.filter);
    let (found, batches) = matching(entries, move |entry: Arc<Entry>| {
        let is_in = part.has(&entry.place.room, &entry.row);
        let fits = is_in && passes(filter, &entry.row) && entry.words.fit(&typed).is_some();
        fits.then_some(entry)
    });
    let (mut sorter, found) = match order_of(feed.order) {
        Some(compare) => {
            let (sorter, found) = Sorter::new(&found, compare);
            (Some(sorter), found)
        }
        None => (None, found.into_iter().collect()),
    };
    let (mut writer, first) = DiffWriter::open(found.iter().map(row_of).collect());
    let following = batches
        .map(move |batch| {
            let batch = match &mut sorter {
                Some(sorter) => sorter.follow(batch),
                None => batch,
            };
            let rows = batch
                .into_iter()
                .map(|change| change.map(|entry| row_of(&entry)));
            writer.write(rows.collect::<Vec<VectorDiff<RoomRow>>>())
        })
        .filter(|batch| ready(!batch.is_empty()));
    once(ready(first)).chain(following)
}

fn row_of(entry: &Arc<Entry>) -> RoomRow {
    entry.row.clone()
}

/// Whether a room is of the kind that is asked for.
fn passes(filter: RoomFilter, row: &RoomRow) -> bool {
    match filter {
        RoomFilter::All => true,
        RoomFilter::Unread => row.is_unread(),
        RoomFilter::People => row.is_direct && row.section != Section::Invites,
        RoomFilter::Rooms => !row.is_direct && row.section != Section::Invites,
        RoomFilter::Mentions => row.unread.mentions > 0,
        RoomFilter::Invites => row.section == Section::Invites,
        RoomFilter::Favourites => row.section == Section::Favourites,
    }
}

type Compare = fn(&Arc<Entry>, &Arc<Entry>) -> Ordering;

/// How two rooms compare; nothing for the order that the list has anyway.
fn order_of(order: RoomOrder) -> Option<Compare> {
    match order {
        RoomOrder::Activity => None,
        RoomOrder::Name => Some(|a, b| by_name(a).cmp(&by_name(b))),
        RoomOrder::UnreadFirst => Some(|a, b| by_news(a).cmp(&by_news(b))),
    }
}

fn by_name(entry: &Entry) -> (Section, &str, &Place) {
    (entry.place.section, &entry.place.name, &entry.place)
}

fn by_news(entry: &Entry) -> (Section, bool, &Place) {
    let is_read = !entry.row.is_unread();
    (entry.place.section, is_read, &entry.place)
}

#[cfg(test)]
mod tests;
