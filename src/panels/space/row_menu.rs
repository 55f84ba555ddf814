//! What those who arrange a space can do with what is in it. One menu serves all rows.

use icondata_lu::{LuArrowDown, LuArrowUp, LuCircleMinus, LuStar, LuStarOff};
use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    CallSpec, Failure,
    ids::RoomId,
    spaces::{MoveInSpace, RemoveFromSpace, SpaceChild, SuggestInSpace},
};
use web_sys::Element;

use super::{home::use_home, level::Level};
use crate::{
    engine::{EngineClient, use_engine},
    i18n::{Words, failure_text, t_string, use_i18n},
    state::Row,
    widgets::{MenuHandle, MenuItem, SharedMenu, ToastQueue, use_toasts},
};

/// The menu of all rows, and the row that it is about.
#[derive(Clone, Copy)]
pub struct ChildMenu {
    menu: MenuHandle,
    about: RwSignal<Option<About>>,
}

/// A row, and what it is in.
#[derive(Clone)]
pub struct About {
    /// The row.
    pub row: Row<SpaceChild>,
    /// What it is in.
    pub level: Level,
}

/// Makes the menu known to all rows below.
pub fn provide_child_menu() -> ChildMenu {
    let menu = ChildMenu {
        menu: MenuHandle::new(),
        about: RwSignal::new(None),
    };
    provide_context(menu);
    menu
}

/// The menu of all rows.
pub fn use_child_menu() -> ChildMenu {
    expect_context()
}

impl ChildMenu {
    /// What a row's button names to open it.
    pub fn id(self) -> String {
        self.menu.id()
    }

    /// Whether it is open for this row.
    pub fn is_about(self, it: &About) -> bool {
        let is_so = |about: &About| about.row == it.row;
        self.menu.is_open() && self.about.with(|about| about.as_ref().is_some_and(is_so))
    }

    /// Has it be about this row; the browser opens it beside the row's button.
    pub fn open_at(self, about: About, button: &Element) {
        self.about.set(Some(about));
        self.menu.place_at(&button.get_bounding_client_rect());
    }
}

/// The menu itself.
#[component]
pub fn ChildMenuView(menu: ChildMenu) -> impl IntoView {
    let words = use_i18n();
    let items = move || menu.about.get().map(|about| view! { <Items about /> });
    view! {
        <SharedMenu
            menu=menu.menu
            label=Signal::derive(move || t_string!(words, rooms.options).to_owned())
        >
            {items}
        </SharedMenu>
    }
}

/// What changes a space. It outlives the menu, which closes as something is chosen.
#[derive(Clone)]
struct Arranging {
    level: Level,
    room: RoomId,
    engine: EngineClient,
    toasts: ToastQueue,
    words: Words,
}

impl Arranging {
    fn of(about: &About) -> Self {
        Self {
            level: about.level,
            room: about.row.key.clone(),
            engine: use_engine(),
            toasts: use_toasts(),
            words: use_i18n(),
        }
    }

    /// Makes a call, and shows what has come of it.
    async fn make<C: CallSpec<Reply = ()>>(&self, call: C) {
        match self.engine.call(call).await {
            Ok(()) => self.level.reload(),
            Err(failure) => self.complain(&failure),
        }
    }

    fn complain(&self, failure: &Failure) {
        let reason = failure_text(self.words, failure);
        let text = t_string!(self.words, composer.action_failed, reason).to_string();
        self.toasts.complain(text);
    }

    /// Moves the room by one place.
    async fn step(self, step: Step) {
        let (level, room) = (self.level, &self.room);
        if step == Step::Down && level.is_near_end(room) {
            // What it goes before may not be known yet.
            level.load_next().await;
        }
        let keys = level.keys();
        let Some(before) = place_before(&keys, room, step) else {
            return;
        };
        let call = MoveInSpace {
            space: level.space(),
            room: room.clone(),
            before,
        };
        self.make(call).await;
    }
}

#[component]
fn Items(about: About) -> impl IntoView {
    let (words, home) = (use_i18n(), use_home());
    let arranging = StoredValue::new(Arranging::of(&about));
    let value = about.row.value.clone();
    let is_suggested = Memo::new(move |_| value.read().is_suggested);
    let suggest = move |()| {
        let arranging = arranging.get_value();
        let call = SuggestInSpace {
            space: arranging.level.space(),
            room: arranging.room.clone(),
            is_suggested: !is_suggested.get_untracked(),
        };
        spawn_local(async move { arranging.make(call).await });
    };
    let remove = move |()| {
        let arranging = arranging.get_value();
        let call = RemoveFromSpace {
            space: arranging.level.space(),
            room: arranging.room.clone(),
        };
        spawn_local(async move { arranging.make(call).await });
    };
    let suggest = Callback::new(suggest);
    view! {
        {move || {
            let (icon, label) = match is_suggested.get() {
                true => (LuStarOff, t_string!(words, space.unsuggest)),
                false => (LuStar, t_string!(words, space.suggest)),
            };
            view! { <MenuItem icon label=label.to_owned() on_choose=suggest /> }
        }}
        // Among some of the rooms, nobody knows where a place is.
        <Show when=move || !home.is_searching()>
            <MoveItem arranging step=Step::Up />
            <MoveItem arranging step=Step::Down />
        </Show>
        <MenuItem
            icon=LuCircleMinus
            label=Signal::derive(move || t_string!(words, space.remove).to_owned())
            is_dangerous=true
            on_choose=remove
        />
    }
}

#[component]
fn MoveItem(arranging: StoredValue<Arranging>, step: Step) -> impl IntoView {
    let words = use_i18n();
    let is_possible = move || {
        let (level, room) =
            arranging.with_value(|arranging| (arranging.level, arranging.room.clone()));
        let rows = level.rows().get();
        let at = rows.iter().position(|row| row.key == room);
        match step {
            Step::Up => at.is_some_and(|at| at > 0),
            Step::Down => at.is_some_and(|at| at + 1 < rows.len() || level.has_more()),
        }
    };
    let go = Callback::new(move |()| spawn_local(arranging.get_value().step(step)));
    let (icon, label) = match step {
        Step::Up => (LuArrowUp, t_string!(words, space.move_up)),
        Step::Down => (LuArrowDown, t_string!(words, space.move_down)),
    };
    move || is_possible().then(|| view! { <MenuItem icon label=label.to_owned() on_choose=go /> })
}

/// A move by one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Up,
    Down,
}

/// What a room stands before when it has moved: at the end nothing. Nowhere where it cannot move.
fn place_before(rooms: &[RoomId], room: &RoomId, step: Step) -> Option<Option<RoomId>> {
    let at = rooms.iter().position(|it| it == room)?;
    match step {
        Step::Up => Some(Some(rooms[at.checked_sub(1)?].clone())),
        Step::Down if at + 1 < rooms.len() => Some(rooms.get(at + 2).cloned()),
        Step::Down => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_move_by_one_place() {
        let rooms = ["!a:x", "!b:x", "!c:x"].map(RoomId::from);
        let [a, b, c] = &rooms;
        let cases = [
            (a, Step::Up, None),
            (b, Step::Up, Some(Some(a))),
            (c, Step::Up, Some(Some(b))),
            (a, Step::Down, Some(Some(c))),
            (b, Step::Down, Some(None)),
            (c, Step::Down, None),
        ];
        for (room, step, before) in cases {
            let found = place_before(&rooms, room, step);
            let found = found.as_ref().map(Option::as_ref);
            assert_eq!(found, before, "{room} {step:?}");
        }
    }
}
