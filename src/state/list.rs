//! THE diff applier: turns batches into keyed rows, each with a signal of its own.
//!
//! One batch is one update of the list. A row whose key stays keeps its signal, also across a reset, and when it is
//! removed and inserted within one batch (a move); its signal changes only if the value does.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::atomic::{AtomicU32, Ordering},
};

use leptos::prelude::*;
use loggia_protocol::{
    Diff,
    ids::{ItemKey, RoomId},
    rooms::RoomRow,
    timeline::TimelineItem,
};

/// What a list's rows are told apart by.
pub trait Keyed: Clone + PartialEq + Send + Sync + 'static {
    /// The key's type.
    type Key: Clone + Eq + Hash + Send + Sync + 'static;

    /// The key, unique within a list.
    fn key(&self) -> Self::Key;
}

impl Keyed for RoomRow {
    type Key = RoomId;

    fn key(&self) -> RoomId {
        self.room.clone()
    }
}

impl Keyed for TimelineItem {
    type Key = ItemKey;

    fn key(&self) -> ItemKey {
        self.key.clone()
    }
}

/// One row: a key that stays and a value that changes.
#[derive(Clone)]
pub struct Row<T: Keyed> {
    /// The key.
    pub key: T::Key,
    /// The value.
    pub value: ArcRwSignal<T>,
    /// Tells it from a row of the same key that was removed before.
    pub life: u32,
}

impl<T: Keyed> Row<T> {
    /// A row that no feed has brought.
    pub fn new(value: T) -> Self {
        static LIVES: AtomicU32 = AtomicU32::new(0);
        Self {
            key: value.key(),
            value: ArcRwSignal::new(value),
            life: LIVES.fetch_add(1, Ordering::Relaxed),
        }
    }
}

impl<T: Keyed> PartialEq for Row<T> {
    fn eq(&self, other: &Self) -> bool {
        self.life == other.life
    }
}

/// A batch does not fit the list: something was missed, and the feed must be opened again.
#[derive(Debug, PartialEq, Eq)]
pub struct OutOfStep;

/// A list that follows a feed.
pub struct LiveList<T: Keyed> {
    /// The rows in order.
    pub rows: RwSignal<Vec<Row<T>>>,
    /// Counts batches: for what depends on the rows' values as well as on their order.
    pub version: RwSignal<u64>,
}

impl<T: Keyed> Clone for LiveList<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Keyed> Copy for LiveList<T> {}

impl<T: Keyed> Default for LiveList<T> {
    fn default() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            version: RwSignal::new(0),
        }
    }
}

impl<T: Keyed> LiveList<T> {
    /// Applies a batch with at most one update of the list.
    ///
    /// Fails where a position lies outside the list; the list is left as it was, but for changed values.
    pub fn apply(&self, batch: Vec<Diff<T>>) -> Result<(), OutOfStep> {
        let before = self.rows.get_untracked();
        let mut rows = before.clone();
        apply(&mut rows, batch)?;
        if rows != before {
            self.rows.set(rows);
        }
        self.version.update(|version| *version += 1);
        Ok(())
    }
}

/// Applies a batch to rows.
///
/// Fails where a position lies outside the list.
pub fn apply<T: Keyed>(rows: &mut Vec<Row<T>>, batch: Vec<Diff<T>>) -> Result<(), OutOfStep> {
    let mut removed = HashMap::new();
    for diff in batch {
        match diff {
            Diff::Reset(items) => {
                put_aside(&mut removed, rows.drain(..));
                rows.extend(items.into_iter().map(|item| revive(&mut removed, item)));
            }
            Diff::Insert { at, items } => {
                let at = within(at, rows.len())?;
                let new: Vec<_> = items
                    .into_iter()
                    .map(|item| revive(&mut removed, item))
                    .collect();
                rows.splice(at..at, new);
            }
            Diff::Set { at, item } => {
                let row = rows.get_mut(at as usize).ok_or(OutOfStep)?;
                if row.key == item.key() {
                    change(row, item);
                } else {
                    let old = std::mem::replace(row, revive(&mut removed, item));
                    put_aside(&mut removed, [old]);
                }
            }
            Diff::Remove { at, count } => {
                let start = within(at, rows.len())?;
                let end = within(at.checked_add(count).ok_or(OutOfStep)?, rows.len())?;
                put_aside(&mut removed, rows.drain(start..end));
            }
        }
    }
    Ok(())
}

fn within(position: u32, length: usize) -> Result<usize, OutOfStep> {
    let position = position as usize;
    if position <= length {
        Ok(position)
    } else {
        Err(OutOfStep)
    }
}

fn put_aside<T: Keyed>(
    removed: &mut HashMap<T::Key, Row<T>>,
    rows: impl IntoIterator<Item = Row<T>>,
) {
    removed.extend(rows.into_iter().map(|row| (row.key.clone(), row)));
}

