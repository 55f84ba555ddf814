//! What can be done with a space: one menu for all entries of the bar, and a button where a space is what is looked at.

use icondata_core::Icon as IconData;
use icondata_lu::{
    LuArrowDown, LuArrowUp, LuEllipsis, LuHash, LuHouse, LuListPlus, LuLogOut, LuPlus, LuSettings,
    LuUserPlus,
};
use leptos::prelude::*;
use loggia_protocol::{
    ids::RoomId,
    spaces::{MoveSpace, SpaceRow, Spaces},
};
use web_sys::MouseEvent;

use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{t_string, use_i18n},
    panels::{composer::use_doing, copy_link::CopyLinkItem},
    routes::{Route, use_router},
    state::spaces::{SpacesState, use_spaces},
    widgets::{Icon, Menu, MenuHandle, MenuItem, SharedMenu},
};

/// The button "Space options".
#[component]
pub fn SpaceOptions(
    /// Which space.
    space: RoomId,
) -> impl IntoView {
    let words = use_i18n();
    let space = StoredValue::new(space);
    view! {
        <Menu
            label=Signal::derive(move || t_string!(words, spaces.options).to_owned())
            button=|| view! { <Icon icon=LuEllipsis /> }
        >
            <SpaceItems space=space.get_value() />
        </Menu>
    }
}

/// The menu of all entries, and the space that it is about.
#[derive(Clone, Copy)]
pub struct SpaceMenu {
    menu: MenuHandle,
    space: RwSignal<Option<RoomId>>,
    spaces: SpacesState,
}

/// Makes the menu known to all entries below.
pub fn provide_space_menu() -> SpaceMenu {
    let menu = SpaceMenu {
        menu: MenuHandle::new(),
        space: RwSignal::new(None),
        spaces: use_spaces(),
    };
    provide_context(menu);
    menu
}

/// The menu of all entries.
pub fn use_space_menu() -> SpaceMenu {
    expect_context()
}

impl SpaceMenu {
    /// Opens it where the pointer is, or where the keyboard's focus is, in place of the browser's own menu.
    pub fn open_under(self, space: &RoomId, pointer: &MouseEvent) {
        let row = untrack(|| self.spaces.row(space));
        if row.is_none_or(|row| row.is_invitation) {
            return;
        }
        pointer.prevent_default();
        self.space.set(Some(space.clone()));
        self.menu.open_under(pointer);
    }
}

/// The menu itself.
#[component]
pub fn SpaceMenuView(menu: SpaceMenu) -> impl IntoView {
    let words = use_i18n();
    let items = move || {
        menu.space
            .get()
            .map(|space| view! { <SpaceItems space is_in_bar=true /> })
    };
    view! {
        <SharedMenu
            menu=menu.menu
            label=Signal::derive(move || t_string!(words, spaces.options).to_owned())
        >
            {items}
        </SharedMenu>
    }
}

/// What it offers.
#[component]
fn SpaceItems(
    space: RoomId,
    /// Whether it is the bar's entry that is asked about.
    #[prop(optional)]
    is_in_bar: bool,
) -> impl IntoView {
    let words = use_i18n();
    let space = StoredValue::new(space);
    view! {
        <HomeItem space />
        <DialogItem
            space
            icon=LuUserPlus
            label=Signal::derive(move || t_string!(words, spaces.invite).to_owned())
            dialog=OpenDialog::Invite
        />
        <InsideItems space />
        {is_in_bar.then(|| view! { <MoveItems space=space.get_value() /> })}
        <DialogItem
            space
            icon=LuSettings
            label=Signal::derive(move || t_string!(words, room_settings.space_title).to_owned())
            dialog=OpenDialog::SpaceSettings
        />
        <CopyLinkItem
            room=space.get_value()
            label=Signal::derive(move || t_string!(words, spaces.copy_link).to_owned())
        />
        <DialogItem
            space
            icon=LuLogOut
            label=Signal::derive(move || t_string!(words, spaces.leave).to_owned())
            dialog=OpenDialog::LeaveSpace
        />
    }
}

