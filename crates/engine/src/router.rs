//! Which service function answers which call and feeds which feed: one line each, and nothing else decided here.

use std::future::Future;

use futures_util::{Stream, StreamExt, stream::LocalBoxStream};
use loggia_protocol::{
    Call, CallSpec, Failure, FeedRequest, FeedSpec, account::*, composer::*, creation::*,
    crypto::*, directory::*, envelope::encode, media::*, members::*, people::*, room_info::*,
    room_settings::*, rooms::*, session::*, sessions::*, spaces::*, storage::*, timeline::*,
};

use crate::{
    Engine,
    platform::Blob,
    services::{
        account, composer, creation, crypto, directory, media, members, people, room_info,
        room_settings, rooms, session, sessions, spaces, storage, timeline,
    },
};

/// A reply and the buffers that travel beside it.
pub struct Answer<R> {
    /// The typed reply.
    pub reply: R,
    /// Bytes of media, handed over without a copy where the platform can.
    pub buffers: Vec<Vec<u8>>,
}

impl<R> From<R> for Answer<R> {
    fn from(reply: R) -> Self {
        Self {
            reply,
            buffers: Vec::new(),
        }
    }
}

/// An encoded reply with its buffers.
pub type Encoded = Answer<Vec<u8>>;

/// A feed's encoded batches. An error ends it.
pub type Batches = LocalBoxStream<'static, Result<Vec<u8>, Failure>>;

macro_rules! call_routes {
    ({ $($call:ident => $handler:path;)* } with files { $($filed:ident => $taker:path;)* }) => {
        /// Answers a call, with the files that came beside it.
        pub async fn answer(
            engine: &Engine,
            call: Call,
            files: Vec<Blob>,
        ) -> Result<Encoded, Failure> {
            match call {
                $(Call::$call(call) => reply_to::<$call, _>($handler(engine.clone(), call)).await,)*
                $(Call::$filed(call) => {
                    reply_to::<$filed, _>($taker(engine.clone(), call, files)).await
                })*
            }
        }
    };
}

macro_rules! feed_routes {
    ($($feed:ident => $handler:path;)*) => {
        /// Opens a feed.
        pub async fn open(engine: &Engine, request: FeedRequest) -> Result<Batches, Failure> {
            match request {
                $(FeedRequest::$feed(feed) => {
                    Ok(batches_of::<$feed, _>($handler(engine.clone(), feed).await?))
                })*
            }
        }
    };
}

