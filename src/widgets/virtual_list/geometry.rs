//! Where the items of a long list are, and where the view stands on them. Knows numbers and keys, no browser.
//!
//! All lengths are CSS pixels. Items that were never drawn count with an estimate. The view holds on to an *anchor*: what
//! happens above or below it (items come, go, or turn out to be larger) does not move it.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    ops::Range,
};

/// Closer to the end than this, the view counts as being there: browsers round scroll positions.
const END_TOLERANCE: f64 = 2.0;

/// What the view holds on to.
#[derive(Clone, Debug, PartialEq)]
pub enum Anchor<K> {
    /// The end: what is added there comes into view.
    End,
    /// An item, whose top is this far below the top of the view (negative: above it).
    Item {
        /// Which item.
        key: K,
        /// How far.
        offset: f64,
    },
}

/// The items' places and the view's.
#[derive(Debug)]
pub struct Geometry<K> {
    keys: Vec<K>,
    measured: HashMap<K, f64>,
    /// The top of each item, and the end of the last one.
    tops: Vec<f64>,
    estimate: f64,
    viewport: f64,
    anchor: Anchor<K>,
}

impl<K: Clone + Eq + Hash> Geometry<K> {
    /// An empty list at its end; items count with this height until some were drawn.
    pub fn new(estimate: f64) -> Self {
        Self {
            keys: Vec::new(),
            measured: HashMap::new(),
            tops: vec![0.0],
            estimate,
            viewport: 0.0,
            anchor: Anchor::End,
        }
    }

    /// What the view holds on to.
    pub fn anchor(&self) -> &Anchor<K> {
        &self.anchor
    }

    /// Holds on to something else. An item that is not in the list means the end.
    pub fn set_anchor(&mut self, anchor: Anchor<K>) {
        self.anchor = match &anchor {
            Anchor::Item { key, .. } if self.index_of(key).is_none() => Anchor::End,
            _ => anchor,
        };
    }

    /// The items changed. An anchor that is gone passes to the next item that is still there.
    pub fn set_keys(&mut self, keys: Vec<K>) {
        if let Anchor::Item { key, .. } = &self.anchor {
            let there: HashSet<&K> = keys.iter().collect();
            if !there.contains(key) {
                self.anchor = self.anchor_among(&there);
            }
        }
        if self.measured.len() > 2 * keys.len() + 100 {
            let there: HashSet<&K> = keys.iter().collect();
            self.measured.retain(|key, _| there.contains(key));
        }
        self.keys = keys;
        self.place();
    }

    /// An item was drawn with this height; says whether that is news.
    pub fn set_height(&mut self, key: &K, height: f64) -> bool {
        if self.measured.get(key) == Some(&height) {
            return false;
        }
        self.measured.insert(key.clone(), height);
        true
    }

    /// The view has this height.
    pub fn set_viewport(&mut self, height: f64) {
        self.viewport = height;
    }

    /// The view's height.
    pub fn viewport(&self) -> f64 {
        self.viewport
    }

    /// Works the places out again, after heights have changed.
    pub fn place(&mut self) {
        self.tops.clear();
        let mut top = 0.0;
        self.tops.push(top);
        for key in &self.keys {
            top += self.measured.get(key).copied().unwrap_or(self.estimate);
            self.tops.push(top);
        }
    }

    /// Lets items that were never drawn count with the average of those that were.
    pub fn learn(&mut self) {
        const ENOUGH: usize = 10;
        if self.measured.len() >= ENOUGH {
            self.estimate = self.measured.values().sum::<f64>() / self.measured.len() as f64;
            self.place();
        }
    }

    /// The height of everything.
    pub fn total(&self) -> f64 {
        *self.tops.last().unwrap_or(&0.0)
    }

    /// The top of the item with this index; one past the last item: its end.
    pub fn top_of(&self, index: usize) -> f64 {
        self.tops
            .get(index)
            .copied()
            .unwrap_or_else(|| self.total())
    }

    /// Where an item is in the list.
    pub fn index_of(&self, key: &K) -> Option<usize> {
        self.keys.iter().position(|other| other == key)
    }

    /// How far the view has to be scrolled so that the anchor is where it belongs.
    pub fn scroll_top(&self) -> f64 {
        let wanted = match &self.anchor {
            Anchor::End => f64::INFINITY,
            Anchor::Item { key, offset } => match self.index_of(key) {
                Some(index) => self.tops[index] - offset,
                None => f64::INFINITY,
            },
        };
        wanted.clamp(0.0, self.max_scroll())
    }