/// What goes into the space, for those who may put it there.
#[component]
fn InsideItems(space: StoredValue<RoomId>) -> impl IntoView {
    let (words, spaces) = (use_i18n(), use_spaces());
    let can_arrange = Memo::new(move |_| {
        let row = space.with_value(|space| spaces.row(space));
        row.is_some_and(|row| row.can_arrange)
    });
    view! {
        <Show when=move || can_arrange.get()>
            <DialogItem
                space
                icon=LuHash
                label=Signal::derive(move || t_string!(words, spaces.new_room_here).to_owned())
                dialog=|space| OpenDialog::NewRoom { space: Some(space) }
            />
            <DialogItem
                space
                icon=LuListPlus
                label=Signal::derive(move || t_string!(words, spaces.add_room).to_owned())
                dialog=OpenDialog::AddToSpace
            />
            <DialogItem
                space
                icon=LuPlus
                label=Signal::derive(move || t_string!(words, spaces.new_space_here).to_owned())
                dialog=|space| OpenDialog::NewSpace { parent: Some(space) }
            />
        </Show>
    }
}

#[component]
fn HomeItem(space: StoredValue<RoomId>) -> impl IntoView {
    let (words, router) = (use_i18n(), use_router());
    view! {
        <MenuItem
            icon=LuHouse
            label=Signal::derive(move || t_string!(words, spaces.space_home).to_owned())
            on_choose=move |()| router.go(&space.with_value(Route::space))
        />
    }
}

/// Opens a dialog about the space.
#[component]
fn DialogItem(
    space: StoredValue<RoomId>,
    icon: IconData,
    label: Signal<String>,
    dialog: fn(RoomId) -> OpenDialog,
) -> impl IntoView {
    let dialogs = use_dialogs();
    view! { <MenuItem icon label on_choose=move |()| dialogs.open(dialog(space.get_value())) /> }
}

/// Moves a space that stands in no other among its like.
#[component]
fn MoveItems(space: RoomId) -> impl IntoView {
    let (words, spaces, doing) = (use_i18n(), use_spaces(), use_doing());
    let item = move |way: Way, icon: IconData, label: Signal<String>| {
        let space = space.clone();
        let call = Memo::new(move |_| {
            spaces
                .bar()
                .with(|bar| bar.ready().and_then(|bar| moved(bar, &space, way)))
        });
        move || {
            call.get().map(|call| {
                let on_choose = move |()| doing.run(call.clone());
                view! { <MenuItem icon label on_choose /> }
            })
        }
    };
    let up = Signal::derive(move || t_string!(words, spaces.move_up).to_owned());
    let down = Signal::derive(move || t_string!(words, spaces.move_down).to_owned());
    view! {
        {item(Way::Up, LuArrowUp, up)}
        {item(Way::Down, LuArrowDown, down)}
    }
}

/// Where a space is moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// The call that moves a space by one place, where there is one.
fn moved(bar: &Spaces, space: &RoomId, way: Way) -> Option<MoveSpace> {
    let is_movable = |row: &&SpaceRow| row.parent.is_none() && !row.is_invitation;
    let movable = bar.spaces.iter().filter(is_movable);
    let spaces: Vec<_> = movable.map(|row| &row.space).collect();
    let place = spaces.iter().position(|other| *other == space)?;
    let before = match way {
        Way::Up => Some(*spaces.get(place.checked_sub(1)?)?),
        Way::Down => {
            spaces.get(place + 1)?;
            spaces.get(place + 2).copied()
        }
    };
    Some(MoveSpace {
        space: space.clone(),
        before: before.cloned(),
    })
}

#[cfg(test)]
mod tests {
    use loggia_protocol::{rooms::RoomName, spaces::News};

    use super::*;

    fn row(space: &str, parent: Option<&str>, is_invitation: bool) -> SpaceRow {
        SpaceRow {
            space: RoomId::from(space),
            name: RoomName::Empty,
            avatar: None,
            parent: parent.map(RoomId::from),
            depth: 0,
            has_spaces: false,
            is_invitation,
            can_arrange: false,
            news: News::default(),
        }
    }

    #[test]
    fn a_space_moves_by_one_place_among_its_like() {
        let bar = Spaces {
            spaces: vec![
                row("!a", None, false),
                row("!in-a", Some("!a"), false),
                row("!b", None, false),
                row("!c", None, false),
                row("!invited", None, true),
            ],
            ..Spaces::default()
        };
        for (space, way, expected) in [
            ("!a", Way::Up, None),
            ("!b", Way::Up, Some(Some("!a"))),
            ("!c", Way::Up, Some(Some("!b"))),
            ("!a", Way::Down, Some(Some("!c"))),
            ("!b", Way::Down, Some(None)),
            ("!c", Way::Down, None),
            ("!in-a", Way::Down, None),
            ("!invited", Way::Up, None),
        ] {
            let call = moved(&bar, &RoomId::from(space), way);
            let before = call.map(|call| call.before.map(|before| before.0));
            let expected = expected.map(|before| before.map(str::to_owned));
            assert_eq!(before, expected, "{space} {way:?}");
        }
    }
}
