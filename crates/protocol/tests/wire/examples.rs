//! One example for each call with its reply, and for each kind of failure.

use loggia_protocol::{
    Failure, FailureKind,
    account::*,
    composer::*,
    crypto::*,
    failure::{Field, KeyProblem, Problem, Refusal},
    ids::{DeviceId, EventId, ItemKey, Mxc, RoomId, UserId},
    media::*,
    members::Person,
    rooms::*,
    session::*,
    sessions::*,
    storage::*,
    timeline::*,
};

use super::call;

/// What must never be seen in a log.
pub const SECRET: &str = "hunter2";

pub fn failure() -> Failure {
    Failure::new(FailureKind::RateLimited { seconds: Some(3) }, "429")
}

pub fn room() -> RoomId {
    "!r:x".into()
}

pub fn item() -> ItemKey {
    "7".into()
}

pub fn account() -> Account {
    Account {
        user: UserId("@a:x".into()),
        device: DeviceId("DEV".into()),
        homeserver: "https://x/".into(),
        display_name: Some("A".into()),
        avatar: Some(Mxc("mxc://x/y".into())),
    }
}

pub fn failure_kinds() -> Vec<FailureKind> {
    use FailureKind::*;
    let fields = [
        Field::Homeserver,
        Field::Username,
        Field::Password,
        Field::RecoveryKey,
        Field::CurrentPassword,
        Field::NewPassword,
        Field::DisplayName,
        Field::Picture,
        Field::SessionName,
        Field::Message,
        Field::File,
        Field::RoomName,
        Field::RoomTopic,
        Field::RoomAddress,
        Field::Person,
    ];
    let problems = [
        Problem::Empty,
        Problem::Malformed,
        Problem::TooLong,
        Problem::Weak,
        Problem::Wrong,
        Problem::NoServer,
        Problem::NotMatrix,
        Problem::TooOld("r0.6.1".into()),
        Problem::Blocked,
        Problem::BadWellKnown,
        Problem::Deactivated,
        Problem::Unreadable,
        Problem::Taken,
        Problem::Unknown,
        Problem::Banned,
        Problem::Refusing,
    ];
    let keys = [
        KeyProblem::NoBackup,
        KeyProblem::Mismatch,
        KeyProblem::UntrustedRecipient,
        KeyProblem::Other,
    ];
    let mut kinds = vec![
        Offline,
        RateLimited { seconds: None },
        Forbidden {
            needed_level: Some(50),
        },
        NotFound,
        NeedsAuth,
        TooLarge { limit: Some(500) },
        StorageFull,
        Unsupported,
        Cancelled,
        EngineLost,
        Internal,
    ];
    let link = || Some(String::from("https://x/terms"));
    kinds.extend(
        [
            Refusal::AccountLocked,
            Refusal::AccountSuspended,
            Refusal::ResourceLimit { contact: link() },
            Refusal::ConsentNeeded { url: link() },
        ]
        .map(Refused),
    );
    kinds.extend(fields.map(|field| Invalid(field, Problem::Empty)));
    kinds.extend(problems.map(|problem| Invalid(Field::Homeserver, problem)));
    kinds.extend(keys.map(Encryption));
    kinds
}

pub fn calls() -> Vec<(String, String)> {
    [
        session_calls(),
        account_calls(),
        crypto_calls(),
        room_calls(),
        super::directory::calls(),
        super::spaces::calls(),
        super::creation::calls(),
        timeline_calls(),
        composer_calls(),
        media_calls(),
        storage_calls(),
    ]
    .concat()
}

fn session_calls() -> Vec<(String, String)> {
    let logins = vec![
        LoginKind::Password,
        LoginKind::Sso(vec!["GitHub".into()]),
        LoginKind::Token,
        LoginKind::OAuth,
        LoginKind::Other("m.x".into()),
    ];
    let homeserver = Homeserver {
        name: "x".into(),
        url: "https://m.x/".into(),
        logins,
    };
    let sign_in = SignIn {
        homeserver: "x".into(),
        username: "a".into(),
        password: SECRET.into(),
        device_name: "Loggia".into(),
    };
    vec![
        call(CheckHomeserver { input: "x".into() }, homeserver),
        call(sign_in, account()),
        call(
            SignInAgain {
                password: SECRET.into(),
            },
            (),
        ),
        call(SignOut, ()),
        call(ReportNetwork { is_online: true }, ()),
        call(SynchroniseNow, ()),
    ]
}

