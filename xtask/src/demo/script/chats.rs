//! Conversations of two. What is encrypted is written by those who have keys: by the app, and by the friend beside the homeserver.

use super::{Kind, Line, Room, minutes_ago, on_day, rich, say};
use crate::demo::people::{ALICE, BOB, CHIARA, DAN, GRETA, HARU};

/// The rooms.
pub fn rooms() -> [Room; 6] {
    let with_haru = Room {
        unread: &[(ALICE, 2)],
        ..direct(HARU, &[ALICE], with_haru())
    };
    let with_bob = Room {
        kind: Kind::Direct {
            is_encrypted: true,
            by_friend: &[],
        },
        ..direct(ALICE, &[BOB], Vec::new())
    };
    [
        Room {
            scenes: vec![
                on_day(3, 21, 5, with_chiara()),
                on_day(1, 12, 30, with_chiara_again()),
            ],
            ..direct(CHIARA, &[ALICE], Vec::new())
        },
        with_haru,
        direct(DAN, &[BOB], with_dan()),
        with_bob,
        with_greta(&[ALICE], &TO_ALICE),
        with_greta(&[BOB], &TO_BOB),
    ]
}

/// A conversation that began an hour and a half ago, if it has lines.
fn direct(owner: &'static str, members: &'static [&'static str], lines: Vec<Line>) -> Room {
    let scenes = if lines.is_empty() {
        Vec::new()
    } else {
        vec![minutes_ago(90, lines)]
    };
    Room {
        kind: Kind::Direct {
            is_encrypted: false,
            by_friend: &[],
        },
        owner,
        members,
        invited: None,
        scenes,
        unread: &[],
    }
}

/// An encrypted conversation, in which the friend begins.
fn with_greta(members: &'static [&'static str], lines: &'static [&'static str]) -> Room {
    Room {
        kind: Kind::Direct {
            is_encrypted: true,
            by_friend: lines,
        },
        ..direct(GRETA, members, Vec::new())
    }
}

const TO_ALICE: [&str; 4] = [
    "Alice, this one is only for you: the surprise party is on Sunday.",
    "Chiara bakes, Farid brings the lanterns, and Haru swears that he will not sing.",
    "He will sing.",
    "Could you keep Edda busy until seven? Ask her about knots. She cannot stop.",
];

const TO_BOB: [&str; 3] = [
    "Bob, I have a question, and it must not be read aloud in the workshop.",
    "Can you turn a very small lighthouse on the lathe? About the size of a salt shaker.",
    "It is for Edda. Please don't tell Dan, he tells everybody everything.",
];

fn with_chiara() -> Vec<Line> {
    vec![
        say(
            CHIARA,
            "Do you still have the old map of the north basin? The one with the sea monster?",
        ),
        say(
            ALICE,
            "Rolled up behind the piano. The monster has a coffee stain, I'm afraid.",
        ),
        say(
            CHIARA,
            "It's a feature. It looks as if it had just had breakfast.",
        )
        .liked(&[("😄", &[ALICE])]),
    ]
}

fn with_chiara_again() -> Vec<Line> {
    vec![
        say(ALICE, "How is the map coming along?"),
        rich(
            CHIARA,
            "Nearly done. I've added *one* lighthouse, **two** seals and a very small boat.",
            "Nearly done. I've added <em>one</em> lighthouse, <strong>two</strong> seals and a very small boat.",
        ),
        say(ALICE, "Everybody is adding very small boats this week."),
        say(CHIARA, "It's in the water."),
    ]
}

fn with_haru() -> Vec<Line> {
    vec![
        say(ALICE, "Do you need help on the pier on Saturday?"),
        say(
            HARU,
            "Yes please! Could you hold the finish line? It's a rope, it wants to be held.",
        ),
        say(ALICE, "I'll hold it with dignity."),
        say(HARU, "One more thing: have you seen the hat?"),
        say(HARU, "I suspect the cello."),
    ]
}

fn with_dan() -> Vec<Line> {
    vec![
        say(DAN, "Is the lathe singing already?"),
        say(BOB, "Warming up. Low F."),
        say(DAN, "I think Greta has a question for you, by the way."),
    ]
}