call_routes! {
    {
        CheckHomeserver => session::handle_check_homeserver;
        SignIn => session::handle_sign_in;
        SignInAgain => session::handle_sign_in_again;
        SignOut => session::handle_sign_out;
        ReportNetwork => session::handle_report_network;
        SynchroniseNow => session::handle_synchronise_now;

        LoadAccountRights => account::handle_load_account_rights;
        SetDisplayName => account::handle_set_display_name;
        RemovePicture => account::handle_remove_picture;
        ChangePassword => account::handle_change_password;

        RenameSession => sessions::handle_rename_session;
        EndSessions => sessions::handle_end_sessions;

        CreateRecoveryKey => crypto::handle_create_recovery_key;
        Recover => crypto::handle_recover;
        ResetIdentity => crypto::handle_reset_identity;
        StartVerification => crypto::handle_start_verification;
        VerifySession => crypto::handle_verify_session;
        AcceptVerification => crypto::handle_accept_verification;
        AnswerEmoji => crypto::handle_answer_emoji;
        CancelVerification => crypto::handle_cancel_verification;

        JoinRoom => rooms::handle_join_room;
        LeaveRoom => rooms::handle_leave_room;
        FindRoom => rooms::handle_find_room;
        FindDirectChat => rooms::handle_find_direct_chat;
        SuggestRooms => rooms::handle_suggest_rooms;
        TagRoom => rooms::handle_tag_room;
        MarkAsUnread => rooms::handle_mark_as_unread;
        SetNotifications => rooms::handle_set_notifications;
        LinkToRoom => rooms::handle_link_to_room;

        CheckLeaving => room_info::handle_check_leaving;
        MakeAdmin => room_info::handle_make_admin;
        ForgetRoom => room_info::handle_forget_room;
        TurnAway => room_info::handle_turn_away;
        ReportRoom => room_info::handle_report_room;

        SetRoomName => room_settings::handle_set_room_name;
        SetRoomTopic => room_settings::handle_set_room_topic;
        RemoveRoomPicture => room_settings::handle_remove_room_picture;
        SetAccess => room_settings::handle_set_access;
        SetRoomAddress => room_settings::handle_set_room_address;
        SetWorldReadable => room_settings::handle_set_world_readable;

        FindPublicRooms => directory::handle_find_public_rooms;
        PreviewRoom => directory::handle_preview_room;
        EnterRoom => directory::handle_enter_room;
        KnockRoom => directory::handle_knock_room;
        ReadAddress => directory::handle_read_address;

        LoadSpace => spaces::handle_load_space;
        AddToSpace => spaces::handle_add_to_space;
        RemoveFromSpace => spaces::handle_remove_from_space;
        SuggestInSpace => spaces::handle_suggest_in_space;
        MoveInSpace => spaces::handle_move_in_space;
        MoveSpace => spaces::handle_move_space;
        FindRoomsToAdd => spaces::handle_find_rooms_to_add;
        CheckLeavingSpace => spaces::handle_check_leaving_space;

        LoadCreationRules => creation::handle_load_creation_rules;
        CheckAddress => creation::handle_check_address;
        StartDirectChat => creation::handle_start_direct_chat;

        FindPeople => people::handle_find_people;
        SearchDirectory => people::handle_search_directory;
        LookUpPerson => people::handle_look_up_person;
        InvitePerson => people::handle_invite_person;
        IgnorePerson => people::handle_ignore_person;

        LoadOlder => timeline::handle_load_older;
        LoadQuote => timeline::handle_load_quote;
        LinkToMessage => timeline::handle_link_to_message;
        MarkAsRead => timeline::handle_mark_as_read;

        SendMessage => composer::handle_send_message;
        EditMessage => composer::handle_edit_message;
        ReadMessageSource => composer::handle_read_message_source;
        RemoveMessage => composer::handle_remove_message;
        ToggleReaction => composer::handle_toggle_reaction;
        RetrySend => composer::handle_retry_send;
        DiscardMessage => composer::handle_discard_message;
        SaveDraft => composer::handle_save_draft;
        LoadDraft => composer::handle_load_draft;
        SetTyping => composer::handle_set_typing;

        LoadMedia => media::handle_load_media;
        LoadAvatar => media::handle_load_avatar;
        LoadUploadLimit => media::handle_load_upload_limit;

        SetMediaLimit => storage::handle_set_media_limit;
        ClearMedia => storage::handle_clear_media;
        ReadLog => storage::handle_read_log;
    } with files {
        SetPicture => account::handle_set_picture;
        SendFile => composer::handle_send_file;
        CreateRoom => creation::handle_create_room;
        SetRoomPicture => room_settings::handle_set_room_picture;
        CreateSpace => spaces::handle_create_space;
    }
}

feed_routes! {
    SessionFeed => session::open_session;
    ConnectionFeed => session::open_connection;
    SessionsFeed => sessions::open_sessions;
    CryptoFeed => crypto::open_crypto;
    VerificationFeed => crypto::open_verification;
    RoomListFeed => rooms::open_room_list;
    RoomFeed => rooms::open_room;
    SpacesFeed => spaces::open_spaces;
    RoomInfoFeed => room_info::open_room_info;
    MembersFeed => room_info::open_members;
    KnocksFeed => room_info::open_knocks;
    RoomSettingsFeed => room_settings::open_room_settings;
    TypingFeed => members::open_typing;
    TimelineFeed => timeline::open_timeline;
    UploadsFeed => media::open_uploads;
    StorageFeed => storage::open_storage;
    KeepingFeed => storage::open_keeping;
}

/// Awaits a handler, whose reply must be the one that the table names, and encodes it.
async fn reply_to<C, A>(
    handler: impl Future<Output = Result<A, Failure>>,
) -> Result<Encoded, Failure>
where
    C: CallSpec,
    A: Into<Answer<C::Reply>>,
{
    let Answer { reply, buffers } = handler.await?.into();
    Ok(Answer {
        reply: encode(&reply),
        buffers,
    })
}

/// Encodes a service's stream, whose batches must be those that the table names.
fn batches_of<F, S>(stream: S) -> Batches
where
    F: FeedSpec,
    S: Stream<Item = F::Batch> + 'static,
{
    stream.map(|batch| Ok(encode(&batch))).boxed_local()
}
