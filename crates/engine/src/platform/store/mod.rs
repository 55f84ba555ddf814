//! A state store that remembers what was read from another one.
//!
//! The SDK asks its store for the same few events again and again: names and power levels for every message that is drawn, push
//! rules for every answer of the server. Each question is a transaction of IndexedDB, and some milliseconds of waiting.

mod reads;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard},
};

use async_trait::async_trait;
use matrix_sdk::ruma::{
    EventId, MilliSecondsSinceUnixEpoch, OwnedEventId, OwnedRoomId, OwnedTransactionId,
    OwnedUserId, RoomId, TransactionId, UserId,
    events::{
        AnyGlobalAccountDataEvent, AnyRoomAccountDataEvent, GlobalAccountDataEventType,
        RoomAccountDataEventType, StateEventType,
        presence::PresenceEvent,
        receipt::{Receipt, ReceiptThread, ReceiptType},
    },
    profile::UserProfile,
    serde::Raw,
};
use matrix_sdk_base::{
    MinimalRoomMemberEvent, RoomInfo, RoomMemberships, StateChanges, StateStore, StoreError,
    deserialized_responses::{DisplayName, RawAnySyncOrStrippedState},
    store::{
        ChildTransactionId, DependentQueuedRequest, DependentQueuedRequestKind, DynStateStore,
        IntoStateStore, QueueWedgeError, QueuedRequest, QueuedRequestKind, RoomLoadSettings,
        SentRequestKey, StateStoreDataKey, StateStoreDataValue, StoredThreadSubscription,
    },
};

use self::reads::{Reads, Replies};

/// A store and what was read from it. Nobody else may write to that store.
#[derive(Debug)]
pub struct Remembering {
    store: Arc<DynStateStore>,
    reads: Mutex<Reads>,
}

/// Something that is being written: what it may change is not remembered meanwhile, however it ends.
struct Writing<'a> {
    of: &'a Remembering,
    changes: Option<&'a StateChanges>,
}

impl Remembering {
    /// Remembers what is read from this store.
    pub fn new(store: impl IntoStateStore) -> Self {
        Self {
            store: store.into_state_store(),
            reads: Mutex::default(),
        }
    }

    fn reads(&self) -> MutexGuard<'_, Reads> {
        self.reads.lock().expect("no holder panics")
    }

    /// What the store replied last time, else what it replies now.
    async fn recall<K: Eq + Hash, V: Clone>(
        &self,
        kind: fn(&mut Reads) -> &mut Replies<K, V>,
        key: K,
        ask: impl Future<Output = Result<V, StoreError>>,
    ) -> Result<V, StoreError> {
        let epoch = {
            let mut reads = self.reads();
            if let Some(reply) = kind(&mut reads).get(&key) {
                return Ok(reply.clone());
            }
            reads.epoch()
        };
        let reply = ask.await?;
        self.reads().keep(epoch, kind, key, reply.clone());
        Ok(reply)
    }

    async fn users(
        &self,
        room: &RoomId,
        name: &DisplayName,
    ) -> Result<Option<BTreeSet<OwnedUserId>>, StoreError> {
        let normalised = name.as_normalized_str().unwrap_or(name.as_raw_str());
        let ask = async {
            let names = std::slice::from_ref(name);
            let mut users = self.store.get_users_with_display_names(room, names).await?;
            Ok(users.remove(name))
        };
        let key = (room.to_owned(), normalised.to_owned());
        self.recall(|reads| &mut reads.names, key, ask).await
    }

    fn write<'a>(&'a self, changes: Option<&'a StateChanges>) -> Writing<'a> {
        let writing = Writing { of: self, changes };
        let mut reads = self.reads();
        reads.begin_writing();
        writing.forget(&mut reads);
        writing
    }
}

impl Writing<'_> {
    fn forget(&self, reads: &mut Reads) {
        match self.changes {
            Some(changes) => reads.forget(changes),
            None => reads.forget_all(),
        }
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        let mut reads = self.of.reads();
        reads.end_writing();
        self.forget(&mut reads);
    }
}

