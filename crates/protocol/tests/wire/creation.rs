//! Examples of the calls that make rooms, find people and invite them.

use loggia_protocol::{creation::*, people::*};

use super::{call, examples::room, feeds::person};

fn text(text: &str) -> String {
    text.to_owned()
}

pub fn calls() -> Vec<(String, String)> {
    let user = person().user;
    vec![
        call(
            LoadCreationRules,
            CreationRules {
                server: text("x"),
                encryption: EncryptionRule::On,
                can_knock: true,
            },
        ),
        call(
            CheckAddress {
                address: text("tea"),
            },
            (),
        ),
        call(
            CreateRoom {
                name: text("Tea"),
                topic: text("t"),
                access: NewRoomAccess::Private { is_encrypted: true },
                is_local: false,
                space: Some(room()),
            },
            room(),
        ),
        call(
            StartDirectChat {
                people: vec![user.clone()],
            },
            room(),
        ),
        call(
            FindPeople {
                text: text("b"),
                outside: None,
            },
            vec![person()],
        ),
        call(
            SearchDirectory {
                text: text("b"),
                outside: Some(room()),
            },
            vec![],
        ),
        call(LookUpPerson { user: user.clone() }, Some(person())),
        call(
            InvitePerson {
                room: room(),
                user: user.clone(),
            },
            (),
        ),
        call(
            IgnorePerson {
                user,
                is_ignored: true,
            },
            (),
        ),
    ]
}
