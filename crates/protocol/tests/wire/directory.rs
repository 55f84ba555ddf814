//! Examples of the calls that tell what a room is, find rooms and lead into them.

use loggia_protocol::{
    directory::*,
    ids::{EventId, UserId},
    room_info::*,
    room_settings::*,
    rooms::*,
};

use super::{
    call,
    examples::room,
    feeds::{person, row},
};

pub fn calls() -> Vec<(String, String)> {
    let room = room();
    vec![
        call(
            SuggestRooms {
                search: "r".into(),
                limit: 8,
            },
            vec![row()],
        ),
        call(
            TagRoom {
                room: room.clone(),
                tag: RoomTag::LowPriority,
                is_on: true,
            },
            (),
        ),
        call(MarkAsUnread { room: room.clone() }, ()),
        call(
            SetNotifications {
                room: room.clone(),
                notifications: Notifications::Mentions,
            },
            (),
        ),
        call(
            LinkToRoom { room: room.clone() },
            "https://matrix.to/#/#r:x".into(),
        ),
        call(
            CheckLeaving { room: room.clone() },
            Leaving {
                is_last: false,
                needs_invitation: true,
                heirs: Some(vec![person()]),
            },
        ),
        call(
            MakeAdmin {
                room: room.clone(),
                user: UserId("@b:x".into()),
            },
            (),
        ),
        call(ForgetRoom { room: room.clone() }, ()),
        call(
            TurnAway {
                room: room.clone(),
                user: UserId("@b:x".into()),
            },
            (),
        ),
        call(
            ReportRoom {
                room: room.clone(),
                reason: "spam".into(),
            },
            (),
        ),
        call(
            SetRoomName {
                room: room.clone(),
                name: "R".into(),
            },
            (),
        ),
        call(
            SetRoomTopic {
                room: room.clone(),
                topic: "t".into(),
            },
            (),
        ),
        call(SetRoomPicture { room: room.clone() }, ()),
        call(RemoveRoomPicture { room: room.clone() }, ()),
        call(
            SetAccess {
                room: room.clone(),
                access: Access::Knock,
            },
            (),
        ),
        call(
            SetRoomAddress {
                room: room.clone(),
                address: Some("r".into()),
            },
            (),
        ),
        call(
            SetWorldReadable {
                room: room.clone(),
                is_on: true,
            },
            (),
        ),
        call(
            FindPublicRooms {
                server: Some("x".into()),
                search: "tea".into(),
                is_spaces: false,
                since: Some("30".into()),
            },
            DirectoryPage {
                rooms: vec![public_room()],
                next: None,
            },
        ),
        call(
            PreviewRoom {
                address: "#r:x".into(),
                via: vec!["x".into()],
            },
            public_room(),
        ),
        call(
            EnterRoom {
                address: "#r:x".into(),
                via: vec![],
            },
            room.clone(),
        ),
        call(
            KnockRoom {
                address: "#r:x".into(),
                via: vec![],
                reason: "please".into(),
            },
            room.clone(),
        ),
        call(
            ReadAddress {
                text: "matrix:r/r:x".into(),
            },
            Some(RoomPlace {
                address: "#r:x".into(),
                event: Some(EventId("$e".into())),
                via: vec!["x".into()],
            }),
        ),
    ]
}

pub fn public_room() -> PublicRoom {
    PublicRoom {
        room: room(),
        name: Some("R".into()),
        address: Some("#r:x".into()),
        topic: None,
        avatar: None,
        n_members: 3,
        is_space: false,
        access: Access::Public,
        is_world_readable: true,
        is_joined: false,
    }
}
