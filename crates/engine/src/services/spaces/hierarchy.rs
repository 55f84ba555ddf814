//! How the account's spaces stand in each other. Pure: [`super::keeper`] keeps it up to date.
//!
//! Servers let spaces be in each other in circles; here each space stands once, and nothing is walked twice.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use matrix_sdk::ruma::{OwnedRoomId, OwnedSpaceChildOrder, RoomId};

/// A space that the account is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What is in it, in its order.
    pub children: Vec<OwnedRoomId>,
    /// Where the account wants it, if it stands in no other (`m.space_order`).
    pub order: Option<OwnedSpaceChildOrder>,
    /// Whether the account may change what is in it.
    pub can_arrange: bool,
}

/// Where a space stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which space.
    pub space: OwnedRoomId,
    /// The space that it stands in.
    pub parent: Option<OwnedRoomId>,
    /// How many spaces it stands in.
    pub depth: u32,
    /// Whether spaces of the account stand in it.
    pub has_spaces: bool,
}

/// All spaces of the account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hierarchy {
    known: BTreeMap<OwnedRoomId, Known>,
    standings: Vec<Standing>,
    /// For each room that is in a space: all spaces that it is in, by whatever way.
    within: HashMap<OwnedRoomId, Vec<OwnedRoomId>>,
}

impl Hierarchy {
    /// Works out how these stand.
    pub fn new(known: BTreeMap<OwnedRoomId, Known>) -> Self {
        let mut hierarchy = Self {
            known,
            ..Self::default()
        };
        hierarchy.standings = hierarchy.stand();
        for space in hierarchy.known.keys() {
            for room in hierarchy.rooms_in(space) {
                hierarchy
                    .within
                    .entry(room)
                    .or_default()
                    .push(space.clone());
            }
        }
        hierarchy
    }

    /// Each space once, before what stands in it.
    pub fn standings(&self) -> &[Standing] {
        &self.standings
    }

    /// What is known of a space that the account is in.
    pub fn known(&self, space: &RoomId) -> Option<&Known> {
        self.known.get(space)
    }

    /// All spaces that a room is in, by whatever way.
    pub fn spaces_of(&self, room: &RoomId) -> &[OwnedRoomId] {
        self.within.get(room).map(Vec::as_slice).unwrap_or_default()
    }

    /// What is in a space and in the spaces within it; the space itself is not.
    pub fn rooms_in(&self, space: &RoomId) -> HashSet<OwnedRoomId> {
        let mut found = HashSet::new();
        let mut open = vec![space.to_owned()];
        while let Some(next) = open.pop() {
            for child in self.children(&next) {
                if child != space && found.insert(child.clone()) {
                    open.push(child.clone());
                }
            }
        }
        found
    }

    /// The spaces that a room is in itself.
    pub fn parents_of(&self, room: &RoomId) -> Vec<OwnedRoomId> {
        let has = |known: &Known| known.children.iter().any(|child| child == room);
        let parents = self.known.iter().filter(|(_, known)| has(known));
        parents.map(|(space, _)| space.clone()).collect()
    }

    /// What is in any space.
    pub fn placed(&self) -> HashSet<OwnedRoomId> {
        self.within.keys().cloned().collect()
    }

    /// The spaces that stand in no other, in their order.
    pub fn roots(&self) -> Vec<OwnedRoomId> {
        let roots = self.standings.iter().filter(|standing| standing.depth == 0);
        roots.map(|standing| standing.space.clone()).collect()
    }

    fn children(&self, space: &RoomId) -> &[OwnedRoomId] {
        let known = self.known.get(space);
        known
            .map(|known| known.children.as_slice())
            .unwrap_or_default()
    }

    fn stand(&self) -> Vec<Standing> {
        let mut standings = Vec::with_capacity(self.known.len());
        let mut met = BTreeSet::new();
        let inner: HashSet<_> = self
            .known
            .iter()
            .flat_map(|(space, known)| known.children.iter().filter(move |child| *child != space))
            .collect();
        let mut spaces: Vec<_> = self.known.keys().collect();
        spaces.sort_by_key(|space| self.rank(space));
        let roots = spaces.iter().filter(|space| !inner.contains(**space));
        // Those that are only in each other have no beginning: the first of them is as good as any.
        for space in roots.chain(&spaces) {
            self.place(space, None, 0, &mut met, &mut standings);
        }
        standings
    }

