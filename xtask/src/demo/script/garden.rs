//! What grows behind the house.

use super::{Group, Kind, Line, Room, minutes_ago, on_day, picture, say};
use crate::demo::{
    people::{ALICE, CHIARA, EDDA, FARID},
    pictures::{Emblem, Pattern, View},
};

/// The room.
pub fn room() -> Room {
    Room {
        kind: Kind::Group(Group {
            name: "Garden",
            topic: "Beds one to six, the compost and the bees",
            emblem: Emblem::new(0x2f5e34, 0xf2d35c, Pattern::Petals),
            alias: None,
            is_in_space: true,
            tag: Some("m.favourite"),
        }),
        owner: ALICE,
        members: &[CHIARA, EDDA, FARID],
        invited: None,
        scenes: vec![
            on_day(9, 10, 40, planning()),
            on_day(6, 18, 20, rain()),
            on_day(2, 8, 35, bees()),
            minutes_ago(300, harvest()),
        ],
        unread: &[],
    }
}

fn planning() -> Vec<Line> {
    vec![
        say(
            ALICE,
            "Here's the plan for the beds, seen from the roof, if the roof were higher.",
        ),
        picture(ALICE, View::Plan, "Beds one to six.png")
            .label("plan")
            .liked(&[("🌱", &[CHIARA, EDDA, FARID])]),
        say(
            FARID,
            "Bed two is tomatoes again? They were there last year.",
        )
        .answering("plan"),
        say(
            ALICE,
            "You're right. Tomatoes go to bed six, pumpkins to two.",
        ),
        say(CHIARA, "Pumpkins go wherever they want, in my experience."),
        say(
            EDDA,
            "Can bed four stay purple? The neighbours ask about it every year.",
        ),
        say(ALICE, "Bed four is purple for ever."),
    ]
}

fn rain() -> Vec<Line> {
    vec![
        say(
            FARID,
            "18 mm in the rain gauge. The barrel is full and the frog is back.",
        ),
        say(CHIARA, "Gustav!").liked(&[("🐸", &[ALICE, EDDA, FARID])]),
        say(FARID, "He sits on the tap as if he had never been away."),
        say(EDDA, "Nobody waters tomorrow then."),
    ]
}

fn bees() -> Vec<Line> {
    vec![
        say(
            EDDA,
            "The bees have moved into the second box. They seem pleased with the view.",
        ),
        say(ALICE, "How do you know that they're pleased?").label("pleased"),
        say(EDDA, "They hum in major.")
            .answering("pleased")
            .liked(&[("🐝", &[ALICE, CHIARA, FARID])]),
        say(CHIARA, "I'll tell Greta. She's looking for altos."),
    ]
}

fn harvest() -> Vec<Line> {
    vec![
        say(
            FARID,
            "First tomatoes! Nineteen. They're in the blue bowl by the door.",
        )
        .liked(&[("🍅", &[ALICE, CHIARA, EDDA])]),
        say(ALICE, "Seventeen now. They taste of July."),
    ]
}