fn account_calls() -> Vec<(String, String)> {
    let rights = AccountRights {
        can_set_name: true,
        can_set_picture: false,
        can_change_password: true,
    };
    let change = ChangePassword {
        password: SECRET.into(),
        new_password: SECRET.into(),
        others: OtherSessions::SignOut,
    };
    let rename = RenameSession {
        device: DeviceId("DEV".into()),
        name: "Phone".into(),
    };
    let end = EndSessions {
        devices: vec![DeviceId("DEV".into())],
        password: SECRET.into(),
    };
    vec![
        call(LoadAccountRights, rights),
        call(SetDisplayName { name: "A".into() }, ()),
        call(SetPicture, ()),
        call(RemovePicture, ()),
        call(change, ()),
        call(rename, ()),
        call(end, ()),
    ]
}

fn crypto_calls() -> Vec<(String, String)> {
    let flow = String::from("f1");
    vec![
        call(CreateRecoveryKey, RecoveryKey(SECRET.into())),
        call(Recover { key: SECRET.into() }, ()),
        call(
            ResetIdentity {
                password: SECRET.into(),
            },
            (),
        ),
        call(StartVerification, ()),
        call(
            VerifySession {
                device: DeviceId("DEV".into()),
            },
            (),
        ),
        call(AcceptVerification { flow: flow.clone() }, ()),
        call(
            AnswerEmoji {
                flow: flow.clone(),
                answer: EmojiAnswer::Match,
            },
            (),
        ),
        call(CancelVerification { flow }, ()),
    ]
}

fn room_calls() -> Vec<(String, String)> {
    let room = room();
    vec![
        call(JoinRoom { room: room.clone() }, ()),
        call(LeaveRoom { room: room.clone() }, ()),
        call(
            FindRoom {
                address: "#r:x".into(),
            },
            Some(room),
        ),
        call(
            FindDirectChat {
                user: UserId("@b:x".into()),
            },
            None,
        ),
    ]
}

fn timeline_calls() -> Vec<(String, String)> {
    let room = room();
    vec![
        call(
            LoadOlder {
                room: room.clone(),
                count: 30,
            },
            LoadedOlder { is_start: true },
        ),
        call(
            LoadQuote {
                room: room.clone(),
                event: EventId("$e".into()),
            },
            (),
        ),
        call(
            LinkToMessage {
                room: room.clone(),
                event: EventId("$e".into()),
            },
            "https://matrix.to/#/!r:x/$e".into(),
        ),
        call(
            MarkAsRead {
                room,
                is_private: true,
            },
            (),
        ),
    ]
}

fn draft() -> Draft {
    let bob = Person {
        user: UserId("@b:x".into()),
        name: "B".into(),
        avatar: None,
    };
    Draft {
        text: "half a".into(),
        reply_to: Some((EventId("$e".into()), bob)),
    }
}

fn composer_calls() -> Vec<(String, String)> {
    let (room, item) = (room(), item());
    let reply_to = Some(EventId("$e".into()));
    vec![
        call(
            SendMessage {
                room: room.clone(),
                text: "*hi*".into(),
                reply_to,
            },
            (),
        ),
        call(
            SendFile {
                room: room.clone(),
                name: "plan.pdf".into(),
                mime: Some("application/pdf".into()),
                caption: "as promised".into(),
                reply_to: None,
            },
            (),
        ),
        call(
            EditMessage {
                room: room.clone(),
                item: item.clone(),
                text: "ho".into(),
            },
            (),
        ),
        call(
            ReadMessageSource {
                room: room.clone(),
                item: item.clone(),
            },
            "*hi*".into(),
        ),
        call(
            RemoveMessage {
                room: room.clone(),
                item: item.clone(),
                reason: None,
            },
            (),
        ),
        call(
            ToggleReaction {
                room: room.clone(),
                item: item.clone(),
                key: "👍".into(),
            },
            (),
        ),
        call(
            RetrySend {
                room: room.clone(),
                item: item.clone(),
            },
            (),
        ),
        call(
            DiscardMessage {
                room: room.clone(),
                item,
            },
            (),
        ),
        call(
            SaveDraft {
                room: room.clone(),
                draft: Some(draft()),
            },
            (),
        ),
        call(LoadDraft { room: room.clone() }, Some(draft())),
        call(
            SetTyping {
                room,
                is_typing: true,
            },
            (),
        ),
    ]
}

fn storage_calls() -> Vec<(String, String)> {
    vec![
        call(
            SetMediaLimit {
                n_bytes: 100_000_000,
            },
            (),
        ),
        call(ClearMedia, ()),
        call(ReadLog, "WARN x: y".into()),
    ]
}

fn media_calls() -> Vec<(String, String)> {
    let source = MediaSource(SECRET.into());
    let form = MediaForm::Thumbnail {
        width: 320,
        height: 240,
    };
    let media = Media {
        inline_mime: Some("image/png".into()),
    };
    vec![
        call(LoadMedia { source, form }, media.clone()),
        call(
            LoadAvatar {
                source: Mxc("mxc://x/y".into()),
                edge: 32,
            },
            media,
        ),
        call(LoadUploadLimit, 50_000_000),
    ]
}
