//! What is in one space, as far as it was loaded.

use std::collections::HashSet;

use leptos::{html, prelude::*, task::spawn_local};
use loggia_protocol::{
    Diff, Failure,
    ids::RoomId,
    spaces::{LoadSpace, SpaceChild},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    engine::{EngineClient, use_engine},
    platform::keep_focus,
    state::{Keyed, Row, list::LiveList, spaces::use_spaces},
};

/// How many pages are loaded at one go at most: a server may have empty ones without end.
const MAX_PAGES: usize = 50;

impl Keyed for SpaceChild {
    type Key = RoomId;

    fn key(&self) -> RoomId {
        self.room.room.clone()
    }
}

/// The tree that a level is drawn in.
pub type TreeNode = NodeRef<html::Ul>;

/// What is in a space.
#[derive(Clone, Copy)]
pub struct Level {
    /// Whether an answer is awaited.
    pub is_pending: RwSignal<bool>,
    /// Whether there has been an answer.
    pub is_known: RwSignal<bool>,
    /// Why the last question had none.
    pub failure: RwSignal<Option<Failure>>,
    /// Whether the reader may arrange what is in the space.
    pub can_arrange: Memo<bool>,
    list: LiveList<SpaceChild>,
    space: StoredValue<RoomId>,
    next: RwSignal<Option<String>>,
    /// Counts questions: only the last one counts.
    turn: StoredValue<u32>,
    engine: StoredValue<EngineClient>,
    tree: TreeNode,
}

impl Level {
    /// Begins to load a space.
    pub fn open(space: RoomId, tree: TreeNode) -> Self {
        let (spaces, of) = (use_spaces(), space.clone());
        let level = Self {
            is_pending: RwSignal::new(false),
            is_known: RwSignal::new(false),
            failure: RwSignal::new(None),
            can_arrange: Memo::new(move |_| spaces.row(&of).is_some_and(|row| row.can_arrange)),
            list: LiveList::default(),
            space: StoredValue::new(space),
            next: RwSignal::new(None),
            turn: StoredValue::new(0),
            engine: StoredValue::new(use_engine()),
            tree,
        };
        level.reload();
        level
    }

    /// The space.
    pub fn space(self) -> RoomId {
        self.space.get_value()
    }

    /// The tree that it is drawn in.
    pub fn tree(self) -> TreeNode {
        self.tree
    }

    /// What is in it, in its order.
    pub fn rows(self) -> RwSignal<Vec<Row<SpaceChild>>> {
        self.list.rows
    }

    /// Which rooms are in it, as far as is known.
    pub fn keys(self) -> Vec<RoomId> {
        let keys = |rows: &Vec<Row<SpaceChild>>| rows.iter().map(|row| row.key.clone()).collect();
        self.list.rows.try_with_untracked(keys).unwrap_or_default()
    }

    /// Whether a room is among the last two that are known.
    pub fn is_near_end(self, room: &RoomId) -> bool {
        self.keys().iter().rev().take(2).any(|it| it == room)
    }

    /// Whether there is more.
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// Loads everything again that was loaded. Until it is there, what was there stays.
    pub fn reload(self) {
        let n_rows = self.list.rows.try_with_untracked(Vec::len);
        if let Some(n_rows) = n_rows {
            spawn_local(async move { self.load(Vec::new(), None, n_rows.max(1)).await });
        }
    }

    /// Loads the next page, if there is one, nothing is under way, and the last question had an answer.
    pub fn go_on(self) {
        let is_free =
            !self.is_pending.get_untracked() && self.failure.with_untracked(Option::is_none);
        if is_free {
            spawn_local(self.load_next());
        }
    }

    /// Loads the next page, if there is one.
    pub async fn load_next(self) {
        let next = self.next.try_get_untracked().flatten();
        if next.is_none() {
            return;
        }
        let known: Vec<_> = self.list.rows.with_untracked(|rows| {
            let values = rows.iter().map(|row| row.value.get_untracked());
            values.collect()
        });
        let n_wanted = known.len() + 1;
        self.load(known, next, n_wanted).await;
    }

    /// Loads pages until so many rooms are known.
    async fn load(self, mut known: Vec<SpaceChild>, mut since: Option<String>, n_wanted: usize) {
        let turn = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        let (Some(turn), Some(engine)) = (turn, self.engine.try_get_value()) else {
            return;
        };
        self.is_pending.set(true);
        self.failure.set(None);
        let space = self.space.get_value();
        for _ in 0..MAX_PAGES {
            let call = LoadSpace {
                space: space.clone(),
                since,
            };
            let page = engine.call(call).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match page {
                Ok(page) => {
                    known.extend(page.children);
                    since = page.next;
                }
                Err(failure) => {
                    self.failure.set(Some(failure));
                    self.is_pending.set(false);
                    return;
                }
            }
            if since.is_none() || known.len() >= n_wanted {
                break;
            }
        }
        self.show(known, since);
    }

    fn show(self, mut known: Vec<SpaceChild>, next: Option<String>) {
        let mut seen = HashSet::new();
        known.retain(|child| seen.insert(child.room.room.clone()));
        if let Some(tree) = self.tree.get_untracked() {
            keep_focus(&tree.clone(), move || tab_stop(&tree));
        }
        let applied = self.list.apply(vec![Diff::Reset(known)]);
        debug_assert!(applied.is_ok(), "a reset fits any list");
        self.next.set(next);
        self.is_known.set(true);
        self.is_pending.set(false);
    }
}

/// The row that the Tab key stops at.
fn tab_stop(tree: &HtmlElement) -> Option<HtmlElement> {
    let row = tree
        .query_selector("[role=treeitem][tabindex='0']")
        .ok()??;
    row.dyn_into().ok()
}