/// The row that was removed under this key earlier in the batch, or a new one.
fn revive<T: Keyed>(removed: &mut HashMap<T::Key, Row<T>>, item: T) -> Row<T> {
    match removed.remove(&item.key()) {
        Some(mut row) => {
            change(&mut row, item);
            row
        }
        None => Row::new(item),
    }
}

fn change<T: Keyed>(row: &mut Row<T>, item: T) {
    if *row.value.read_untracked() != item {
        row.value.set(item);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Item(u8, u8);

    impl Keyed for Item {
        type Key = u8;

        fn key(&self) -> u8 {
            self.0
        }
    }

    fn values(rows: &[Row<Item>]) -> Vec<Item> {
        rows.iter().map(|row| row.value.get_untracked()).collect()
    }

    fn list_of(items: &[Item]) -> Vec<Row<Item>> {
        let mut rows = Vec::new();
        apply(&mut rows, vec![Diff::Reset(items.to_vec())]).expect("a reset fits");
        rows
    }

    /// What a batch does to a plain vector, written as plainly as can be.
    fn apply_plainly(items: &mut Vec<Item>, batch: &[Diff<Item>]) {
        for diff in batch {
            match diff.clone() {
                Diff::Reset(new) => *items = new,
                Diff::Insert { at, items: new } => {
                    for (offset, item) in new.into_iter().enumerate() {
                        items.insert(at as usize + offset, item);
                    }
                }
                Diff::Set { at, item } => items[at as usize] = item,
                Diff::Remove { at, count } => {
                    items.drain(at as usize..(at + count) as usize);
                }
            }
        }
    }

    /// Steps that fit a list whatever its length: positions are taken modulo.
    fn fit(steps: Vec<(u8, u8, Vec<Item>)>) -> Vec<Diff<Item>> {
        let mut length = 0;
        let mut batch = Vec::new();
        for (kind, position, items) in steps {
            let diff = match kind % 4 {
                0 => Diff::Reset(items),
                1 if !items.is_empty() => Diff::Insert {
                    at: u32::from(position) % (length + 1),
                    items,
                },
                2 if length > 0 && !items.is_empty() => Diff::Set {
                    at: u32::from(position) % length,
                    item: items[0].clone(),
                },
                3 if length > 0 => {
                    let at = u32::from(position) % length;
                    Diff::Remove {
                        at,
                        count: 1 + u32::from(position) % (length - at),
                    }
                }
                _ => continue,
            };
            length = match &diff {
                Diff::Reset(items) => items.len() as u32,
                Diff::Insert { items, .. } => length + items.len() as u32,
                Diff::Set { .. } => length,
                Diff::Remove { count, .. } => length - count,
            };
            batch.push(diff);
        }
        batch
    }

    fn item() -> impl Strategy<Value = Item> {
        (any::<u8>(), any::<u8>()).prop_map(|(key, value)| Item(key, value))
    }

    proptest! {
        #[test]
        fn rows_equal_a_plain_vector(
            steps in prop::collection::vec((any::<u8>(), any::<u8>(), prop::collection::vec(item(), 0..6)), 0..40),
            cut in 0usize..40,
        ) {
            let batch = fit(steps);
            let (first, second) = batch.split_at(cut.min(batch.len()));
            let (mut plain, mut rows) = (Vec::new(), Vec::new());
            for part in [first, second] {
                apply_plainly(&mut plain, part);
                apply(&mut rows, part.to_vec()).expect("the batch fits");
                prop_assert_eq!(values(&rows), plain.clone());
            }
        }
    }

    #[test]
    fn a_row_keeps_its_signal_when_it_moves() {
        let mut rows = list_of(&[Item(1, 0), Item(2, 0), Item(3, 0)]);
        let signal = rows[2].value.clone();
        let batch = vec![
            Diff::Remove { at: 2, count: 1 },
            Diff::Insert {
                at: 0,
                items: vec![Item(3, 9)],
            },
        ];
        apply(&mut rows, batch).expect("the batch fits");
        assert_eq!(values(&rows), [Item(3, 9), Item(1, 0), Item(2, 0)]);
        assert_eq!(signal.get_untracked(), Item(3, 9));
    }

    #[test]
    fn a_reset_keeps_the_signals_of_rows_that_stay() {
        let mut rows = list_of(&[Item(1, 0), Item(2, 0)]);
        let signal = rows[1].value.clone();
        apply(&mut rows, vec![Diff::Reset(vec![Item(2, 5)])]).expect("a reset fits");
        assert_eq!(signal.get_untracked(), Item(2, 5));
    }

    #[test]
    fn positions_outside_are_refused() {
        let outside = [
            Diff::Insert {
                at: 2,
                items: vec![Item(2, 0)],
            },
            Diff::Set {
                at: 1,
                item: Item(2, 0),
            },
            Diff::Remove { at: 0, count: 2 },
            Diff::Remove {
                at: u32::MAX,
                count: 1,
            },
        ];
        for diff in outside {
            let mut rows = list_of(&[Item(1, 0)]);
            assert_eq!(apply(&mut rows, vec![diff]), Err(OutOfStep));
        }
    }
}
