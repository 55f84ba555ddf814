//! One example for each feed with a batch.

use loggia_protocol::{
    Diff,
    crypto::*,
    ids::{DeviceId, EventId, Mxc, UserId},
    media::*,
    members::*,
    message::{Body, Mention, Node, Tag},
    room_info::*,
    room_settings::*,
    rooms::*,
    session::*,
    sessions::*,
    spaces::{Scope, SpacesFeed},
    storage::*,
    timeline::*,
};

use super::{
    examples::{account, failure, item, room},
    feed,
};

pub fn feeds() -> Vec<(String, String)> {
    vec![
        feed(SessionFeed, SessionState::Ended(account())),
        feed(ConnectionFeed, Connection::Reconnecting),
        feed(SessionsFeed, vec![session()]),
        feed(CryptoFeed, crypto_state()),
        feed(VerificationFeed, Some(verification())),
        feed(
            RoomListFeed {
                scope: Scope::Others,
                search: "r".into(),
                filter: RoomFilter::Unread,
                order: RoomOrder::Name,
            },
            vec![Diff::Reset(vec![row()])],
        ),
        feed(RoomFeed { room: room() }, head()),
        feed(SpacesFeed, super::spaces::bar()),
        feed(
            RoomInfoFeed { room: room() },
            RoomInfo {
                address: Some("#a:x".into()),
                access: Access::Knock,
                n_invited: 1,
            },
        ),
        feed(
            MembersFeed {
                room: room(),
                search: "b".into(),
            },
            Members {
                shown: vec![Member {
                    person: person(),
                    role: Role::Moderator,
                    is_invited: false,
                }],
                n_found: 1,
            },
        ),
        feed(
            KnocksFeed { room: room() },
            Knocks {
                people: vec![Knock {
                    person: person(),
                    reason: Some("please".into()),
                }],
                can_turn_away: true,
            },
        ),
        feed(
            RoomSettingsFeed { room: room() },
            RoomSettings {
                name: "R".into(),
                topic: String::new(),
                avatar: None,
                access: Access::Invited,
                address: None,
                is_world_readable: false,
                rights: RoomRights {
                    can_name: true,
                    ..RoomRights::default()
                },
            },
        ),
        feed(TypingFeed { room: room() }, Typing(vec![person()])),
        feed(TimelineFeed { room: room() }, timeline()),
        feed(
            UploadsFeed,
            vec![Upload {
                n_bytes: 1000,
                n_sent: 300,
            }],
        ),
        feed(StorageFeed, storage()),
        feed(KeepingFeed, Keeping::Ephemeral),
    ]
}

pub fn person() -> Person {
    Person {
        user: UserId("@b:x".into()),
        name: "B".into(),
        avatar: None,
    }
}

fn session() -> AccountSession {
    AccountSession {
        device: DeviceId("DEV".into()),
        name: Some("Phone".into()),
        is_here: false,
        trust: DeviceTrust::Unverified,
        seen_at: Some(1_700_000_000_000),
        seen_from: Some("192.0.2.1".into()),
    }
}

fn storage() -> StorageState {
    StorageState {
        space: Some(Space {
            used: 900,
            total: 1000,
        }),
        pressure: Pressure::Short,
        media_limit: 500,
    }
}

fn crypto_state() -> CryptoState {
    CryptoState {
        trust: SessionTrust::Unverified,
        recovery: RecoveryState::Incomplete,
        backup: BackupState::Uploading { done: 1, total: 2 },
        has_other_sessions: true,
    }
}

fn verification() -> Verification {
    let emoji = Emoji {
        symbol: "🐶".into(),
        name: "Dog".into(),
    };
    Verification {
        flow: "f1".into(),
        user: UserId("@a:x".into()),
        device: Some(DeviceId("OTHER".into())),
        device_name: Some("Laptop".into()),
        is_incoming: true,
        stage: VerificationStage::Comparing(vec![emoji]),
    }
}