/// A state store out of what is our own and what is only passed on.
macro_rules! state_store {
    (own { $($own:tt)* } passed_on { $(fn $name:ident($($argument:ident: $kind:ty),*) -> $reply:ty;)* }) => {
        #[cfg_attr(target_family = "wasm", async_trait(?Send))]
        #[cfg_attr(not(target_family = "wasm"), async_trait)]
        impl StateStore for Remembering {
            type Error = StoreError;
            $($own)*
            $(
                async fn $name(&self $(, $argument: $kind)*) -> Result<$reply, StoreError> {
                    self.store.$name($($argument),*).await
                }
            )*
        }
    };
}

state_store! {
    own {
        async fn save_changes(&self, changes: &StateChanges) -> Result<(), StoreError> {
            let _writing = self.write(Some(changes));
            self.store.save_changes(changes).await
        }

        async fn remove_room(&self, room: &RoomId) -> Result<(), StoreError> {
            let _writing = self.write(None);
            self.store.remove_room(room).await
        }

        async fn get_state_event(
            &self,
            room: &RoomId,
            kind: StateEventType,
            state_key: &str,
        ) -> Result<Option<RawAnySyncOrStrippedState>, StoreError> {
            let key = (room.to_owned(), kind.clone(), state_key.to_owned());
            let ask = self.store.get_state_event(room, kind, state_key);
            self.recall(|reads| &mut reads.state, key, ask).await
        }

        async fn get_profile(
            &self,
            room: &RoomId,
            user: &UserId,
        ) -> Result<Option<MinimalRoomMemberEvent>, StoreError> {
            let key = (room.to_owned(), user.to_owned());
            let ask = self.store.get_profile(room, user);
            self.recall(|reads| &mut reads.profiles, key, ask).await
        }

        async fn get_presence_event(
            &self,
            user: &UserId,
        ) -> Result<Option<Raw<PresenceEvent>>, StoreError> {
            let ask = self.store.get_presence_event(user);
            self.recall(|reads| &mut reads.presence, user.to_owned(), ask).await
        }

        async fn get_account_data_event(
            &self,
            kind: GlobalAccountDataEventType,
        ) -> Result<Option<Raw<AnyGlobalAccountDataEvent>>, StoreError> {
            let ask = self.store.get_account_data_event(kind.clone());
            self.recall(|reads| &mut reads.data, kind, ask).await
        }

        async fn get_room_account_data_event(
            &self,
            room: &RoomId,
            kind: RoomAccountDataEventType,
        ) -> Result<Option<Raw<AnyRoomAccountDataEvent>>, StoreError> {
            let key = (room.to_owned(), kind.clone());
            let ask = self.store.get_room_account_data_event(room, kind);
            self.recall(|reads| &mut reads.room_data, key, ask).await
        }

        async fn get_users_with_display_name(
            &self,
            room: &RoomId,
            name: &DisplayName,
        ) -> Result<BTreeSet<OwnedUserId>, StoreError> {
            Ok(self.users(room, name).await?.unwrap_or_default())
        }

        async fn get_users_with_display_names<'a>(
            &self,
            room: &RoomId,
            names: &'a [DisplayName],
        ) -> Result<HashMap<&'a DisplayName, BTreeSet<OwnedUserId>>, StoreError> {
            let mut found = HashMap::new();
            for name in names {
                if let Some(users) = self.users(room, name).await? {
                    found.insert(name, users);
                }
            }
            Ok(found)
        }

        async fn get_profiles<'a>(
            &self,
            room: &RoomId,
            users: &'a [OwnedUserId],
        ) -> Result<BTreeMap<&'a UserId, MinimalRoomMemberEvent>, StoreError> {
            self.store.get_profiles(room, users).await
        }

        async fn get_global_profiles<'a>(
            &self,
            users: &'a [OwnedUserId],
        ) -> Result<BTreeMap<&'a UserId, UserProfile>, StoreError> {
            self.store.get_global_profiles(users).await
        }
    }
    passed_on {
        fn get_kv_data(key: StateStoreDataKey<'_>) -> Option<StateStoreDataValue>;
        fn set_kv_data(key: StateStoreDataKey<'_>, value: StateStoreDataValue) -> ();
        fn remove_kv_data(key: StateStoreDataKey<'_>) -> ();
        fn get_presence_events(users: &[OwnedUserId]) -> Vec<Raw<PresenceEvent>>;
        fn get_state_events(room: &RoomId, kind: StateEventType) -> Vec<RawAnySyncOrStrippedState>;
        fn get_state_events_for_keys(room: &RoomId, kind: StateEventType, keys: &[&str]) -> Vec<RawAnySyncOrStrippedState>;
        fn get_user_ids(room: &RoomId, memberships: RoomMemberships) -> Vec<OwnedUserId>;
        fn get_room_infos(settings: &RoomLoadSettings) -> Vec<RoomInfo>;
        fn get_user_room_receipt_event(
            room: &RoomId, kind: ReceiptType, thread: &ReceiptThread, user: &UserId
        ) -> Option<(OwnedEventId, Receipt)>;
        fn get_event_room_receipt_events(
            room: &RoomId, kind: ReceiptType, thread: &ReceiptThread, event: &EventId
        ) -> Vec<(OwnedUserId, Receipt)>;
        fn get_custom_value(key: &[u8]) -> Option<Vec<u8>>;
        fn set_custom_value(key: &[u8], value: Vec<u8>) -> Option<Vec<u8>>;
        fn set_custom_value_no_read(key: &[u8], value: Vec<u8>) -> ();
        fn remove_custom_value(key: &[u8]) -> Option<Vec<u8>>;
        fn save_send_queue_request(
            room: &RoomId, transaction: OwnedTransactionId, created_at: MilliSecondsSinceUnixEpoch,
            content: QueuedRequestKind, priority: usize
        ) -> ();
        fn update_send_queue_request(room: &RoomId, transaction: &TransactionId, content: QueuedRequestKind) -> bool;
        fn remove_send_queue_request(room: &RoomId, transaction: &TransactionId) -> bool;
        fn load_send_queue_requests(room: &RoomId) -> Vec<QueuedRequest>;
        fn update_send_queue_request_status(
            room: &RoomId, transaction: &TransactionId, error: Option<QueueWedgeError>
        ) -> ();
        fn load_rooms_with_unsent_requests() -> Vec<OwnedRoomId>;
        fn save_dependent_queued_request(
            room: &RoomId, parent: &TransactionId, own: ChildTransactionId, created_at: MilliSecondsSinceUnixEpoch,
            content: DependentQueuedRequestKind
        ) -> ();
        fn mark_dependent_queued_requests_as_ready(room: &RoomId, parent: &TransactionId, sent: SentRequestKey) -> usize;
        fn update_dependent_queued_request(
            room: &RoomId, own: &ChildTransactionId, content: DependentQueuedRequestKind
        ) -> bool;
        fn remove_dependent_queued_request(room: &RoomId, own: &ChildTransactionId) -> bool;
        fn load_dependent_queued_requests(room: &RoomId) -> Vec<DependentQueuedRequest>;
        fn upsert_thread_subscriptions(updates: Vec<(&RoomId, &EventId, StoredThreadSubscription)>) -> ();
        fn remove_thread_subscription(room: &RoomId, thread: &EventId) -> ();
        fn load_thread_subscription(room: &RoomId, thread: &EventId) -> Option<StoredThreadSubscription>;
        fn get_global_profile(user: &UserId) -> Option<UserProfile>;
        fn close() -> ();
        fn reopen() -> ();
        fn optimize() -> ();
        fn get_size() -> Option<usize>;
    }
}

#[cfg(test)]
mod tests;