    /// The reader scrolled by this much.
    pub fn scroll_by(&mut self, delta: f64) {
        let top = (self.scroll_top() + delta).clamp(0.0, self.max_scroll());
        // Upwards, the first pixel already leaves the end: scrolling begins with small steps.
        self.anchor = if delta < 0.0 && self.max_scroll() > 0.0 {
            self.item_at(top)
        } else {
            self.anchor_at(top)
        };
    }

    /// Scrolls as little as is needed to have an item in view.
    pub fn reveal(&mut self, index: usize) {
        let (top, bottom) = (self.top_of(index), self.top_of(index + 1));
        let at = self.scroll_top();
        if top < at {
            self.anchor = self.anchor_at(top);
        } else if bottom > at + self.viewport {
            self.anchor = self.anchor_at((bottom - self.viewport).min(self.max_scroll()));
        }
    }

    /// Whether the view is at the end.
    pub fn is_at_end(&self) -> bool {
        self.anchor == Anchor::End
    }

    /// The items to draw: those in view, and those within `margin` above and below.
    pub fn window(&self, margin: f64) -> Range<usize> {
        let top = self.scroll_top() - margin;
        let bottom = self.scroll_top() + self.viewport + margin;
        let first = self.tops.partition_point(|place| *place <= top);
        let last = self.tops.partition_point(|place| *place < bottom);
        let n = self.keys.len();
        first.saturating_sub(1).min(n)..last.min(n)
    }

    fn max_scroll(&self) -> f64 {
        (self.total() - self.viewport).max(0.0)
    }

    fn anchor_at(&self, top: f64) -> Anchor<K> {
        if top >= self.max_scroll() - END_TOLERANCE {
            return Anchor::End;
        }
        self.item_at(top)
    }

    /// The first item that begins in the view's upper half, since one that begins above it may itself become larger or
    /// smaller; else the one that fills it.
    fn item_at(&self, top: f64) -> Anchor<K> {
        let begins = self.tops.partition_point(|place| *place < top);
        let is_near = begins < self.keys.len() && self.tops[begins] < top + self.viewport / 2.0;
        let index = match is_near {
            true => begins,
            false => begins.saturating_sub(1),
        };
        match self.keys.get(index) {
            Some(key) => Anchor::Item {
                key: key.clone(),
                offset: self.tops[index] - top,
            },
            None => Anchor::End,
        }
    }

