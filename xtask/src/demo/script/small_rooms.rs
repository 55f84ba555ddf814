//! Rooms with little in them: one of low priority, one outside the space, and two with an invitation.

use super::{Group, Kind, Line, Room, minutes_ago, on_day, picture, say};
use crate::demo::{
    people::{ALICE, BOB, CHIARA, DAN, EDDA, FARID, GRETA, HARU},
    pictures::{Emblem, Pattern, View},
};

/// The rooms.
pub fn rooms() -> [Room; 4] {
    [lost_and_found(), book_circle(), night_swim(), choir()]
}

/// A room outside the space, that nobody has sorted.
fn plain(name: &'static str, topic: &'static str, emblem: Emblem) -> Group {
    Group {
        name,
        topic,
        emblem,
        alias: None,
        is_in_space: false,
        tag: None,
    }
}

fn lost_and_found() -> Room {
    let emblem = Emblem::new(0x6b6f76, 0xd7d3c8, Pattern::Dots);
    Room {
        kind: Kind::Group(Group {
            is_in_space: true,
            tag: Some("m.lowpriority"),
            ..plain("Lost & found", "Single gloves, umbrellas, the hat", emblem)
        }),
        owner: EDDA,
        members: &[ALICE, BOB, DAN, GRETA, HARU],
        invited: None,
        scenes: vec![
            on_day(11, 13, 5, umbrella()),
            on_day(5, 9, 30, glasses()),
            minutes_ago(
                20,
                vec![say(
                    HARU,
                    "Lost: the hat. Tall, blue, says HARBOUR MASTER on the band.",
                )],
            ),
        ],
        unread: &[(ALICE, 1)],
    }
}

fn umbrella() -> Vec<Line> {
    vec![
        say(DAN, "Found: one glove, left, knitted, dignified."),
        say(
            GRETA,
            "Found: one umbrella with ducks. It's on the coat rack and missed by no one so far.",
        ),
    ]
}

fn glasses() -> Vec<Line> {
    vec![
        say(
            BOB,
            "Lost: my reading glasses. They were on my head when I last saw anything.",
        ),
        say(EDDA, "Found on your head, I believe."),
        say(BOB, "Found. Thank you.").liked(&[("👓", &[EDDA, HARU])]),
    ]
}

fn book_circle() -> Room {
    let emblem = Emblem::new(0x5a2a4d, 0xf3c6a5, Pattern::Waves);
    Room {
        kind: Kind::Group(plain(
            "Book circle",
            "This month: anything with a lighthouse in it",
            emblem,
        )),
        owner: CHIARA,
        members: &[ALICE, BOB, FARID],
        invited: None,
        scenes: vec![on_day(7, 19, 15, memoir()), on_day(1, 21, 40, cover())],
        unread: &[],
    }
}

fn memoir() -> Vec<Line> {
    vec![
        say(CHIARA, "I've finished mine. The keeper did it."),
        say(FARID, "CHIARA."),
        say(
            CHIARA,
            "It's a memoir, Farid. He kept the lighthouse. That's what he did.",
        )
        .liked(&[("😂", &[ALICE, BOB, FARID])]),
    ]
}

fn cover() -> Vec<Line> {
    vec![
        say(
            BOB,
            "Mine has a lighthouse on the cover and none inside. I'm on page 300 and still hoping.",
        ),
        say(ALICE, "Give it until 320, then it counts as fantasy."),
    ]
}

fn night_swim() -> Room {
    let emblem = Emblem::new(0x0b1030, 0x6fa3e8, Pattern::Waves);
    Room {
        kind: Kind::Group(plain(
            "Night swim",
            "Thursdays at ten, from the slipway. Bring a towel and something hot.",
            emblem,
        )),
        owner: FARID,
        members: &[GRETA, HARU],
        invited: Some(ALICE),
        scenes: vec![on_day(1, 22, 50, cold_water())],
        unread: &[],
    }
}

fn cold_water() -> Vec<Line> {
    vec![
        picture(GRETA, View::NightBay, "From the water.png"),
        say(
            HARU,
            "14 degrees. Warmer than it looks, colder than we say.",
        ),
    ]
}

fn choir() -> Room {
    let emblem = Emblem::new(0x8f2f4f, 0xf6d6a8, Pattern::Stripes);
    Room {
        kind: Kind::Group(plain("Stairwell choir", "We need a bass", emblem)),
        owner: GRETA,
        members: &[DAN, EDDA],
        invited: Some(BOB),
        scenes: vec![on_day(2, 19, 0, bass())],
        unread: &[],
    }
}

fn bass() -> Vec<Line> {
    vec![
        say(
            GRETA,
            "Bob hums when he turns wood. It's a low F. I'm going to ask him.",
        ),
        say(EDDA, "He'll say that it's the lathe."),
    ]
}
