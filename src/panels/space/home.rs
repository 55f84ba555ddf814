//! The home of a space: what it is, and the rooms and spaces in it.

use std::collections::{HashMap, HashSet};

use leptos::{html, prelude::*};
use loggia_protocol::{ids::RoomId, rooms::RoomHead, spaces::SpaceChild};

use super::{
    about::About,
    contents::Contents,
    level::{Level, TreeNode},
    path::Path,
    row_menu::{ChildMenuView, provide_child_menu},
};
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    platform,
    widgets::provide_tab_stop,
};

/// What is open in a home, for its rows.
#[derive(Clone, Copy)]
pub struct Home {
    /// What is in the space itself.
    pub top: Level,
    /// The tree.
    pub tree: TreeNode,
    /// What names and topics shall contain.
    pub search: RwSignal<String>,
    needle: Memo<String>,
    path: StoredValue<Path>,
    /// What is in the spaces that are unfolded.
    branches: RwSignal<HashMap<Path, Level>>,
    /// Rooms that were entered here.
    entered: RwSignal<HashSet<RoomId>>,
}

/// Opens the home of a space for all components below.
fn provide_home(space: RoomId) -> Home {
    let tree = TreeNode::new();
    let search = RwSignal::new(String::new());
    let home = Home {
        top: Level::open(space.clone(), tree),
        tree,
        search,
        needle: Memo::new(move |_| search.with(|text| text.trim().to_lowercase())),
        path: StoredValue::new(Path::of(space)),
        branches: RwSignal::new(HashMap::new()),
        entered: RwSignal::new(HashSet::new()),
    };
    provide_context(home);
    provide_tab_stop(move || home.shown(home.top, &home.path()), || None);
    home
}

/// The home that is open.
pub fn use_home() -> Home {
    expect_context()
}

impl Home {
    /// The way to the space itself.
    pub fn path(self) -> Path {
        self.path.get_value()
    }

    /// Whether something is looked for.
    pub fn is_searching(self) -> bool {
        self.needle.with(|needle| !needle.is_empty())
    }

    /// Whether anything is found.
    pub fn has_found(self) -> bool {
        !self.shown(self.top, &self.path()).is_empty()
    }

    /// Whether a row, or one below it, has what is looked for.
    pub fn is_found(self, at: &Path, child: &SpaceChild) -> bool {
        is_found(&self.needle.read(), self.branches, at, child)
    }

    /// The rows that are shown of a space and of those that are unfolded within it, from the top.
    fn shown(self, level: Level, of: &Path) -> Vec<Path> {
        let mut shown = Vec::new();
        for row in level.rows().get() {
            let at = of.to(&row.key);
            if self.is_found(&at, &row.value.read()) {
                let below = self.branches.with(|branches| branches.get(&at).copied());
                let below = below.map(|level| self.shown(level, &at));
                shown.push(at);
                shown.extend(below.into_iter().flatten());
            }
        }
        shown
    }

    /// A space is unfolded, for as long as the current component lives.
    pub fn unfold(self, at: Path, level: Level) {
        self.branches.update(|branches| {
            branches.insert(at.clone(), level);
        });
        on_cleanup(move || {
            self.branches.try_update(|branches| branches.remove(&at));
        });
    }

    /// Whether the reader is in a room.
    pub fn is_joined(self, child: &SpaceChild) -> bool {
        let room = &child.room;
        room.is_joined || self.entered.with(|entered| entered.contains(&room.room))
    }

    /// The reader is in a room from now on.
    pub fn enter(self, room: RoomId) {
        self.entered.try_update(|entered| entered.insert(room));
    }
}

fn is_found(
    needle: &str,
    branches: RwSignal<HashMap<Path, Level>>,
    at: &Path,
    child: &SpaceChild,
) -> bool {
    let has = |text: &Option<String>| {
        text.as_ref()
            .is_some_and(|text| text.to_lowercase().contains(needle))
    };
    if needle.is_empty() || has(&child.room.name) || has(&child.room.topic) {
        return true;
    }
    let below = branches.with(|branches| branches.get(at).copied());
    below.is_some_and(|level| {
        let rows = level.rows().get();
        let mut rows = rows.iter();
        rows.any(|row| is_found(needle, branches, &at.to(&row.key), &row.value.read()))
    })
}

/// The home.
#[component]
pub fn SpaceHome(
    space: RoomId,
    head: Signal<Option<RoomHead>>,
    name: Signal<String>,
) -> impl IntoView {
    let home = provide_home(space.clone());
    let menu = provide_child_menu();
    reload_after_dialogs(home);
    let scroller = NodeRef::<html::Div>::new();
    let go_on = move || {
        let node = scroller.try_get_untracked().flatten();
        if node.is_some_and(|node| platform::is_near_end(&node)) {
            home.top.go_on();
        }
    };
    // What is loaded or found may leave room for more.
    Effect::new(move || {
        home.needle.track();
        if !home.top.is_pending.get() {
            platform::on_next_frame(go_on);
        }
    });
    view! {
        <div node_ref=scroller class="space-home" on:scroll=move |_| go_on()>
            <div class="space-home__page">
                <About space=space.clone() head name />
                <Contents space scroller />
            </div>
            <ChildMenuView menu />
        </div>
    }
}

/// What a dialog has changed is seen when it closes.
fn reload_after_dialogs(home: Home) {
    let now = use_dialogs().now();
    Effect::watch(
        move || now.get(),
        move |now, before, _| {
            let is_change = matches!(
                before,
                Some(Some(
                    OpenDialog::AddToSpace(_)
                        | OpenDialog::NewRoom { .. }
                        | OpenDialog::NewSpace { .. }
                        | OpenDialog::LeaveRoom { .. }
                ))
            );
            if now.is_none() && is_change {
                home.top.reload();
            }
        },
        false,
    );
}