pub fn row() -> RoomRow {
    RoomRow {
        room: room(),
        name: RoomName::Named("R".into()),
        avatar: Some(Mxc("mxc://x/y".into())),
        section: Section::Favourites,
        unread: Unread {
            messages: 3,
            mentions: 1,
            is_marked: false,
            has_activity: true,
        },
        preview: Some(Preview {
            sender: Some("B".into()),
            kind: PreviewKind::Text("hello".into()),
        }),
        active_at: Some(1_700_000_000_000),
        is_encrypted: true,
        is_direct: false,
        is_public: true,
        has_unsent: false,
        notifications: Notifications::Mute,
        inviter: None,
    }
}

fn head() -> RoomHead {
    RoomHead {
        room: room(),
        name: RoomName::EmptyWas("B".into()),
        topic: Some("T".into()),
        avatar: None,
        is_encrypted: true,
        is_direct: false,
        n_members: 2,
        membership: Membership::Invited(Some(person())),
        removal: Some(Removal {
            by: person(),
            reason: Some("noise".into()),
        }),
        can_send: false,
        can_invite: true,
        unknown_version: Some("99".into()),
    }
}

fn timeline() -> Vec<Diff<TimelineItem>> {
    let kinds = [
        ItemKind::Date(1_700_000_000_000),
        ItemKind::ReadMarker,
        ItemKind::Start,
        ItemKind::Event(Box::new(event(Content::Text(body())))),
        ItemKind::Event(Box::new(event(Content::Image(image())))),
        ItemKind::Event(Box::new(event(Content::Undecryptable(
            UndecryptableCause::Unknown,
        )))),
        ItemKind::Event(Box::new(event(Content::Poll(poll())))),
        ItemKind::Event(Box::new(event(membership()))),
    ];
    let items = kinds
        .map(|kind| TimelineItem { key: item(), kind })
        .to_vec();
    vec![
        Diff::Insert {
            at: 0,
            items: items.clone(),
        },
        Diff::Set {
            at: 0,
            item: items[0].clone(),
        },
        Diff::Remove { at: 0, count: 1 },
    ]
}

fn event(content: Content) -> Event {
    Event {
        event: Some(EventId("$e".into())),
        sender: person(),
        is_own: true,
        sent_at: 1_700_000_000_000,
        send_state: SendState::Failed(failure()),
        content,
        reply_to: Some(Quote {
            event: EventId("$q".into()),
            state: QuoteState::Loading,
        }),
        reactions: vec![Reaction {
            key: "👍".into(),
            people: vec!["B".into()],
            count: 1,
            is_own: false,
        }],
        readers: vec![person()],
        n_readers: 1,
        is_edited: true,
        is_mention: false,
        can: Permissions {
            react: true,
            reply: true,
            edit: true,
            remove: true,
        },
        shield: Some(Shield::SentInClear),
    }
}

pub fn body() -> Body {
    let link = Node::Element(Tag::Link("https://x/".into()), vec![Node::Text("x".into())]);
    let mention = Mention::User {
        user: UserId("@a:x".into()),
        name: "A".into(),
        is_own: true,
    };
    Body {
        nodes: vec![Node::Element(
            Tag::Paragraph,
            vec![link, Node::Break, Node::Mention(mention)],
        )],
        plain: "x\nA".into(),
        is_only_emoji: false,
    }
}

pub fn image() -> Image {
    Image {
        file: File {
            source: MediaSource("{}".into()),
            name: "cat.png".into(),
            caption: None,
            mime: Some("image/png".into()),
            n_bytes: Some(1024),
            kind: FileKind::Image,
        },
        size: Some((800, 600)),
        thumbnail: None,
        blurhash: None,
    }
}

pub fn poll() -> Poll {
    Poll {
        question: "Tea?".into(),
        answers: vec![PollAnswer {
            text: "Yes".into(),
            n_votes: 2,
            is_own: true,
        }],
        n_voters: 2,
        is_over: false,
        is_closed_kind: false,
    }
}

fn membership() -> Content {
    Content::Change(Change::Membership {
        user: UserId("@b:x".into()),
        name: "B".into(),
        change: MembershipChange::Joined,
        reason: None,
    })
}
