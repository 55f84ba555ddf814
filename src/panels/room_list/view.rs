//! What of the list the reader wants to see: which rooms, and in which order.

use leptos::prelude::*;
use loggia_protocol::rooms::{RoomFilter, RoomListFeed, RoomOrder};

use crate::platform;

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
}

impl ListView {
    /// All rooms, in the order that was chosen last.
    pub fn new() -> Self {
        let stored = platform::load(ORDER);
        let known = ORDERS
            .into_iter()
            .find(|(_, name)| stored.as_deref() == Some(name));
        Self {
            search: RwSignal::new(String::new()),
            filter: RwSignal::new(RoomFilter::All),
            order: RwSignal::new(known.map(|(order, _)| order).unwrap_or_default()),
        }
    }

    /// Whether not all rooms are wanted.
    pub fn is_partial(self) -> bool {
        self.filter.get() != RoomFilter::All || self.search.with(|search| !search.is_empty())
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
            search: self.search.get(),
            filter: self.filter.get(),
            order: self.order.get(),
        }
    }
}
