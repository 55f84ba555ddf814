//! What can be done with a room from its row. One menu serves all rows.

use icondata_core::Icon as IconData;
use icondata_lu::{LuLogOut, LuMail, LuMailOpen};
use leptos::prelude::*;
use loggia_protocol::{
    CallSpec,
    rooms::{MarkAsUnread, Notifications, RoomRow, RoomTag, Section, SetNotifications, TagRoom},
    timeline::MarkAsRead,
};
use web_sys::{Element, MouseEvent};

use super::held::Held;
use crate::{
    dialogs::{OpenDialog, use_dialogs},
    i18n::{Words, t_string, use_i18n},
    panels::{composer::use_doing, copy_link::CopyLinkItem},
    state::{Row, preferences::Preference},
    widgets::{ChoiceKind, MenuChoice, MenuGroup, MenuHandle, MenuItem, SharedMenu},
};

/// The menu of all rows, and the row that it is about.
#[derive(Clone, Copy)]
pub struct RowMenu {
    menu: MenuHandle,
    row: RwSignal<Option<Row<RoomRow>>>,
    held: Held,
}

/// Makes the menu known to all rows below.
pub fn provide_row_menu(held: Held) -> RowMenu {
    let menu = RowMenu {
        menu: MenuHandle::new(),
        row: RwSignal::new(None),
        held,
    };
    provide_context(menu);
    menu
}

/// The menu of all rows.
pub fn use_row_menu() -> RowMenu {
    expect_context()
}

impl RowMenu {
    /// What a row's button names to open it.
    pub fn id(self) -> String {
        self.menu.id()
    }

    /// Whether it is open for this row.
    pub fn is_about(self, row: &Row<RoomRow>) -> bool {
        self.menu.is_open() && self.row.with(|about| about.as_ref() == Some(row))
    }

    /// Has it be about this row; the browser opens it beside the row's button.
    pub fn open_at(self, row: &Row<RoomRow>, button: &Element) {
        self.row.set(Some(row.clone()));
        self.menu.place_at(&button.get_bounding_client_rect());
    }

    /// Opens it where the pointer is, or where the keyboard's focus is, in place of the browser's own menu.
    pub fn open_under(self, row: &Row<RoomRow>, pointer: &MouseEvent) {
        if row.value.read_untracked().section == Section::Invites {
            return;
        }
        pointer.prevent_default();
        self.row.set(Some(row.clone()));
        self.menu.open_under(pointer);
    }
}

/// The menu itself.
#[component]
pub fn RowMenuView(menu: RowMenu) -> impl IntoView {
    let words = use_i18n();
    let items = move || {
        menu.row
            .get()
            .map(|row| view! { <Items row held=menu.held /> })
    };
    view! {
        <SharedMenu
            menu=menu.menu
            label=Signal::derive(move || t_string!(words, rooms.options).to_owned())
        >
            {items}
        </SharedMenu>
    }
}

/// What it offers. Each part is a component of its own: a new one is a line here.
#[component]
fn Items(row: Row<RoomRow>, held: Held) -> impl IntoView {
    let words = use_i18n();
    let row = StoredValue::new(row);
    view! {
        <MarkItem row held />
        <TagItem row held tag=RoomTag::Favourite />
        <TagItem row held tag=RoomTag::LowPriority />
        <CopyLinkItem
            room=row.with_value(|row| row.key.clone())
            label=Signal::derive(move || t_string!(words, rooms.copy_link).to_owned())
        />
        <NotificationItems row held />
        <LeaveItem row />
    }
}

type StoredRow = StoredValue<Row<RoomRow>>;

/// Whether something is so of the row, as it is now.
fn so(row: StoredRow, is_so: impl Fn(&RoomRow) -> bool + Send + Sync + 'static) -> Signal<bool> {
    let value = row.with_value(|row| row.value.clone());
    Signal::derive(move || is_so(&value.read()))
}

/// Does something with the room. Whoever does is not kept waiting by the pointer that rests on the list.
fn deed<C: CallSpec<Reply = ()> + 'static>(
    row: StoredRow,
    held: Held,
    call: impl Fn(loggia_protocol::ids::RoomId) -> C + Send + Sync + 'static,
) -> Callback<()> {
    let doing = use_doing();
    Callback::new(move |()| {
        held.let_go();
        doing.run(call(row.with_value(|row| row.key.clone())));
    })
}

#[component]
fn MarkItem(row: StoredRow, held: Held) -> impl IntoView {
    let words = use_i18n();
    let is_unread = so(row, |row| row.is_unread() || row.unread.has_activity);
    let read = deed(row, held, |room| MarkAsRead {
        room,
        is_private: !Preference::SendReceipts.is_on_now(),
    });
    let unread = deed(row, held, |room| MarkAsUnread { room });
    let entry = move |icon: IconData, label: &'static str, on_choose: Callback<()>| {
        view! { <MenuItem icon label=label.to_owned() on_choose /> }
    };
    move || match is_unread.get() {
        true => entry(LuMailOpen, t_string!(words, rooms.mark_read), read),
        false => entry(LuMail, t_string!(words, rooms.mark_unread), unread),
    }
}

#[component]
fn TagItem(row: StoredRow, held: Held, tag: RoomTag) -> impl IntoView {
    let words = use_i18n();
    let section = match tag {
        RoomTag::Favourite => Section::Favourites,
        RoomTag::LowPriority => Section::LowPriority,
    };
    let is_on = so(row, move |row| row.section == section);
    let label = move || match tag {
        RoomTag::Favourite => t_string!(words, rooms.favourite),
        RoomTag::LowPriority => t_string!(words, rooms.low_priority),
    };
    let on_choose = deed(row, held, move |room| TagRoom {
        room,
        tag,
        is_on: !is_on.get_untracked(),
    });
    view! {
        <MenuChoice
            kind=ChoiceKind::Switch
            label=Signal::derive(move || label().to_owned())
            is_on
            on_choose
        />
    }
}

#[component]
fn LeaveItem(row: StoredRow) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let leave = move |()| {
        let room = row.with_value(|row| row.key.clone());
        dialogs.open(OpenDialog::LeaveRoom { room });
    };
    view! {
        <MenuItem
            icon=LuLogOut
            label=Signal::derive(move || t_string!(words, room_info.leave).to_owned())
            on_choose=leave
        />
    }
}

#[component]
fn NotificationItems(row: StoredRow, held: Held) -> impl IntoView {
    use Notifications::{All, Default, Mentions, Mute};
    let words = use_i18n();
    let choice = move |notifications| {
        let is_on = so(row, move |row| row.notifications == notifications);
        let on_choose = deed(row, held, move |room| SetNotifications {
            room,
            notifications,
        });
        view! {
            <MenuChoice
                kind=ChoiceKind::One
                label=Signal::derive(move || notifications_name(words, notifications).to_owned())
                is_on
                on_choose
            />
        }
    };
    view! {
        <MenuGroup label=Signal::derive(move || t_string!(words, rooms.notifications).to_owned())>
            {[Default, All, Mentions, Mute].map(choice)}
        </MenuGroup>
    }
}

fn notifications_name(words: Words, notifications: Notifications) -> &'static str {
    match notifications {
        Notifications::Default => t_string!(words, rooms.notify_default),
        Notifications::All => t_string!(words, rooms.notify_all),
        Notifications::Mentions => t_string!(words, rooms.notify_mentions),
        Notifications::Mute => t_string!(words, rooms.notify_mute),
    }
}
