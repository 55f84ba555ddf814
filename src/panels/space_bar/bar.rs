//! Which entries the bar shows, from the top, and what choosing one does.

use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    spaces::{Scope, SpaceRow},
};

use super::unfolded::Unfolded;
use crate::{
    platform,
    routes::{Route, Router, use_router},
    state::spaces::{SpacesState, use_spaces},
    widgets::provide_tab_stop,
};

/// The entries that are always there, from the top.
const ALWAYS: [Scope; 4] = [Scope::Home, Scope::Favourites, Scope::People, Scope::Others];

/// What the arrow keys lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// An entry.
    Entry(Scope),
    /// The button below all entries.
    NewSpace,
}

/// The bar's entries.
#[derive(Clone, Copy)]
pub struct Bar {
    /// Those that are shown, from the top.
    pub entries: Memo<Vec<Scope>>,
    /// The spaces whose spaces are shown.
    pub unfolded: RwSignal<Unfolded>,
    spaces: SpacesState,
    router: Router,
}

/// The bar, and its tab stop for all entries below.
pub fn provide_bar() -> Bar {
    let spaces = use_spaces();
    let unfolded = RwSignal::new(Unfolded::load());
    let entries = Memo::new(move |_| {
        let (bar, scope) = (spaces.bar(), spaces.scope());
        bar.with(|bar| {
            let rows = bar.ready().map_or(&[][..], |bar| &bar.spaces[..]);
            let shown =
                unfolded.with(|unfolded| scope.with(|scope| shown_spaces(rows, unfolded, scope)));
            let shown = shown.into_iter().map(Scope::Space);
            ALWAYS.into_iter().chain(shown).collect::<Vec<_>>()
        })
    });
    let stops = move || {
        let entries = entries.get().into_iter().map(Stop::Entry);
        entries.chain([Stop::NewSpace]).collect()
    };
    provide_tab_stop(stops, move || Some(Stop::Entry(spaces.scope().get())));
    Bar {
        entries,
        unfolded,
        spaces,
        router: use_router(),
    }
}

impl Bar {
    /// Chooses an entry. A space has a home, which is shown where there is room for it beside the list; an invitation is answered there.
    pub fn enter(self, entry: &Scope) {
        let Scope::Space(space) = entry else {
            self.spaces.choose(entry.clone());
            let route = self.router.route();
            if route.with_untracked(|route| matches!(route, Route::Space { .. })) {
                self.router.go(&Route::Home);
            }
            return;
        };
        let row = untrack(|| self.spaces.row(space));
        let is_invitation = row.is_some_and(|row| row.is_invitation);
        if !is_invitation {
            self.spaces.choose(entry.clone());
        }
        if is_invitation || platform::is_wide() {
            self.router.go(&Route::space(space));
        }
    }
}

/// The spaces that are shown: those that stand in no other, or in one that is shown and unfolded. The chosen one always is.
fn shown_spaces(rows: &[SpaceRow], unfolded: &Unfolded, scope: &Scope) -> Vec<RoomId> {
    let mut open: Vec<&RoomId> = Vec::new();
    let mut shown = Vec::new();
    for row in rows {
        let is_chosen = matches!(scope, Scope::Space(space) if *space == row.space);
        let is_open = |parent| open.contains(&parent);
        if !is_chosen && !row.parent.as_ref().is_none_or(is_open) {
            continue;
        }
        if unfolded.has(&row.space) {
            open.push(&row.space);
        }
        shown.push(row.space.clone());
    }
    shown
}

#[cfg(test)]
mod tests {
    use loggia_protocol::{rooms::RoomName, spaces::News};

    use super::*;

    fn row(space: &str, parent: Option<&str>) -> SpaceRow {
        SpaceRow {
            space: RoomId::from(space),
            name: RoomName::Empty,
            avatar: None,
            parent: parent.map(RoomId::from),
            depth: 0,
            has_spaces: false,
            is_invitation: false,
            can_arrange: false,
            news: News::default(),
        }
    }

    #[test]
    fn what_is_folded_shows_no_spaces_but_the_chosen_one() {
        let rows = [
            row("!a", None),
            row("!b", Some("!a")),
            row("!c", Some("!b")),
            row("!d", None),
        ];
        let space = |id| Scope::Space(RoomId::from(id));
        for (unfolded, scope, expected) in [
            (&[][..], Scope::Home, &["!a", "!d"][..]),
            (&["!a"], Scope::Home, &["!a", "!b", "!d"]),
            (&["!b"], Scope::Home, &["!a", "!d"]),
            (&["!a", "!b"], Scope::Home, &["!a", "!b", "!c", "!d"]),
            (&[], space("!c"), &["!a", "!c", "!d"]),
            (&[], space("!gone"), &["!a", "!d"]),
        ] {
            let unfolded = unfolded.iter().copied().map(RoomId::from).collect();
            let shown = shown_spaces(&rows, &unfolded, &scope);
            let shown: Vec<_> = shown.iter().map(|space| space.0.as_str()).collect();
            assert_eq!(shown, expected);
        }
    }
}
