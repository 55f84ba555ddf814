//! Keeps the hierarchy of the account's spaces: it hears of changes in them and reads again what changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use eyeball::{SharedObservable, Subscriber};
use matrix_sdk::{
    Client, Room, RoomState,
    executor::{AbortOnDrop, JoinHandleExt, spawn},
    ruma::{
        OwnedRoomId, OwnedSpaceChildOrder,
        events::{StateEventType, space_order::SpaceOrderEventContent},
    },
    sync::RoomUpdates,
};
use tokio::sync::broadcast::{
    Receiver,
    error::{RecvError, TryRecvError},
};

use super::{
    children::children_of,
    hierarchy::{Hierarchy, Known},
};
use crate::platform::sleep;

/// How long a burst of changes is collected.
const BURST: Duration = Duration::from_millis(30);

/// The hierarchy that all feeds share.
pub struct SpaceTree {
    hierarchy: SharedObservable<Arc<Hierarchy>>,
    is_read: SharedObservable<bool>,
    _keeper: AbortOnDrop<()>,
}

impl SpaceTree {
    /// That of a signed-in client.
    pub fn new(client: &Client) -> Self {
        let hierarchy = SharedObservable::default();
        let is_read = SharedObservable::new(false);
        let keeper = Keeper {
            client: client.clone(),
            known: BTreeMap::new(),
            hierarchy: hierarchy.clone(),
        };
        let updates = client.subscribe_to_all_room_updates();
        Self {
            hierarchy,
            is_read: is_read.clone(),
            _keeper: spawn(keeper.run(updates, is_read)).abort_on_drop(),
        }
    }

    /// As it stands once what is stored here has been read.
    pub async fn follow(&self) -> Subscriber<Arc<Hierarchy>> {
        let mut is_read = self.is_read.subscribe();
        while !is_read.get() && is_read.next().await.is_some() {}
        self.hierarchy.subscribe()
    }

    /// As it stands.
    pub async fn now(&self) -> Arc<Hierarchy> {
        self.follow().await.get()
    }
}

struct Keeper {
    client: Client,
    known: BTreeMap<OwnedRoomId, Known>,
    hierarchy: SharedObservable<Arc<Hierarchy>>,
}

/// Spaces that may have changed.
#[derive(Default)]
struct Changed {
    rooms: BTreeSet<OwnedRoomId>,
    is_everything: bool,
}

impl Keeper {
    async fn run(mut self, mut updates: Receiver<RoomUpdates>, is_read: SharedObservable<bool>) {
        self.read_all().await;
        is_read.set(true);
        while let Some(changed) = hear(&mut updates).await {
            match changed.is_everything {
                true => self.read_all().await,
                false => self.read(changed.rooms).await,
            }
        }
    }

    async fn read_all(&mut self) {
        self.known.clear();
        let spaces = self.client.joined_space_rooms();
        let spaces = spaces.iter().map(|space| space.room_id().to_owned());
        self.read(spaces.collect()).await;
    }

    async fn read(&mut self, rooms: BTreeSet<OwnedRoomId>) {
        for id in rooms {
            let room = self.client.get_room(&id);
            match room.filter(|room| room.is_space() && room.state() == RoomState::Joined) {
                Some(space) => drop(self.known.insert(id, known(&space).await)),
                None => drop(self.known.remove(&id)),
            }
        }
        let hierarchy = Arc::new(Hierarchy::new(self.known.clone()));
        self.hierarchy.set_if_not_eq(hierarchy);
    }
}

/// Waits for changes, and a moment for more; nothing once the client is gone.
async fn hear(updates: &mut Receiver<RoomUpdates>) -> Option<Changed> {
    let mut changed = Changed::default();
    match updates.recv().await {
        Ok(update) => changed.hear(&update),
        Err(RecvError::Lagged(_)) => changed.is_everything = true,
        Err(RecvError::Closed) => return None,
    }
    sleep(BURST).await;
    loop {
        match updates.try_recv() {
            Ok(update) => changed.hear(&update),
            Err(TryRecvError::Lagged(_)) => changed.is_everything = true,
            Err(TryRecvError::Empty | TryRecvError::Closed) => return Some(changed),
        }
    }
}

impl Changed {
    fn hear(&mut self, update: &RoomUpdates) {
        self.rooms.extend(update.iter_all_room_ids().cloned());
    }
}

async fn known(space: &Room) -> Known {
    let children = children_of(space).await;
    Known {
        children: children.into_iter().map(|child| child.room).collect(),
        order: order_of(space).await,
        can_arrange: can_arrange(space).await,
    }
}

/// Where the account wants a space.
async fn order_of(space: &Room) -> Option<OwnedSpaceChildOrder> {
    let order = space
        .account_data_static::<SpaceOrderEventContent>()
        .await
        .ok()??;
    order.deserialize().ok().map(|event| event.content.order)
}

async fn can_arrange(space: &Room) -> bool {
    let levels = space.power_levels_or_default().await;
    levels.user_can_send_state(space.own_user_id(), StateEventType::SpaceChild)
}
