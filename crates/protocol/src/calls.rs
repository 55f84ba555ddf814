//! THE table of calls: one line names a call and its reply.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    account::*, composer::*, creation::*, crypto::*, directory::*, ids::RoomId, media::*,
    members::Person, people::*, room_info::*, room_settings::*, rooms::*, session::*, sessions::*,
    spaces::*, storage::*, timeline::*,
};

/// Ties a call to its reply.
pub trait CallSpec: Into<Call> {
    /// What the engine answers.
    type Reply: Serialize + DeserializeOwned + Send + 'static;
    /// The name in logs.
    const NAME: &'static str;
}

macro_rules! calls {
    ($($call:ident => $reply:ty;)*) => {
        /// Any call, as it goes over the wire.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum Call {
            $($call($call),)*
        }

        impl Call {
            /// The names of all calls, in the order of the table.
            pub const NAMES: &[&str] = &[$(stringify!($call)),*];

            /// The name in logs.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$call(_) => stringify!($call),)*
                }
            }
        }

        $(
            impl From<$call> for Call {
                fn from(call: $call) -> Self {
                    Self::$call(call)
                }
            }

            impl CallSpec for $call {
                type Reply = $reply;
                const NAME: &'static str = stringify!($call);
            }
        )*
    };
}

calls! {
    // session
    CheckHomeserver => Homeserver;
    SignIn => Account;
    SignInAgain => ();
    SignOut => ();
    ReportNetwork => ();
    SynchroniseNow => ();
    // account
    LoadAccountRights => AccountRights;
    SetDisplayName => ();
    SetPicture => ();
    RemovePicture => ();
    ChangePassword => ();
    // sessions
    RenameSession => ();
    EndSessions => ();
    // crypto
    CreateRecoveryKey => RecoveryKey;
    Recover => ();
    ResetIdentity => ();
    StartVerification => ();
    VerifySession => ();
    AcceptVerification => ();
    AnswerEmoji => ();
    CancelVerification => ();
    // rooms
    JoinRoom => ();
    LeaveRoom => ();
    FindRoom => Option<RoomId>;
    FindDirectChat => Option<RoomId>;
    SuggestRooms => Vec<RoomRow>;
    TagRoom => ();
    MarkAsUnread => ();
    SetNotifications => ();
    LinkToRoom => String;
    // room info
    CheckLeaving => Leaving;
    MakeAdmin => ();
    ForgetRoom => ();
    TurnAway => ();
    ReportRoom => ();
    // room settings
    SetRoomName => ();
    SetRoomTopic => ();
    SetRoomPicture => ();
    RemoveRoomPicture => ();
    SetAccess => ();
    SetRoomAddress => ();
    SetWorldReadable => ();
    // directory
    FindPublicRooms => DirectoryPage;
    PreviewRoom => PublicRoom;
    EnterRoom => RoomId;
    KnockRoom => RoomId;
    ReadAddress => Option<RoomPlace>;
    // spaces
    LoadSpace => SpacePage;
    CreateSpace => RoomId;
    AddToSpace => ();
    RemoveFromSpace => ();
    SuggestInSpace => ();
    MoveInSpace => ();
    MoveSpace => ();
    FindRoomsToAdd => Vec<RoomToAdd>;
    CheckLeavingSpace => Vec<SpaceExit>;
    // creation
    LoadCreationRules => CreationRules;
    CheckAddress => ();
    CreateRoom => RoomId;
    StartDirectChat => RoomId;
    // people
    FindPeople => Vec<Person>;
    SearchDirectory => Vec<Person>;
    LookUpPerson => Option<Person>;
    InvitePerson => ();
    IgnorePerson => ();
    // timeline
    LoadOlder => LoadedOlder;
    LoadQuote => ();
    LinkToMessage => String;
    MarkAsRead => ();
    // composer
    SendMessage => ();
    SendFile => ();
    EditMessage => ();
    ReadMessageSource => String;
    RemoveMessage => ();
    ToggleReaction => ();
    RetrySend => ();
    DiscardMessage => ();
    SaveDraft => ();
    LoadDraft => Option<Draft>;
    SetTyping => ();
    // media
    LoadMedia => Media;
    LoadAvatar => Media;
    LoadUploadLimit => u64;
    // storage
    SetMediaLimit => ();
    ClearMedia => ();
    ReadLog => String;
}
