//! Examples of the calls about spaces, and of their feed.

use loggia_protocol::{ids::RoomId, rooms::RoomName, spaces::*};

use super::{call, directory::public_room, examples::room};

fn space() -> RoomId {
    RoomId("!s:x".into())
}

pub fn calls() -> Vec<(String, String)> {
    vec![
        call(
            LoadSpace {
                space: space(),
                since: Some("2".into()),
            },
            SpacePage {
                children: vec![SpaceChild {
                    room: public_room(),
                    n_children: 0,
                    is_suggested: true,
                    via: vec!["x".into()],
                }],
                next: None,
            },
        ),
        call(
            CreateSpace {
                name: "S".into(),
                topic: "t".into(),
                address: Some("s".into()),
                parent: None,
            },
            space(),
        ),
        call(
            AddToSpace {
                space: space(),
                room: room(),
            },
            (),
        ),
        call(
            RemoveFromSpace {
                space: space(),
                room: room(),
            },
            (),
        ),
        call(
            SuggestInSpace {
                space: space(),
                room: room(),
                is_suggested: true,
            },
            (),
        ),
        call(
            MoveInSpace {
                space: space(),
                room: room(),
                before: None,
            },
            (),
        ),
        call(
            MoveSpace {
                space: space(),
                before: Some(room()),
            },
            (),
        ),
        call(
            FindRoomsToAdd { space: space() },
            vec![RoomToAdd {
                room: room(),
                name: RoomName::Named("R".into()),
                avatar: None,
                is_space: false,
            }],
        ),
        call(
            CheckLeavingSpace { space: space() },
            vec![SpaceExit {
                room: room(),
                name: RoomName::Empty,
                avatar: None,
                is_space: false,
                is_elsewhere: true,
                is_sole_admin: true,
            }],
        ),
    ]
}

pub fn bar() -> Spaces {
    let news = News {
        messages: 3,
        mentions: 1,
        is_unread: true,
    };
    Spaces {
        home: news,
        spaces: vec![SpaceRow {
            space: space(),
            name: RoomName::Named("S".into()),
            avatar: None,
            parent: None,
            depth: 0,
            has_spaces: false,
            is_invitation: false,
            can_arrange: true,
            news,
        }],
        ..Spaces::default()
    }
}
