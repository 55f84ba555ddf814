//! Writes the snapshot: a moment after something has changed, and at once when the page goes out of sight.

use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use loggia_protocol::{
    rooms::{RoomHead, RoomRow},
    session::Account,
    spaces::{Scope, Spaces},
    storage::Keeping,
    timeline::{ItemKind, TimelineItem},
};

use super::{MAX_ITEMS, MAX_ROOMS, OpenRoom, Snapshot, vault};
use crate::{
    engine::{EngineStatus, use_engine},
    platform,
    state::{Keyed, ListState, Loadable, keeping::use_keeping},
};

/// How long changes are gathered.
const PAUSE: Duration = Duration::from_millis(1500);

/// Begins the keys of messages in a snapshot.
const KEY_PREFIX: &str = "snapshot:";

/// The space bar, and what is chosen in it.
type Bar = (RwSignal<Loadable<Spaces>>, Memo<Scope>);

/// Watches what is on the screen.
#[derive(Clone, Copy)]
pub struct Keeper {
    account: Signal<Option<Account>>,
    status: ReadSignal<EngineStatus>,
    keeping: Memo<Option<Keeping>>,
    bar: StoredValue<Option<Bar>>,
    rooms: StoredValue<Option<ListState<RoomRow>>>,
    timeline: StoredValue<Option<ListState<TimelineItem>>>,
    head: StoredValue<Option<RwSignal<Loadable<RoomHead>>>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// What was written last.
    written: StoredValue<Option<Snapshot>>,
}

impl Keeper {
    /// Keeps what is shown to this account.
    pub fn new(account: Signal<Option<Account>>) -> Self {
        let keeper = Self {
            account,
            status: use_engine().status(),
            keeping: use_keeping(),
            bar: StoredValue::new(None),
            rooms: StoredValue::new(None),
            timeline: StoredValue::new(None),
            head: StoredValue::new(None),
            timer: StoredValue::new(None),
            written: StoredValue::new(None),
        };
        let listener = window_event_listener(ev::visibilitychange, move |_| {
            if document().hidden() {
                keeper.write();
            }
        });
        on_cleanup(move || listener.remove());
        keeper
    }

    /// Keeps the space bar.
    pub fn follow_spaces(self, bar: RwSignal<Loadable<Spaces>>, scope: Memo<Scope>) {
        self.bar.set_value(Some((bar, scope)));
        Effect::new(move || {
            bar.track();
            scope.track();
            self.write_soon();
        });
    }

    /// Keeps the rooms. The list must live until the next one comes.
    pub fn follow_rooms(self, list: ListState<RoomRow>) {
        self.rooms.set_value(Some(list));
        self.follow(list);
    }

    /// Keeps the open room's messages.
    pub fn follow_timeline(self, list: ListState<TimelineItem>) {
        self.timeline.set_value(Some(list));
        self.follow(list);
    }

    /// Keeps the open room's head.
    pub fn follow_head(self, head: RwSignal<Loadable<RoomHead>>) {
        self.head.set_value(Some(head));
        Effect::new(move || {
            head.track();
            self.write_soon();
        });
    }

    fn follow<T: Keyed>(self, list: ListState<T>) {
        Effect::new(move || {
            list.list.version.track();
            self.write_soon();
        });
    }

    fn write_soon(self) {
        if self.timer.with_value(Option::is_some) {
            return;
        }
        let write = move || {
            self.timer.try_set_value(None);
            self.write();
        };
        self.timer
            .set_value(set_timeout_with_handle(write, PAUSE).ok());
    }

    fn write(self) {
        // What a starting engine has not confirmed is an old snapshot, or nobody's.
        if self.status.try_get_untracked() != Some(EngineStatus::Ready) {
            return;
        }
        if self.keeping.try_get_untracked().flatten() != Some(Keeping::Lasting) {
            return;
        }
        let Some(snapshot) = self.snapshot() else {
            return;
        };
        let is_news = self
            .written
            .with_value(|written| written.as_ref() != Some(&snapshot));
        if is_news {
            let taken = platform::now();
            let bytes = snapshot.encode();
            self.written.set_value(Some(snapshot));
            spawn_local(async move {
                vault::save(&bytes).await;
                platform::measure("loggia:snapshot", taken);
            });
        }
    }

    fn snapshot(self) -> Option<Snapshot> {
        let account = self.account.try_get_untracked().flatten()?;
        let (bar, scope) = self.bar.get_value()?;
        let rooms = self.rooms.get_value().map_or_else(Vec::new, |list| {
            let is_there = list.list.rows.try_with_untracked(Vec::is_empty) == Some(false);
            if is_there { first(list) } else { Vec::new() }
        });
        Some(Snapshot {
            account,
            spaces: bar.try_get_untracked()?.ready().cloned(),
            scope: scope.try_get_untracked()?,
            rooms,
            open: self.open(),
        })
    }

    /// The room that is open; where none is, the one that was open last.
    fn open(self) -> Option<OpenRoom> {
        let head = self.head.get_value()?.try_get_untracked()?.ready()?.clone();
        let items = last(self.timeline.get_value()?);
        Some(OpenRoom { head, items })
    }
}

fn first(list: ListState<RoomRow>) -> Vec<RoomRow> {
    let rows = list.list.rows.try_with_untracked(|rows| {
        let rows = rows.iter().take(MAX_ROOMS);
        rows.map(|row| row.value.get_untracked()).collect()
    });
    rows.unwrap_or_default()
}

/// The newest messages that the server has: what is still being sent comes from the engine.
fn last(list: ListState<TimelineItem>) -> Vec<TimelineItem> {
    let items = list.list.rows.try_with_untracked(|rows| {
        let from = rows.len().saturating_sub(MAX_ITEMS);
        let items = rows[from..].iter().map(|row| row.value.get_untracked());
        items.filter(is_on_server).map(with_own_key).collect()
    });
    items.unwrap_or_default()
}

fn is_on_server(item: &TimelineItem) -> bool {
    match &item.kind {
        ItemKind::Event(event) => event.event.is_some(),
        ItemKind::Date(_) | ItemKind::ReadMarker | ItemKind::Start => true,
    }
}

/// The next engine counts its keys from the beginning again: ours must not be taken for them.
fn with_own_key(mut item: TimelineItem) -> TimelineItem {
    item.key.0.insert_str(0, KEY_PREFIX);
    item
}
