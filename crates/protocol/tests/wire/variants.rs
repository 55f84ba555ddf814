//! Every variant of every enum on the wire: each survives, none changes its bytes unnoticed, and none is forgotten here.

use std::fmt::Debug;

use loggia_protocol::{
    Diff,
    account::*,
    creation::*,
    crypto::*,
    envelope::{decode, encode},
    ids::Mxc,
    media::*,
    message::{Mention, Node, Tag},
    room_info::*,
    rooms::*,
    session::*,
    sessions::*,
    spaces::Scope,
    storage::*,
    timeline::*,
};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    examples::{account, failure},
    feeds::{body, image, person, poll},
    line,
};

/// All variants of an enum, in the order in which it declares them.
#[expect(clippy::needless_pass_by_value, reason = "a table of values")]
fn all<T>(name: &str, variants: Vec<T>) -> String
where
    T: Serialize + DeserializeOwned + Debug + PartialEq,
{
    for (index, variant) in variants.iter().enumerate() {
        assert_eq!(usize::from(encode(variant)[0]), index, "{variant:?}");
    }
    // Whatever a variant carries can be made from zeros.
    let mut next = vec![0; 64];
    next[0] = u8::try_from(variants.len()).expect("few variants");
    let next = decode::<T>(&next);
    assert!(next.is_err(), "{name} has more variants, such as {next:?}");
    let lines: Vec<_> = variants.iter().map(line).collect();
    format!("{name}\n{}", lines.join("\n"))
}

