//! The task that keeps the room list: it hears of changed rooms, waits a moment for more, and puts them right in one go.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
    time::Duration,
};

use eyeball::{SharedObservable, Subscriber};
use eyeball_im::{ObservableVectorTransaction, VectorDiff};
use futures_util::{Stream, pin_mut};
use loggia_protocol::rooms::{Preview, RoomRow};
use matrix_sdk::{
    Client, Room, RoomState,
    notification_settings::NotificationSettings,
    ruma::{OwnedRoomId, OwnedUserId, RoomId},
};
use matrix_sdk_ui::room_list_service::{RoomListItem, filters};

use super::{
    ear::{Changed, Ear, room_id},
    list::{Entries, Entry},
    order::{Activity, Place},
    rules::Rules,
    words::Words,
};
use crate::{
    convert::{people, people::People, room as convert},
    platform::sleep,
    services::session::Way,
};

/// How long a burst of changes is collected: short enough to feel immediate.
const BURST: Duration = Duration::from_millis(30);

/// How many rooms are converted before others get a turn.
const TURN: usize = 250;

/// How many rooms' people are looked up in the store before the result is shown.
const LOOKUPS_PER_BATCH: usize = 50;

/// Keeps the list for as long as it is polled.
pub(super) async fn run(
    client: Client,
    ways: Subscriber<Way>,
    settings: NotificationSettings,
    entries: Entries,
    is_filled: SharedObservable<bool>,
) {
    if let Err(error) = client.event_cache().subscribe() {
        tracing::error!(%error, "no event cache: the room list will lack its messages");
    }
    let updates = client.room_info_notable_update_receiver();
    let (rooms, changes) = client.rooms_stream();
    pin_mut!(changes);
    let heard_rules = settings.subscribe_to_changes();
    let rules = Rules::read(settings).await;
    let mut keeper = Keeper::new(client.clone(), ways.clone(), rules, entries);
    keeper.refresh(rooms.iter().map(room_id).collect()).await;
    is_filled.set(true);
    let mut ear = Ear {
        changes,
        updates,
        ways,
        rules: heard_rules,
    };
    loop {
        let Some(changed) = keeper.await_work(&mut ear).await else {
            return;
        };
        keeper.work(changed).await;
    }
}

struct Keeper {
    client: Client,
    entries: Entries,
    places: HashMap<OwnedRoomId, Place>,
    ways: Subscriber<Way>,
    rules: Rules,
    belongs: filters::BoxedFilterFn,
    /// Rooms with people whose names are still Matrix IDs.
    unnamed: BTreeSet<OwnedRoomId>,
}

impl Keeper {
    fn new(client: Client, ways: Subscriber<Way>, rules: Rules, entries: Entries) -> Self {
        let belongs = filters::new_filter_all(vec![
            Box::new(filters::new_filter_non_left()),
            Box::new(filters::new_filter_not(Box::new(
                filters::new_filter_space(),
            ))),
            Box::new(filters::new_filter_deduplicate_versions()),
        ]);
        Self {
            client,
            entries,
            places: HashMap::new(),
            ways,
            rules,
            belongs: Box::new(belongs),
            unnamed: BTreeSet::new(),
        }
    }

    /// Waits for a burst of changes, or returns at once where names are still to be looked up.
    async fn await_work<S>(&mut self, ear: &mut Ear<S>) -> Option<Changed>
    where
        S: Stream<Item = Vec<VectorDiff<Room>>> + Unpin,
    {
        let mut changed = Changed::default();
        if self.unnamed.is_empty() {
            changed = ear.hear().await?;
            sleep(BURST).await;
        }
        ear.hear_rest(&mut changed);
        Some(changed)
    }

    async fn work(&mut self, changed: Changed) {
        let Changed {
            mut rooms,
            is_everything,
            are_rules,
        } = changed;
        if are_rules {
            rooms.extend(self.rules.read_again().await);
        }
        if is_everything {
            rooms.extend(self.places.keys().cloned());
            rooms.extend(self.client.rooms().iter().map(room_id));
        }
        self.refresh(rooms).await;
        self.look_up_people().await;
    }

    /// Puts rooms where they belong now, without asking the store.
    async fn refresh(&mut self, rooms: BTreeSet<OwnedRoomId>) {
        self.listen(&rooms).await;
        let mut fresh = Vec::with_capacity(rooms.len());
        let mut gone = Vec::new();
        for (index, id) in rooms.into_iter().enumerate() {
            if index % TURN == TURN - 1 {
                sleep(Duration::ZERO).await;
            }
            match self.client.get_room(&id).map(RoomListItem::from) {
                Some(item) if (self.belongs)(&item) => {
                    self.hide_predecessor(&item, &mut gone);
                    let entry = self.convert(&item);
                    fresh.push(entry);
                }
                _ => gone.push(id),
            }
        }
        self.commit(fresh, gone);
    }

    /// Has the SDK compute the rooms' newest messages from now on.
    async fn listen(&self, rooms: &BTreeSet<OwnedRoomId>) {
        let latest = self.client.latest_events().await;
        for room in rooms.iter().filter(|room| !self.places.contains_key(*room)) {
            if let Err(error) = latest.listen_to_room(room).await {
                tracing::warn!(%error, %room, "no previews for a room");
            }
        }
    }

