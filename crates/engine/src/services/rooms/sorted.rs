//! A list in another order than its own, kept by what the list tells of its changes.
//!
//! Both orders are plain vectors: with 10,000 rooms, moving what lies behind a place is quicker than any tree.

use std::cmp::Ordering;

use eyeball_im::{Vector, VectorDiff};

/// Puts items into an order, by which no two are equal.
pub(super) struct Sorter<T, F> {
    compare: F,
    /// As the list has them.
    given: Vec<T>,
    /// As they are told on.
    sorted: Vec<T>,
}

impl<T: Clone, F: Fn(&T, &T) -> Ordering> Sorter<T, F> {
    /// Sorts what is there; hands it out in its order.
    pub fn new(items: &Vector<T>, compare: F) -> (Self, Vec<T>) {
        let given: Vec<T> = items.iter().cloned().collect();
        let mut sorted = given.clone();
        sorted.sort_unstable_by(&compare);
        let first = sorted.clone();
        let sorter = Self {
            compare,
            given,
            sorted,
        };
        (sorter, first)
    }

    /// What a batch of changes comes to in this order.
    pub fn follow(&mut self, batch: Vec<VectorDiff<T>>) -> Vec<VectorDiff<T>> {
        let mut told = Vec::with_capacity(batch.len());
        for change in batch {
            self.follow_one(change, &mut told);
        }
        told
    }

    fn follow_one(&mut self, change: VectorDiff<T>, told: &mut Vec<VectorDiff<T>>) {
        let len = self.given.len();
        match change {
            VectorDiff::Append { values } => {
                for value in values {
                    self.insert(self.given.len(), value, told);
                }
            }
            VectorDiff::Insert { index, value } => self.insert(index, value, told),
            VectorDiff::PushFront { value } => self.insert(0, value, told),
            VectorDiff::PushBack { value } => self.insert(len, value, told),
            VectorDiff::Set { index, value } => self.set(index, value, told),
            VectorDiff::Remove { index } => self.remove(index, told),
            VectorDiff::PopFront => self.remove(0, told),
            VectorDiff::PopBack => self.remove(len.saturating_sub(1), told),
            VectorDiff::Truncate { length } => {
                for index in (length..len).rev() {
                    self.remove(index, told);
                }
            }
            VectorDiff::Clear => self.reset(Vec::new(), told),
            VectorDiff::Reset { values } => self.reset(values.into_iter().collect(), told),
        }
    }

    fn place(&self, item: &T) -> Result<usize, usize> {
        self.sorted
            .binary_search_by(|other| (self.compare)(other, item))
    }

    fn insert(&mut self, index: usize, value: T, told: &mut Vec<VectorDiff<T>>) {
        self.given.insert(index, value.clone());
        let (Ok(index) | Err(index)) = self.place(&value);
        self.sorted.insert(index, value.clone());
        told.push(VectorDiff::Insert { index, value });
    }

    fn set(&mut self, index: usize, value: T, told: &mut Vec<VectorDiff<T>>) {
        let before = std::mem::replace(&mut self.given[index], value.clone());
        if let Ok(index) = self.place(&before) {
            if (self.compare)(&before, &value) == Ordering::Equal {
                self.sorted[index] = value.clone();
                told.push(VectorDiff::Set { index, value });
                return;
            }
            self.sorted.remove(index);
            told.push(VectorDiff::Remove { index });
        }
        let (Ok(index) | Err(index)) = self.place(&value);
        self.sorted.insert(index, value.clone());
        told.push(VectorDiff::Insert { index, value });
    }

    fn remove(&mut self, index: usize, told: &mut Vec<VectorDiff<T>>) {
        if index >= self.given.len() {
            return;
        }
        let before = self.given.remove(index);
        if let Ok(index) = self.place(&before) {
            self.sorted.remove(index);
            told.push(VectorDiff::Remove { index });
        }
    }

    fn reset(&mut self, values: Vec<T>, told: &mut Vec<VectorDiff<T>>) {
        self.given = values;
        self.sorted = self.given.clone();
        self.sorted.sort_unstable_by(&self.compare);
        let values = self.sorted.iter().cloned().collect();
        told.clear();
        told.push(VectorDiff::Reset { values });
    }
}

#[cfg(test)]
mod tests {
    use eyeball_im::ObservableVector;
    use futures_util::{FutureExt, StreamExt};
    use proptest::prelude::*;

    use super::*;

    /// By the second, then by the first, which no two share.
    fn by_second(a: &(u32, u8), b: &(u32, u8)) -> Ordering {
        (a.1, a.0).cmp(&(b.1, b.0))
    }

    proptest! {
        #[test]
        fn it_is_what_sorting_all_anew_would_give(
            steps in prop::collection::vec((0u8..9, any::<usize>(), 0u8..5, any::<bool>()), 0..80),
        ) {
            let mut list = ObservableVector::with_capacity(4);
            let (values, mut batches) = list.subscribe().into_values_and_batched_stream();
            let (mut sorter, first) = Sorter::new(&values, by_second);
            let mut shown: Vector<_> = first.into_iter().collect();
            for (id, (kind, position, second, looks)) in (0u32..).zip(steps) {
                let (len, within) = (list.len(), position % list.len().max(1));
                match kind {
                    0 | 1 => list.insert(within, (id, second)),
                    2 => list.push_front((id, second)),
                    3 => list.append(Vector::from(vec![(id, second), (id + 1000, second)])),
                    4 if len > 0 => drop(list.set(within, (list[within].0, second))),
                    5 if len > 0 => drop(list.remove(within)),
                    6 => list.truncate(within),
                    7 => drop(list.pop_back()),
                    8 if position % 5 == 0 => list.clear(),
                    _ => {}
                }
                if looks {
                    while let Some(Some(batch)) = batches.next().now_or_never() {
                        sorter.follow(batch).into_iter().for_each(|change| change.apply(&mut shown));
                    }
                    let mut expected: Vec<_> = list.iter().copied().collect();
                    expected.sort_unstable_by(by_second);
                    prop_assert_eq!(shown.iter().copied().collect::<Vec<_>>(), expected);
                }
            }
        }
    }
}