    /// Puts a space and all within it at the end, unless it stands already.
    fn place(
        &self,
        space: &RoomId,
        parent: Option<&RoomId>,
        depth: u32,
        met: &mut BTreeSet<OwnedRoomId>,
        standings: &mut Vec<Standing>,
    ) {
        if !met.insert(space.to_owned()) {
            return;
        }
        let at = standings.len();
        standings.push(Standing {
            space: space.to_owned(),
            parent: parent.map(ToOwned::to_owned),
            depth,
            has_spaces: false,
        });
        for child in self.children(space) {
            if self.known.contains_key(child) {
                self.place(child, Some(space), depth + 1, met, standings);
            }
        }
        standings[at].has_spaces = standings.len() > at + 1;
    }

    /// Spaces with an order come first, by it; then by id, as other clients have it.
    fn rank<'a>(
        &'a self,
        space: &'a RoomId,
    ) -> (bool, Option<&'a OwnedSpaceChildOrder>, &'a RoomId) {
        let order = self.known.get(space).and_then(|known| known.order.as_ref());
        (order.is_none(), order, space)
    }
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::SpaceChildOrder;
    use proptest::prelude::*;

    use super::*;

    fn id(name: impl std::fmt::Display) -> OwnedRoomId {
        RoomId::parse(format!("!{name}:x")).unwrap()
    }

    fn hierarchy(spaces: &[(&str, Option<&str>, &[&str])]) -> Hierarchy {
        let known = spaces.iter().map(|(name, order, children)| {
            let known = Known {
                children: children.iter().map(id).collect(),
                order: order.map(|order| SpaceChildOrder::parse(order).unwrap()),
                can_arrange: false,
            };
            (id(name), known)
        });
        Hierarchy::new(known.collect())
    }

    fn shown(hierarchy: &Hierarchy) -> String {
        let line = |standing: &Standing| {
            let name = standing
                .space
                .as_str()
                .trim_start_matches('!')
                .trim_end_matches(":x");
            let mark = if standing.has_spaces { "+" } else { "" };
            format!("{}{name}{mark}", " ".repeat(standing.depth as usize))
        };
        hierarchy
            .standings
            .iter()
            .map(line)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn spaces_stand_in_each_other_in_their_order() {
        let hierarchy = hierarchy(&[
            ("a", None, &["room"]),
            ("b", Some("2"), &["d", "c"]),
            ("c", None, &["deep"]),
            ("d", None, &[]),
            ("e", Some("1"), &["unknown", "c"]),
        ]);
        assert_eq!(shown(&hierarchy), "e+\n c\nb+\n d\na");
        assert_eq!(hierarchy.roots(), ["e", "b", "a"].map(id));
        let rooms = hierarchy.rooms_in(&id("b"));
        assert_eq!(rooms, ["c", "d", "deep"].map(id).into());
        assert_eq!(hierarchy.spaces_of(&id("deep")), ["b", "c", "e"].map(id));
        assert!(hierarchy.spaces_of(&id("elsewhere")).is_empty());
    }

    #[test]
    fn circles_are_cut() {
        let circle = hierarchy(&[
            ("a", None, &["b"]),
            ("b", None, &["a", "room"]),
            ("c", None, &["c"]),
        ]);
        assert_eq!(shown(&circle), "c\na+\n b");
        assert_eq!(circle.rooms_in(&id("a")), ["b", "room"].map(id).into());
        assert_eq!(circle.rooms_in(&id("c")), HashSet::new());
    }

    proptest! {
        #[test]
        fn every_space_stands_once_and_behind_what_it_stands_in(
            edges in prop::collection::vec((0u8..12, 0u8..14), 0..60),
        ) {
            let mut known: BTreeMap<_, Known> = (0..12u8).map(|n| (id(n), Known::default())).collect();
            for (parent, child) in edges {
                known.get_mut(&id(parent)).unwrap().children.push(id(child));
            }
            let hierarchy = Hierarchy::new(known.clone());
            let order: Vec<_> = hierarchy.standings.iter().map(|standing| standing.space.clone()).collect();
            prop_assert_eq!(order.iter().collect::<BTreeSet<_>>(), known.keys().collect());
            prop_assert_eq!(order.len(), known.len());
            for (at, standing) in hierarchy.standings.iter().enumerate() {
                match &standing.parent {
                    None => prop_assert_eq!(standing.depth, 0),
                    Some(parent) => {
                        let place = order.iter().position(|space| space == parent).unwrap();
                        prop_assert!(place < at);
                        prop_assert_eq!(standing.depth, hierarchy.standings[place].depth + 1);
                        prop_assert!(known[parent].children.contains(&standing.space));
                    }
                }
            }
        }
    }
}