    /// A room that was upgraded leaves the list once its successor is in it.
    fn hide_predecessor(&self, item: &RoomListItem, gone: &mut Vec<OwnedRoomId>) {
        let Some(predecessor) = item.predecessor_room() else {
            return;
        };
        let room = self.client.get_room(&predecessor.room_id);
        let is_hidden = room.is_some_and(|room| !(self.belongs)(&RoomListItem::from(room)));
        if is_hidden {
            gone.push(predecessor.room_id);
        }
    }

    fn convert(&mut self, room: &Room) -> Arc<Entry> {
        let draft = convert::row(room, self.rules.of(room.room_id()));
        let (mut row, unnamed_sender) = (draft.row, draft.unnamed_sender);
        let is_unnamed = unnamed_sender.is_some() || room.state() == RoomState::Invited;
        if is_unnamed {
            self.unnamed.insert(room.room_id().to_owned());
            self.keep_names(room.room_id(), unnamed_sender.as_ref(), &mut row);
        }
        let words = Words::of(room, &row);
        let activity = Activity::of(room, self.ways.get());
        Arc::new(Entry {
            place: Place::of(room.room_id(), &row, &words, activity),
            words: Arc::new(words),
            row,
            unnamed_sender,
        })
    }

    /// Takes over the names that the room's row bears already, so that none is replaced by a Matrix ID for a moment.
    fn keep_names(&self, room: &RoomId, sender: Option<&OwnedUserId>, row: &mut RoomRow) {
        let Some(before) = self.entry(room) else {
            return;
        };
        row.inviter = before.row.inviter.clone();
        if before.unnamed_sender.as_ref() != sender {
            return;
        }
        let known = before.row.preview.as_ref();
        let known = known.and_then(|preview| preview.sender.clone());
        if let (Some(preview), Some(known)) = (&mut row.preview, known) {
            preview.sender = Some(known);
        }
    }

    /// Looks up the people of some rooms in the store.
    async fn look_up_people(&mut self) {
        let mut fresh = Vec::new();
        for _ in 0..LOOKUPS_PER_BATCH {
            let Some(room) = self.unnamed.pop_first() else {
                break;
            };
            if let (Some(entry), Some(room)) = (self.entry(&room), self.client.get_room(&room))
                && let Some(entry) = with_people(&entry, &room).await
            {
                fresh.push(Arc::new(entry));
            }
        }
        self.commit(fresh, Vec::new());
    }

    fn entry(&self, room: &RoomId) -> Option<Arc<Entry>> {
        let place = self.places.get(room)?;
        let entries = self.entries.lock().expect("no holder panics");
        let index = entries
            .binary_search_by(|entry| entry.place.cmp(place))
            .ok()?;
        entries.get(index).cloned()
    }

    fn commit(&mut self, fresh: Vec<Arc<Entry>>, gone: Vec<OwnedRoomId>) {
        let mut entries = self.entries.lock().expect("no holder panics");
        let mut batch = entries.transaction();
        for room in gone {
            if let Some(place) = self.places.remove(&room) {
                take_out(&mut batch, &place);
            }
        }
        for entry in fresh {
            let room = entry.place.room.clone();
            let before = self.places.insert(room, entry.place.clone());
            put_in(&mut batch, entry, before);
        }
        batch.commit();
    }
}

/// The entry with its people's names, if that makes a difference.
async fn with_people(entry: &Entry, room: &Room) -> Option<Entry> {
    let mut row = entry.row.clone();
    if let (Some(Preview { sender, .. }), Some(user)) = (&mut row.preview, &entry.unnamed_sender) {
        *sender = Some(People::of(room).get(user).await.name);
    }
    if room.state() == RoomState::Invited
        && let Ok(invite) = room.invite_details().await
    {
        row.inviter = Some(match &invite.inviter {
            Some(member) => people::from_member(member),
            None => people::stranger(&invite.inviter_id),
        });
    }
    (row != entry.row).then(|| Entry {
        row,
        ..entry.clone()
    })
}

fn take_out(batch: &mut ObservableVectorTransaction<'_, Arc<Entry>>, place: &Place) {
    if let Ok(index) = batch.binary_search_by(|entry| entry.place.cmp(place)) {
        batch.remove(index);
    }
}

fn put_in(
    batch: &mut ObservableVectorTransaction<'_, Arc<Entry>>,
    entry: Arc<Entry>,
    before: Option<Place>,
) {
    let find = |batch: &ObservableVectorTransaction<'_, Arc<Entry>>, place: &Place| {
        batch.binary_search_by(|entry| entry.place.cmp(place))
    };
    match before {
        Some(place) if place == entry.place => {
            if let Ok(index) = find(batch, &place) {
                if batch[index].row != entry.row {
                    batch.set(index, entry);
                }
                return;
            }
        }
        Some(place) => take_out(batch, &place),
        None => {}
    }
    let index = match find(batch, &entry.place) {
        Ok(index) | Err(index) => index,
    };
    batch.insert(index, entry);
}
