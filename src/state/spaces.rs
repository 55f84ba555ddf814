//! The space bar: what the engine says of its entries, and which of them is chosen on this device.

use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    spaces::{Scope, SpaceRow, Spaces, SpacesFeed},
};

use super::{Loadable, snapshot::use_snapshots, use_state_feed_from};
use crate::{
    models::space::row_of,
    platform,
    routes::{Route, use_router},
};

/// Where the chosen entry is remembered on this device.
const SCOPE: &str = "space-scope";

/// The space bar, for all components below.
#[derive(Clone, Copy)]
pub struct SpacesState {
    bar: RwSignal<Loadable<Spaces>>,
    chosen: RwSignal<Scope>,
    scope: Memo<Scope>,
}

/// Follows the account's spaces from now on.
pub fn provide_spaces() {
    let snapshots = use_snapshots();
    let bar = use_state_feed_from(SpacesFeed, snapshots.spaces());
    let chosen = RwSignal::new(load());
    let scope = Memo::new(move |_| {
        chosen.with(|chosen| bar.with(|bar| present_scope(chosen, bar.ready())))
    });
    snapshots.follow_spaces(bar, scope);
    let spaces = SpacesState { bar, chosen, scope };
    spaces.follow_address();
    provide_context(spaces);
}

/// The space bar.
pub fn use_spaces() -> SpacesState {
    expect_context()
}

impl SpacesState {
    /// What is in the bar.
    pub fn bar(self) -> Signal<Loadable<Spaces>> {
        self.bar.into()
    }

    /// The entry that is chosen: which rooms the list shows.
    pub fn scope(self) -> Signal<Scope> {
        self.scope.into()
    }

    /// Chooses an entry, and remembers it.
    pub fn choose(self, scope: Scope) {
        match stored_name(&scope) {
            Some(name) => platform::store(SCOPE, name),
            None => platform::forget(SCOPE),
        }
        if self.chosen.with_untracked(|chosen| *chosen != scope) {
            self.chosen.set(scope);
        }
    }

    /// What the bar says of a space.
    pub fn row(self, space: &RoomId) -> Option<SpaceRow> {
        self.bar.with(|bar| row_of(bar.ready()?, space).cloned())
    }

    /// The space that is chosen, if it is one.
    pub fn open_space(self) -> Option<RoomId> {
        self.scope.with(|scope| match scope {
            Scope::Space(space) => Some(space.clone()),
            _ => None,
        })
    }

    /// Whether the account is in this space.
    fn is_in(self, space: &RoomId) -> bool {
        self.bar
            .with(|bar| bar.ready().is_some_and(|bar| is_in(bar, space)))
    }

    /// Whose home somebody comes to, that space is chosen.
    fn follow_address(self) {
        let route = use_router().route();
        let opened = Memo::new(move |_| {
            let space = route.with(|route| match route {
                Route::Space { space, .. } => Some(RoomId(space.clone())),
                _ => None,
            });
            space.filter(|space| self.is_in(space))
        });
        Effect::new(move || {
            if let Some(space) = opened.get() {
                self.choose(Scope::Space(space));
            }
        });
    }
}

fn is_in(bar: &Spaces, space: &RoomId) -> bool {
    row_of(bar, space).is_some_and(|row| !row.is_invitation)
}

/// What was chosen, if it is there; a space is taken to be, until it is known which there are.
fn present_scope(chosen: &Scope, bar: Option<&Spaces>) -> Scope {
    match (chosen, bar) {
        (Scope::Space(space), Some(bar)) if !is_in(bar, space) => Scope::Home,
        _ => chosen.clone(),
    }
}

const FAVOURITES: &str = "favourites";
const PEOPLE: &str = "people";
const OTHERS: &str = "others";

/// What an entry is remembered by; nothing where it is what somebody begins with.
fn stored_name(scope: &Scope) -> Option<&str> {
    match scope {
        Scope::Home => None,
        Scope::Favourites => Some(FAVOURITES),
        Scope::People => Some(PEOPLE),
        Scope::Others => Some(OTHERS),
        Scope::Space(space) => Some(&space.0),
    }
}

fn load() -> Scope {
    platform::load(SCOPE).map_or(Scope::Home, |name| scope_named(&name))
}

fn scope_named(name: &str) -> Scope {
    match name {
        FAVOURITES => Scope::Favourites,
        PEOPLE => Scope::People,
        OTHERS => Scope::Others,
        space if space.starts_with('!') => Scope::Space(RoomId::from(space)),
        _ => Scope::Home,
    }
}

#[cfg(test)]
mod tests {
    use loggia_protocol::{rooms::RoomName, spaces::News};

    use super::*;

    fn space(id: &str, is_invitation: bool) -> SpaceRow {
        SpaceRow {
            space: RoomId::from(id),
            name: RoomName::Named(id.to_owned()),
            avatar: None,
            parent: None,
            depth: 0,
            has_spaces: false,
            is_invitation,
            can_arrange: false,
            news: News::default(),
        }
    }

    #[test]
    fn a_space_that_is_not_there_gives_way_to_home_once_that_is_known() {
        let bar = Spaces {
            spaces: vec![space("!in:x", false), space("!invited:x", true)],
            ..Spaces::default()
        };
        let chosen = |id| Scope::Space(RoomId::from(id));
        for (id, is_kept) in [("!in:x", true), ("!invited:x", false), ("!left:x", false)] {
            let scope = present_scope(&chosen(id), Some(&bar));
            assert_eq!(scope == chosen(id), is_kept, "{id}");
            assert_eq!(scope == Scope::Home, !is_kept, "{id}");
            assert_eq!(present_scope(&chosen(id), None), chosen(id));
        }
        assert_eq!(present_scope(&Scope::People, Some(&bar)), Scope::People);
    }

    #[test]
    fn entries_are_remembered() {
        let space = Scope::Space(RoomId::from("!a:x"));
        for scope in [Scope::Favourites, Scope::People, Scope::Others, space] {
            let name = stored_name(&scope).map(str::to_owned);
            assert_eq!(name.map(|name| scope_named(&name)), Some(scope));
        }
        assert_eq!(stored_name(&Scope::Home), None);
        assert_eq!(scope_named("moon"), Scope::Home);
    }
}
