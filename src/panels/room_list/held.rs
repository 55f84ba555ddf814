//! The list as it is shown: as the feed has it, unless a pointer is about to press something in it.
//!
//! Rows do not change places under a pointer that moves over them; what they say goes on changing.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use loggia_protocol::rooms::RoomRow;
use web_sys::PointerEvent;

use super::parts::{Part, parts_of};
use crate::{
    platform,
    state::{ListState, Row},
};

/// How long after its last move a pointer is still taken to be about to press.
const PATIENCE: Duration = Duration::from_secs(4);

/// How long what somebody has done may take to show in the list, in milliseconds.
const DEED: f64 = 3_000.0;

/// The rows that are shown, and what holds them where they are.
#[derive(Clone, Copy)]
pub struct Held {
    /// The rows in the order in which they are shown.
    pub rows: RwSignal<Vec<Row<RoomRow>>>,
    /// Their sections.
    pub parts: RwSignal<Vec<Part>>,
    /// Changes whenever something is new in one of them.
    pub version: RwSignal<u64>,
    is_held: RwSignal<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// When what was done is over, on the page's clock.
    free_until: StoredValue<f64>,
}

/// Shows a list from now on.
pub fn hold(state: ListState<RoomRow>) -> Held {
    let held = Held {
        rows: RwSignal::new(Vec::new()),
        parts: RwSignal::new(Vec::new()),
        version: state.list.version,
        is_held: RwSignal::new(false),
        timer: StoredValue::new(None),
        free_until: StoredValue::new(0.0),
    };
    let take_over = move || {
        let rows = state.list.rows.get_untracked();
        let parts = parts_of(&rows);
        if held.parts.with_untracked(|before| *before != parts) {
            held.parts.set(parts);
        }
        if held.rows.with_untracked(|before| *before != rows) {
            held.rows.set(rows);
        }
    };
    take_over();
    Effect::new(move || {
        state.list.version.track();
        if !held.is_held.get() {
            take_over();
        }
    });
    on_cleanup(move || held.forget_timer());
    held
}

impl Held {
    /// A pointer moves over the list. Fingers do not hover.
    pub fn on_move(self, event: &PointerEvent) {
        let is_free = platform::now() < self.free_until.get_value();
        if is_free || event.pointer_type() == "touch" {
            return;
        }
        self.forget_timer();
        let release = move || self.release();
        let timer = set_timeout_with_handle(release, PATIENCE).ok();
        self.timer.set_value(timer);
        if !self.is_held.get_untracked() {
            self.is_held.set(true);
        }
    }

    /// The pointer is gone: everything goes where it belongs.
    pub fn release(self) {
        self.forget_timer();
        if self.is_held.try_get_untracked() == Some(true) {
            self.is_held.set(false);
        }
    }

    /// Somebody did something to the list, and wants to see it.
    pub fn let_go(self) {
        self.free_until.set_value(platform::now() + DEED);
        self.release();
    }

    fn forget_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }
}
