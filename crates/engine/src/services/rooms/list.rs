//! The list that all feeds share, and the feeds on it.

use std::sync::{Arc, Mutex};

use eyeball::{SharedObservable, Subscriber};
use eyeball_im::ObservableVector;
use futures_util::{Stream, StreamExt, future::ready, stream};
use loggia_protocol::{
    Diff, Failure,
    rooms::{RoomListFeed, RoomRow},
};
use matrix_sdk::{
    Client,
    executor::{AbortOnDrop, JoinHandleExt, spawn},
};
use matrix_sdk_ui::room_list_service::{
    RoomListItem,
    filters::{BoxedFilterFn, new_filter_normalized_match_room_name},
};

use super::{keeper, matching::matching, order::Place};
use crate::{Engine, convert::diff::DiffWriter, services::session::Way};

/// How many batches a feed may lag behind before it starts over with a reset.
const BATCH_BUFFER: usize = 128;

/// The room list that all list feeds share: converted and sorted once, by a task of its own.
pub struct RoomList {
    entries: Entries,
    is_filled: SharedObservable<bool>,
    _keeper: AbortOnDrop<()>,
}

/// The sorted rooms that belong into the list.
pub(super) type Entries = Arc<Mutex<ObservableVector<Arc<Entry>>>>;

/// A room in the list.
pub(super) struct Entry {
    /// The room with what the SDK's filters look at.
    pub item: RoomListItem,
    /// Where it stands.
    pub place: Place,
    /// What a tab gets.
    pub row: RoomRow,
}

impl RoomList {
    /// The list of a signed-in client's rooms.
    pub fn new(client: &Client, ways: Subscriber<Way>) -> Self {
        let entries: Entries = Arc::new(Mutex::new(ObservableVector::with_capacity(BATCH_BUFFER)));
        let is_filled = SharedObservable::new(false);
        let keeper = keeper::run(client.clone(), ways, entries.clone(), is_filled.clone());
        Self {
            entries,
            is_filled,
            _keeper: spawn(keeper).abort_on_drop(),
        }
    }

    /// Waits until the rooms that are known locally are in the list.
    async fn filled(&self) {
        let mut is_filled = self.is_filled.subscribe();
        while !is_filled.get() && is_filled.next().await.is_some() {}
    }

    fn follow(&self, search: &str) -> impl Stream<Item = Vec<Diff<RoomRow>>> + use<> {
        let matches = matcher(search);
        let entries = self.entries.lock().expect("no holder panics");
        let (rows, batches) = matching(entries.subscribe(), move |entry: Arc<Entry>| {
            matches(&entry.item).then(|| entry.row.clone())
        });
        let (mut writer, first) = DiffWriter::open(rows.into_iter().collect());
        let following = batches
            .map(move |batch| writer.write(batch))
            .filter(|batch| ready(!batch.is_empty()));
        stream::once(ready(first)).chain(following)
    }
}

/// Follows the room list.
pub async fn open_room_list(
    engine: Engine,
    feed: RoomListFeed,
) -> Result<impl Stream<Item = Vec<Diff<RoomRow>>> + 'static, Failure> {
    let session = engine.session()?;
    session.rooms.filled().await;
    Ok(session.rooms.follow(&feed.search))
}

fn matcher(search: &str) -> BoxedFilterFn {
    match search.trim() {
        "" => Box::new(|_: &RoomListItem| true),
        search => Box::new(new_filter_normalized_match_room_name(search)),
    }
}
