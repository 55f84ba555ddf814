//! Modals: which one is open, and the modals themselves.

mod create_room;
mod create_space;
mod decline_invite;
mod directory;
mod failed;
mod image_viewer;
mod in_turn;
mod leave_room;
mod people;
mod recovery;
mod remove_message;
mod room_settings;
mod rooms;
mod save_log;
mod settings;
mod shortcuts;
mod sign_out;
mod switch_room;
mod verification;

use leptos::prelude::*;
use loggia_protocol::{
    ids::{ItemKey, RoomId},
    media::File,
    members::Person,
};

pub use failed::Failed;
pub use save_log::SaveLogButton;
pub use settings::SettingsTab;
pub use sign_out::DeleteDataButton;

use self::{
    create_room::NewRoomDialog,
    create_space::NewSpaceDialog,
    decline_invite::DeclineInviteDialog,
    directory::DirectoryDialog,
    image_viewer::ImageViewer,
    leave_room::LeaveRoomDialog,
    people::{InviteDialog, StartChatDialog},
    recovery::{CreateRecoveryKeyDialog, EnterRecoveryKeyDialog},
    remove_message::RemoveMessageDialog,
    room_settings::SpaceSettingsDialog,
    rooms::{AddToSpaceDialog, LeaveSpaceDialog},
    settings::SettingsDialog,
    shortcuts::ShortcutsDialog,
    sign_out::SignOutDialog,
    switch_room::SwitchRoomDialog,
    verification::{VerificationDialog, VerifySessionDialog},
};

/// A modal that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenDialog {
    /// The account's settings, at this tab.
    Settings(SettingsTab),
    /// Chooses with whom to chat.
    StartChat,
    /// Makes a room.
    NewRoom {
        /// The space that it belongs to.
        space: Option<RoomId>,
    },
    /// Makes a space.
    NewSpace {
        /// The space that it stands in.
        parent: Option<RoomId>,
    },
    /// Puts rooms of the account into a space.
    AddToSpace(RoomId),
    /// Leaves a space, after it was said what that means.
    LeaveSpace(RoomId),
    /// A space's settings.
    SpaceSettings(RoomId),
    /// Declines an invitation, and wants no others of those who sent it.
    DeclineInvite {
        /// To which room.
        room: RoomId,
        /// Who sent it.
        inviter: Person,
    },
    /// Invites people to a room.
    Invite(RoomId),
    /// The keys that do something.
    Shortcuts,
    /// Finds a room and goes there.
    SwitchRoom,
    /// Signs out, after a warning.
    SignOut,
    /// Verifies this session, one way or another.
    VerifySession,
    /// Enters the recovery key.
    EnterRecoveryKey,
    /// Makes a recovery key.
    CreateRecoveryKey,
    /// Finds public rooms, and rooms by their address.
    Directory,
    /// Leaves a room, after it was said what that means.
    LeaveRoom {
        /// Which room.
        room: RoomId,
    },
    /// Removes a message.
    RemoveMessage {
        /// Which room.
        room: RoomId,
        /// Which message.
        item: ItemKey,
    },
    /// Shows a picture as large as it fits.
    ViewImage(Box<File>),
}

/// The modal that is open.
#[derive(Clone, Copy)]
pub struct Dialogs {
    open: RwSignal<Option<OpenDialog>>,
}

/// Makes modals possible for all components below.
pub fn provide_dialogs() {
    provide_context(Dialogs {
        open: RwSignal::new(None),
    });
}

/// The modals.
pub fn use_dialogs() -> Dialogs {
    expect_context()
}

impl Dialogs {
    /// Opens a modal in place of any other.
    pub fn open(self, dialog: OpenDialog) {
        self.open.set(Some(dialog));
    }

    /// Which one is open.
    pub fn now(self) -> Signal<Option<OpenDialog>> {
        self.open.into()
    }

    /// Closes the modal.
    pub fn close(self) {
        self.open.set(None);
    }
}

/// Draws the modal that is open, and a verification that is under way over it.
#[component]
pub fn DialogHost() -> impl IntoView {
    let dialogs = use_dialogs();
    let drawn = move || {
        dialogs.open.get().map(|dialog| match dialog {
            OpenDialog::Settings(first) => view! { <SettingsDialog first /> }.into_any(),
            OpenDialog::StartChat => view! { <StartChatDialog /> }.into_any(),
            OpenDialog::Invite(room) => view! { <InviteDialog room /> }.into_any(),
            OpenDialog::NewRoom { space } => view! { <NewRoomDialog space /> }.into_any(),
            OpenDialog::NewSpace { parent } => view! { <NewSpaceDialog parent /> }.into_any(),
            OpenDialog::AddToSpace(space) => view! { <AddToSpaceDialog space /> }.into_any(),
            OpenDialog::LeaveSpace(space) => view! { <LeaveSpaceDialog space /> }.into_any(),
            OpenDialog::Shortcuts => view! { <ShortcutsDialog /> }.into_any(),
            OpenDialog::SwitchRoom => view! { <SwitchRoomDialog /> }.into_any(),
            OpenDialog::SignOut => view! { <SignOutDialog /> }.into_any(),
            OpenDialog::VerifySession => view! { <VerifySessionDialog /> }.into_any(),
            OpenDialog::EnterRecoveryKey => view! { <EnterRecoveryKeyDialog /> }.into_any(),
            OpenDialog::CreateRecoveryKey => view! { <CreateRecoveryKeyDialog /> }.into_any(),
            OpenDialog::Directory => view! { <DirectoryDialog /> }.into_any(),
            OpenDialog::SpaceSettings(space) => view! { <SpaceSettingsDialog space /> }.into_any(),
            OpenDialog::DeclineInvite { room, inviter } => {
                view! { <DeclineInviteDialog room inviter /> }.into_any()
            }
            OpenDialog::LeaveRoom { room } => view! { <LeaveRoomDialog room /> }.into_any(),
            OpenDialog::RemoveMessage { room, item } => {
                view! { <RemoveMessageDialog room item /> }.into_any()
            }
            OpenDialog::ViewImage(file) => view! { <ImageViewer file=*file /> }.into_any(),
        })
    };
    view! {
        {drawn}
        <VerificationDialog />
    }
}