    /// The first item at or below the view's top that is among these, where it is now.
    fn anchor_among(&self, there: &HashSet<&K>) -> Anchor<K> {
        let top = self.scroll_top();
        let first = self
            .tops
            .partition_point(|place| *place <= top)
            .saturating_sub(1);
        let survivor = self.keys.iter().enumerate().skip(first);
        let survivor = survivor
            .clone()
            .find(|(_, key)| there.contains(key))
            .or_else(|| {
                let above = self.keys.iter().enumerate().take(first);
                above.rev().find(|(_, key)| there.contains(key))
            });
        match survivor {
            Some((index, key)) => Anchor::Item {
                key: key.clone(),
                offset: self.tops[index] - top,
            },
            None => Anchor::End,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VIEWPORT: f64 = 500.0;

    fn list(n: u32) -> Geometry<u32> {
        let mut geometry = Geometry::new(50.0);
        geometry.set_viewport(VIEWPORT);
        geometry.set_keys((1000..1000 + n).collect());
        geometry
    }

    /// What can happen to a list while nobody scrolls.
    #[derive(Clone, Debug)]
    enum Happening {
        Prepend(u8),
        Append(u8),
        Remove(prop::sample::Index),
        Measure(prop::sample::Index, u16),
        Learn,
    }

    fn happening() -> impl Strategy<Value = Happening> {
        prop_oneof![
            (1u8..40).prop_map(Happening::Prepend),
            (1u8..40).prop_map(Happening::Append),
            any::<prop::sample::Index>().prop_map(Happening::Remove),
            (any::<prop::sample::Index>(), 1u16..2000)
                .prop_map(|(at, height)| Happening::Measure(at, height)),
            Just(Happening::Learn),
        ]
    }

    fn happen(geometry: &mut Geometry<u32>, what: Happening, fresh: &mut u32) {
        let mut keys = geometry.keys.clone();
        let mut new = |n: u8| {
            *fresh += u32::from(n);
            (*fresh - u32::from(n)..*fresh).collect::<Vec<_>>()
        };
        match what {
            Happening::Prepend(n) => {
                keys.splice(0..0, new(n));
                geometry.set_keys(keys);
            }
            Happening::Append(n) => {
                keys.extend(new(n));
                geometry.set_keys(keys);
            }
            Happening::Remove(at) => {
                let at = at.index(keys.len());
                let is_anchor =
                    matches!(geometry.anchor(), Anchor::Item { key, .. } if *key == keys[at]);
                if !is_anchor {
                    keys.remove(at);
                    geometry.set_keys(keys);
                }
            }
            Happening::Measure(at, height) => {
                let key = keys[at.index(keys.len())];
                geometry.set_height(&key, f64::from(height));
                geometry.place();
            }
            Happening::Learn => geometry.learn(),
        }
    }

    /// How far below the view's top an item is drawn.
    fn drawn_at(geometry: &Geometry<u32>, key: u32) -> f64 {
        let index = geometry.index_of(&key).unwrap();
        geometry.top_of(index) - geometry.scroll_top()
    }

    #[test]
    fn a_small_step_upwards_leaves_the_end() {
        let mut geometry = list(20);
        geometry.scroll_by(-1.0);
        assert!(!geometry.is_at_end());
        geometry.scroll_by(-1.0);
        assert_eq!(geometry.scroll_top(), geometry.max_scroll() - 2.0);
        geometry.scroll_by(1.0);
        assert!(geometry.is_at_end());
    }

    proptest! {
        #[test]
        fn what_the_reader_looks_at_stays_where_it_is(
            scrolled in 600.0f64..4000.0,
            happenings in prop::collection::vec(happening(), 1..40),
        ) {
            let mut geometry = list(200);
            geometry.scroll_by(-scrolled);
            let Anchor::Item { key, offset } = geometry.anchor().clone() else {
                panic!("not scrolled away from the end");
            };
            let mut fresh = 1_000_000;
            for what in happenings {
                happen(&mut geometry, what, &mut fresh);
                let is_clamped = geometry.scroll_top() == 0.0 || geometry.scroll_top() == geometry.max_scroll();
                prop_assert!(is_clamped || (drawn_at(&geometry, key) - offset).abs() < 1e-6);
            }
        }

        #[test]
        fn the_end_stays_in_view(happenings in prop::collection::vec(happening(), 1..40)) {
            let mut geometry = list(50);
            let mut fresh = 1_000_000;
            for what in happenings {
                happen(&mut geometry, what, &mut fresh);
                prop_assert_eq!(geometry.scroll_top(), geometry.max_scroll());
            }
        }

        #[test]
        fn the_window_covers_the_view_and_little_more(
            heights in prop::collection::vec(1u16..400, 1..200),
            back in 0.0f64..20_000.0,
        ) {
            let mut geometry = list(heights.len() as u32);
            for (index, height) in heights.iter().enumerate() {
                geometry.set_height(&(1000 + index as u32), f64::from(*height));
            }
            geometry.place();
            geometry.scroll_by(-back);
            let window = geometry.window(0.0);
            let (top, bottom) = (geometry.scroll_top(), geometry.scroll_top() + VIEWPORT);
            prop_assert!(geometry.top_of(window.start) <= top);
            prop_assert!(geometry.top_of(window.end) >= bottom.min(geometry.total()));
            prop_assert!(geometry.top_of(window.start + 1) > top);
            prop_assert!(window.end == 0 || geometry.top_of(window.end - 1) < bottom);
        }
    }

    #[test]
    fn an_anchor_that_goes_passes_to_its_neighbour() {
        let mut geometry = list(100);
        geometry.scroll_by(-1000.0);
        let before = geometry.scroll_top();
        let Anchor::Item { key, .. } = *geometry.anchor() else {
            panic!("not scrolled")
        };
        let keys = (1000..1100).filter(|other| *other != key).collect();
        geometry.set_keys(keys);
        let Anchor::Item { key: next, offset } = *geometry.anchor() else {
            panic!("lost its place")
        };
        assert_eq!(next, key + 1);
        // The neighbour stays where it was drawn, so that what is below does not move.
        assert_eq!(drawn_at(&geometry, next), offset);
        assert_eq!(geometry.scroll_top(), before - 50.0);
    }

    #[test]
    fn scrolling_to_the_end_and_away_from_it() {
        let mut geometry = list(100);
        assert!(geometry.is_at_end());
        geometry.scroll_by(-100.0);
        assert!(!geometry.is_at_end());
        geometry.scroll_by(99.0);
        assert!(geometry.is_at_end(), "browsers round");
    }

    #[test]
    fn an_item_is_revealed_with_the_least_movement() {
        let mut geometry = list(100);
        geometry.scroll_by(-1000.0);
        let before = geometry.scroll_top();
        let in_view = geometry.window(0.0);
        geometry.reveal(in_view.start + 3);
        assert_eq!(geometry.scroll_top(), before);
        geometry.reveal(0);
        assert_eq!(geometry.scroll_top(), 0.0);
        geometry.reveal(20);
        assert_eq!(geometry.scroll_top(), 21.0 * 50.0 - VIEWPORT);
    }
}