/// The table of the snapshot: an enum's name and its variants.
macro_rules! table {
    ($($name:ty: $($variant:expr),+;)+) => {
        [$(all::<$name>(stringify!($name), vec![$($variant),+])),+].join("\n\n")
    };
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn of_messages() {
    use Tag::*;
    let mention = Mention::Everyone;
    let (user, name) = (person().user, text("B"));
    let shown = table! {
        Node: Node::Text(text("t")), Node::Break, Node::Rule, Node::Element(Strong, vec![]),
            Node::CodeBlock { language: Some(text("rust")), code: text("c") },
            Node::Image { source: Mxc("mxc://x/y".into()), alt: text("a"), width: Some(300), height: None },
            Node::Mention(mention.clone());
        Tag: Paragraph, Block, Heading(6), Quote, BulletList, NumberedList(-3), ListItem, Strong, Emphasis, Underline, Strike,
            Superscript, Subscript, Code, Link(text("https://x/")), Colour { text: Some(0x00ff_00ff), background: None },
            Spoiler(Some(text("why"))), Details, Summary, Table, Caption, TableHead, TableBody, TableRow, HeaderCell, Cell;
        Mention: Mention::User { user: user.clone(), name: name.clone(), is_own: true },
            Mention::Room { room: text("!r:x"), event: Some(text("$e")), name: name.clone() }, mention.clone();
    };
    insta::assert_snapshot!("variants_of_messages", shown);
}

#[test]
fn of_timelines() {
    use UndecryptableCause::*;
    let user = person().user;
    let membership = Change::Membership {
        user: user.clone(),
        name: text("B"),
        change: MembershipChange::Banned,
        reason: Some(text("r")),
    };
    let preview = PreviewKind::Removed;
    let shown = table! {
        SendState: SendState::Received, SendState::Sending, SendState::Sent, SendState::Failed(failure());
        Content: Content::Text(body()), Content::Notice(body()), Content::Emote(body()), Content::Image(image()),
            Content::Sticker(image()), Content::File(image().file), Content::Poll(poll()), Content::Location(text("geo:1,2")),
            Content::Removed, Content::Undecryptable(Unknown), Content::Change(Change::Created), Content::Unsupported(text("m.x"));
        UndecryptableCause: Unknown, SentBeforeJoined, VerificationViolation, UnsignedDevice, UnknownDevice, HistoricalNoBackup,
            HistoricalUnverified, WithheldUnverified, WithheldBySender;
        QuoteState: QuoteState::Loading, QuoteState::Ready { sender: person(), preview: preview.clone() }, QuoteState::Missing;
        Shield: Shield::SentInClear, Shield::UnverifiedSession, Shield::UnknownSession, Shield::IdentityChanged,
            Shield::AuthenticityNotGuaranteed, Shield::MismatchedSender;
        Change: membership.clone(), Change::DisplayName(Some(text("A")), None), Change::ProfilePicture, Change::Created,
            Change::RoomName(Some(text("R"))), Change::Topic(None), Change::RoomPicture(Some(Mxc("mxc://x/y".into()))),
            Change::Encryption, Change::JoinRule(text("public")), Change::HistoryVisibility(text("shared")),
            Change::GuestAccess(text("forbidden")), Change::MainAddress(Some(text("#a:x"))), Change::Permissions,
            Change::PinnedMessages, Change::Replaced, Change::Call, Change::Other(text("m.x"));
        MembershipChange: MembershipChange::Joined, MembershipChange::Left, MembershipChange::Invited,
            MembershipChange::InvitationAccepted, MembershipChange::InvitationDeclined, MembershipChange::InvitationRevoked,
            MembershipChange::Removed, MembershipChange::Banned, MembershipChange::RemovedAndBanned, MembershipChange::Unbanned,
            MembershipChange::Knocked, MembershipChange::KnockAccepted, MembershipChange::KnockRetracted,
            MembershipChange::KnockDenied, MembershipChange::Other;
        FileKind: FileKind::Image, FileKind::Video, FileKind::Audio, FileKind::Other;
        MediaForm: MediaForm::Whole, MediaForm::Thumbnail { width: 96, height: 96 };
        Diff<u8>: Diff::Reset(vec![1]), Diff::Insert { at: 300, items: vec![1, 2] }, Diff::Set { at: 0, item: 7 },
            Diff::Remove { at: 1, count: 2 };
    };
    insta::assert_snapshot!("variants_of_timelines", shown);
}

#[test]
fn of_rooms() {
    let named = |kind: fn(String) -> PreviewKind| kind(text("n"));
    let shown = table! {
        Section: Section::Invites, Section::Favourites, Section::People, Section::Rooms, Section::LowPriority;
        RoomFilter: RoomFilter::All, RoomFilter::Unread, RoomFilter::People, RoomFilter::Rooms, RoomFilter::Mentions,
            RoomFilter::Invites, RoomFilter::Favourites;
        RoomOrder: RoomOrder::Activity, RoomOrder::Name, RoomOrder::UnreadFirst;
        Scope: Scope::Home, Scope::Favourites, Scope::People, Scope::Others, Scope::Space("!s:x".into());
        RoomTag: RoomTag::Favourite, RoomTag::LowPriority;
        Notifications: Notifications::Default, Notifications::All, Notifications::Mentions, Notifications::Mute;
        RoomName: RoomName::Named(text("R")), RoomName::EmptyWas(text("B")), RoomName::Empty;
        PreviewKind: named(PreviewKind::Text), named(PreviewKind::Image), named(PreviewKind::Video), named(PreviewKind::Audio),
            named(PreviewKind::File), named(PreviewKind::Sticker), named(PreviewKind::Poll), PreviewKind::Removed,
            PreviewKind::Undecryptable, PreviewKind::Other;
        EncryptionRule: EncryptionRule::On, EncryptionRule::Off, EncryptionRule::Forced, EncryptionRule::Forbidden;
        NewRoomAccess: NewRoomAccess::Private { is_encrypted: true }, NewRoomAccess::Public { address: text("a") },
            NewRoomAccess::SpaceMembers { is_encrypted: true }, NewRoomAccess::AskToJoin { is_encrypted: false, is_listed: true };
        Membership: Membership::Joined, Membership::Invited(Some(person())), Membership::Left, Membership::Knocked,
            Membership::Banned;
        Access: Access::Public, Access::Invited, Access::Knock, Access::SpaceMembers;
        Role: Role::Creator, Role::Admin, Role::Moderator, Role::Member;
    };
    insta::assert_snapshot!("variants_of_rooms", shown);
}

#[test]
fn of_sessions_and_keys() {
    let emoji = Emoji {
        symbol: text("🐶"),
        name: text("Dog"),
    };
    let refusal = loggia_protocol::failure::Refusal::AccountLocked;
    let shown = table! {
        LoginKind: LoginKind::Password, LoginKind::Sso(vec![text("GitHub")]), LoginKind::Token, LoginKind::OAuth,
            LoginKind::Other(text("m.x"));
        SessionState: SessionState::Restoring, SessionState::Blocked, SessionState::SignedOut,
            SessionState::Parted(Parting::DataLost), SessionState::Unreadable(failure()), SessionState::SignedIn(account()),
            SessionState::Ended(account());
        Parting: Parting::RemovedElsewhere, Parting::DataLost;
        OtherSessions: OtherSessions::Stay, OtherSessions::SignOut;
        DeviceTrust: DeviceTrust::Verified, DeviceTrust::Unverified, DeviceTrust::NoEncryption;
        Connection: Connection::Starting, Connection::Online, Connection::Reconnecting, Connection::Offline,
            Connection::Refused(refusal.clone());
        SessionTrust: SessionTrust::Unknown, SessionTrust::Unverified, SessionTrust::Verified;
        RecoveryState: RecoveryState::Unknown, RecoveryState::Disabled, RecoveryState::Enabled, RecoveryState::Incomplete;
        BackupState: BackupState::Unknown, BackupState::Disabled, BackupState::Uploading { done: 1, total: 2 },
            BackupState::Complete;
        EmojiAnswer: EmojiAnswer::Match, EmojiAnswer::Mismatch;
        VerificationStage: VerificationStage::Requested, VerificationStage::Preparing,
            VerificationStage::Comparing(vec![emoji.clone()]), VerificationStage::Waiting, VerificationStage::Done,
            VerificationStage::Cancelled(CancelReason::Here);
        CancelReason: CancelReason::Here, CancelReason::There, CancelReason::Mismatch, CancelReason::Timeout,
            CancelReason::TakenElsewhere, CancelReason::Other;
        Keeping: Keeping::Lasting, Keeping::Ephemeral;
        Pressure: Pressure::None, Pressure::Short, Pressure::Full;
    };
    insta::assert_snapshot!("variants_of_sessions_and_keys", shown);
}
