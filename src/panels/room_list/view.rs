//! What of the list the reader wants to see: which rooms, and in which order.

use leptos::prelude::*;
use loggia_protocol::{
    rooms::{RoomFilter, RoomListFeed, RoomOrder},
    spaces::Scope,
};

use crate::{platform, state::spaces::use_spaces};

/// Where the order is remembered on this device.
const ORDER: &str = "room-order";

/// The orders as they are offered, with the names that they are remembered by.
pub const ORDERS: [(RoomOrder, &str); 3] = [
    (RoomOrder::Activity, "activity"),
    (RoomOrder::Name, "name"),
    (RoomOrder::UnreadFirst, "unread-first"),
];

/// What is asked of the list.
#[derive(Clone, Copy)]
pub struct ListView {
    /// What was typed.
    pub search: RwSignal<String>,
    /// Which rooms.
    pub filter: RwSignal<RoomFilter>,
    order: RwSignal<RoomOrder>,
    /// What is chosen in the space bar.
    scope: Signal<Scope>,
}

impl ListView {
    /// All rooms of what is chosen in the space bar, in the order that was chosen last.
    pub fn new() -> Self {
        let stored = platform::load(ORDER);
        let known = ORDERS
            .into_iter()
            .find(|(_, name)| stored.as_deref() == Some(name));
        let view = Self {
            search: RwSignal::new(String::new()),
            filter: RwSignal::new(RoomFilter::All),
            order: RwSignal::new(known.map(|(order, _)| order).unwrap_or_default()),
            scope: use_spaces().scope(),
        };
        // What is chosen in the space bar is shown as a whole, whatever was looked for before.
        Effect::new(move |is_other: Option<()>| {
            view.scope.track();
            if is_other.is_some() {
                view.show_all();
            }
        });
        view
    }

    fn show_all(self) {
        if self.search.with_untracked(|search| !search.is_empty()) {
            self.search.set(String::new());
        }
        if self.filter.get_untracked() != RoomFilter::All {
            self.filter.set(RoomFilter::All);
        }
    }

    /// What is chosen in the space bar.
    pub fn scope(self) -> Signal<Scope> {
        self.scope
    }

    /// The order.
    pub fn order(self) -> RoomOrder {
        self.order.get()
    }

    /// Chooses an order, and remembers it.
    pub fn sort_by(self, order: RoomOrder) {
        for (_, name) in ORDERS.into_iter().filter(|(other, _)| *other == order) {
            platform::store(ORDER, name);
        }
        self.order.set(order);
    }

    /// The feed that brings what is asked for.
    pub fn feed(self) -> RoomListFeed {
        RoomListFeed {
            scope: self.scope.get(),
            search: self.search.get(),
            filter: self.filter.get(),
            order: self.order.get(),
        }
    }
}
