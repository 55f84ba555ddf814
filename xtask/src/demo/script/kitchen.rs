//! What there is to eat.

use super::{Group, Kind, Line, Room, minutes_ago, on_day, poll, rich, say};
use crate::demo::{
    people::{ALICE, BOB, CHIARA, DAN, FARID, HARU},
    pictures::{Emblem, Pattern},
};

/// The room.
pub fn room() -> Room {
    Room {
        kind: Kind::Group(Group {
            name: "Kitchen",
            topic: "Who cooks, who eats, who takes the last piece",
            emblem: Emblem::new(0xa63d2f, 0xf5d48a, Pattern::Dots),
            alias: None,
            is_in_space: true,
            tag: None,
        }),
        owner: CHIARA,
        members: &[ALICE, BOB, DAN, FARID, HARU],
        invited: None,
        scenes: vec![
            on_day(4, 16, 5, friday()),
            on_day(2, 11, 30, recipe()),
            on_day(1, 9, 10, sourdough()),
            on_day(1, 11, 5, bread()),
            minutes_ago(65, soup()),
        ],
        unread: &[(ALICE, 3)],
    }
}

fn friday() -> Vec<Line> {
    vec![
        say(
            CHIARA,
            "Friday dinner: I have eleven aubergines and no plan.",
        ),
        say(FARID, "I have a plan and no aubergines.").liked(&[("🍆", &[ALICE, BOB, CHIARA])]),
        say(CHIARA, "Match made in the pantry. At six?"),
        say(FARID, "At six. Somebody must hold the lid."),
        say(BOB, "I hold lids professionally."),
        poll(
            CHIARA,
            "And for dessert?",
            &[
                "Lemon tart",
                "Baked apples",
                "Whatever Haru has hidden in the freezer",
            ],
            &[(ALICE, 0), (BOB, 2), (DAN, 2), (FARID, 0), (CHIARA, 0)],
        ),
        say(HARU, "Nobody touches the freezer."),
    ]
}

fn recipe() -> Vec<Line> {
    vec![
        say(ALICE, "Several people asked for Friday's recipe, so Farid and I wrote down what we remember."),
        rich(
            ALICE,
            "**Aubergines of the harbour**\n\n1. Cut *eleven* aubergines, salt them, wait\n2. Fry them in three rounds, be patient\n3. Add tomatoes, cinnamon, a spoon of honey\n4. Lid on for 40 minutes\n\n~~Serve at once~~ Serve when Bob lets go of the lid.",
            "<p><strong>Aubergines of the harbour</strong></p><ol><li>Cut <em>eleven</em> aubergines, salt them, wait</li><li>Fry them in three rounds, be patient</li><li>Add tomatoes, cinnamon, a spoon of honey</li><li>Lid on for 40 minutes</li></ol><p><del>Serve at once</del> Serve when Bob lets go of the lid.</p>",
        )
        .label("recipe")
        .liked(&[("😋", &[BOB, CHIARA, DAN]), ("⭐", &[HARU])]),
        say(BOB, "I stand by my lid work.").answering("recipe"),
        say(DAN, "How much is a spoon? A Farid spoon?").answering("recipe"),
    ]
}

fn sourdough() -> Vec<Line> {
    vec![
        say(
            DAN,
            "The sourdough has left its jar during the night. It's on its way to the window.",
        ),
        say(HARU, "It wants to see the fog."),
        say(CHIARA, "Bake it before it learns to open doors."),
        say(DAN, "In the oven now. It made a sound."),
    ]
}

fn bread() -> Vec<Line> {
    vec![
        say(
            DAN,
            "Bread is ready, two loaves, the big one is for the house.",
        )
        .liked(&[("🍞", &[ALICE, BOB, CHIARA, FARID, HARU])]),
    ]
}

fn soup() -> Vec<Line> {
    vec![
        say(
            HARU,
            "Channel 10 was right about the soup: leek, potato, a little smoked paprika. There's a pot for eight on the stove.",
        ),
        say(BOB, "I am two of the eight."),
        say(FARID, "Lid?"),
        say(HARU, "On. Unattended. Be brave."),
        say(
            CHIARA,
            "Alice, I kept you a bowl, top shelf, behind the orchids.",
        )
        .to(&[ALICE]),
        say(
            FARID,
            "The orchids say hello. They are fine. We talked about dahlias.",
        ),
    ]
}
