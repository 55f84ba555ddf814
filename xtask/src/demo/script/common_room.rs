//! The room in which everyone is: a week of it, with a bit of everything.

use super::{Group, Kind, Line, Room, minutes_ago, on_day, picture, poll, rich, say, shared_file};
use crate::demo::{
    people::{ALICE, BOB, CHIARA, DAN, EDDA, FARID, GRETA, HARU},
    pictures::{Emblem, Pattern, View},
};

/// The room.
pub fn room() -> Room {
    Room {
        kind: Kind::Group(Group {
            name: "Common room",
            topic: "Everything that concerns the whole house. The door is open. House rules: https://harbourhouse.example/rules",
            emblem: Emblem::new(0x2b4c6f, 0xf2c879, Pattern::Rings),
            alias: Some("common-room"),
            is_in_space: true,
            tag: None,
        }),
        owner: EDDA,
        members: &[ALICE, BOB, CHIARA, DAN, FARID, GRETA, HARU],
        invited: None,
        scenes: vec![
            on_day(6, 8, 12, heating()),
            on_day(5, 17, 40, regatta()),
            on_day(5, 19, 2, regatta_rules()),
            on_day(4, 9, 25, open_day()),
            on_day(3, 12, 8, visitors()),
            on_day(2, 20, 15, lights()),
            on_day(1, 7, 50, fog()),
            on_day(1, 10, 25, fog_lifts()),
            on_day(1, 18, 30, concert()),
            on_day(1, 21, 10, after_the_concert()),
            minutes_ago(140, today()),
            minutes_ago(48, parcel()),
        ],
        unread: &[(ALICE, 6), (BOB, 2)],
    }
}

fn heating() -> Vec<Line> {
    vec![
        say(
            EDDA,
            "Good morning, house. The heating in the east wing is back. Please let the radiators run for an hour before you judge them.",
        ),
        say(GRETA, "Mine is already purring like a cat 🐈")
            .liked(&[("😻", &[ALICE, CHIARA, HARU])]),
        say(DAN, "Same here. Who fixed it?").label("who-fixed"),
        say(EDDA, "Farid, with a spoon.")
            .answering("who-fixed")
            .liked(&[
                ("👏", &[ALICE, BOB, DAN, GRETA, HARU]),
                ("🥄", &[CHIARA, GRETA]),
            ]),
        say(FARID, "In my defence it was a very good spoon.").label("spoon"),
        say(CHIARA, "We should frame it and hang it in the hall.").answering("spoon"),
        say(
            BOB,
            "I have a frame left over from the print workshop, 30 × 40.",
        )
        .edited("I have a frame left over from the print workshop, 30 × 40, oak."),
        say(ALICE, "Settled then. The spoon hangs by Sunday."),
    ]
}

fn regatta() -> Vec<Line> {
    vec![
        say(HARU, "The paper boat regatta is next Saturday. I need two people who can count to sixty without looking at their phones.").label("count"),
        say(BOB, "I can count to sixty.").answering("count"),
        say(DAN, "I can count to fifty-eight reliably.").answering("count").liked(&[("😂", &[ALICE, BOB, CHIARA, HARU])]),
        say(HARU, "Hired, both of you."),
        say(CHIARA, "Are wax crayons allowed as waterproofing? Asking for a friend who has a lot of wax crayons."),
        say(HARU, "Wax yes, varnish no, outboard motors only below 5 watts."),
        say(GRETA, "There goes my plan.").removed(),
        say(GRETA, "I have a new plan."),
    ]
}

fn regatta_rules() -> Vec<Line> {
    vec![
        rich(
            HARU,
            "### Regatta rules\n\n1. One sheet of paper, any size up to **A2**\n2. No glue below the waterline\n3. The harbour master's word is *final*\n\n> A boat that sinks with dignity gets a prize as well.",
            "<h3>Regatta rules</h3><ol><li>One sheet of paper, any size up to <strong>A2</strong></li><li>No glue below the waterline</li><li>The harbour master's word is <em>final</em></li></ol><blockquote><p>A boat that sinks with dignity gets a prize as well.</p></blockquote>",
        )
        .label("rules")
        .liked(&[("⛵", &[ALICE, BOB, CHIARA, DAN, EDDA, GRETA]), ("❤️", &[FARID])]),
        say(FARID, "Who is the harbour master?").answering("rules"),
        say(HARU, "Whoever wears the hat."),
    ]
}

fn open_day() -> Vec<Line> {
    vec![
        say(
            EDDA,
            "The open day needs a date. Please vote until tomorrow evening, then I'll tell the newspaper.",
        ),
        poll(
            EDDA,
            "When do we open the house?",
            &["Saturday the 12th", "Sunday the 13th", "Saturday the 19th"],
            &[
                (ALICE, 0),
                (BOB, 0),
                (CHIARA, 2),
                (DAN, 0),
                (FARID, 2),
                (GRETA, 0),
                (HARU, 1),
            ],
        )
        .closed(),
        say(DAN, "The 19th collides with the flea market, doesn't it?"),
        say(
            FARID,
            "It does. But the flea market sends us half of its people when it rains.",
        ),
        say(EDDA, "I'll think about weather as a marketing channel."),
    ]
}

fn visitors() -> Vec<Line> {
    vec![
        say(
            ALICE,
            "I have counted the visitors of last week, since somebody asked whether Mondays are worth it.",
        ),
        picture(ALICE, View::Chart, "Visitors Monday to Sunday.png")
            .label("chart")
            .liked(&[("📈", &[BOB, EDDA])]),
        say(BOB, "So Saturday is twice a Monday, and Sunday nearly so.").answering("chart"),
        say(
            CHIARA,
            "I like quiet Mondays. I get a whole table for my maps.",
        ),
        say(
            EDDA,
            "Then Mondays stay as they are: quiet, with maps. Thank you Alice!",
        )
        .to(&[ALICE]),
        shared_file(
            ALICE,
            "visitors.csv",
            "text/csv",
            "day,visitors\nMonday,34\nTuesday,41\nWednesday,38\nThursday,55\nFriday,72\nSaturday,95\nSunday,83\n",
        ),
        say(
            ALICE,
            "And the numbers, for those who trust only what they can add up themselves.",
        ),
    ]
}

fn lights() -> Vec<Line> {
    vec![
        say(
            GRETA,
            "Did anyone else see the lights over the breakwater just now?",
        ),
        say(DAN, "Yes! Green, very slow. I thought it was the ferry."),
        picture(GRETA, View::NightBay, "Over the breakwater.png")
            .liked(&[("😍", &[ALICE, BOB, CHIARA, HARU]), ("🌌", &[EDDA])]),
        say(CHIARA, "I was in the bath. Of course I was in the bath."),
        say(
            HARU,
            "The forecast says there's another chance on Thursday after ten.",
        ),
        say(CHIARA, "Thursday: no bath. Noted."),
    ]
}

fn fog() -> Vec<Line> {
    vec![
        say(FARID, "Fog so thick that the gulls are walking."),
        say(
            EDDA,
            "The first ferry is an hour late. If you expect guests, tell them to bring a book.",
        ),
        rich(
            BOB,
            "The harbour radio has **two** channels, for those who wait:\n\n- `73` the pilots\n- `10` everyone else\n\nAnd the live map is [here](https://harbourhouse.example/map).",
            "<p>The harbour radio has <strong>two</strong> channels, for those who wait:</p><ul><li><code>73</code> the pilots</li><li><code>10</code> everyone else</li></ul><p>And the live map is <a href=\"https://harbourhouse.example/map\">here</a>.</p>",
        ),
        say(HARU, "Channel 10 is discussing soup recipes at the moment.")
            .liked(&[("🍲", &[ALICE, CHIARA, FARID])]),
    ]
}

fn fog_lifts() -> Vec<Line> {
    vec![
        picture(EDDA, View::Bay, "It lifts.png"),
        say(
            EDDA,
            "And there it goes. Ten minutes, as if somebody had pulled a curtain.",
        ),
    ]
}

fn concert() -> Vec<Line> {
    vec![
        say(
            GRETA,
            "The choir sings in the stairwell at eight. It has the best echo in town, between the second and the third floor.",
        ),
        say(DAN, "Which song? I want to know whether to bring tissues.").label("song"),
        say(GRETA, "The one about the lighthouse.").answering("song"),
        say(DAN, "Tissues it is."),
        say(
            ALICE,
            "I come straight from work and sit on the fourth step, as always.",
        ),
    ]
}

fn after_the_concert() -> Vec<Line> {
    vec![
        say(
            BOB,
            "That was wonderful. The window on the second floor hummed along in the last verse.",
        ),
        say(GRETA, "We know. We tune to it. 🎶")
            .liked(&[("🎵", &[ALICE, BOB, DAN, EDDA, FARID]), ("🪟", &[HARU])]),
    ]
}

fn today() -> Vec<Line> {
    vec![
        say(
            EDDA,
            "Hello house! The window cleaners come today. Plants off the sills, please, and open whatever you don't want to be surprised behind.",
        ),
        say(
            CHIARA,
            "My orchids are moving to the kitchen until then. Please don't talk about winter in front of them.",
        ),
        say(FARID, "I'll read them the seed catalogue."),
        poll(
            HARU,
            "What shall the regatta's first prize be?",
            &[
                "A cake in the shape of a boat",
                "The hat",
                "A year of not washing up",
                "A real, very small boat",
            ],
            &[(ALICE, 2), (BOB, 0), (DAN, 2), (GRETA, 3), (FARID, 2)],
        )
        .label("prize"),
        say(
            GRETA,
            "I can build a very small boat. I have the plan, remember.",
        )
        .answering("prize"),
    ]
}

fn parcel() -> Vec<Line> {
    vec![
        say(DAN, "There's a parcel at the door, the size of a cello."),
        say(DAN, "It might be a cello."),
        say(
            GRETA,
            "It IS a cello! Don't let it stand in the sun, I'm running",
        ),
        say(DAN, "It stands in the shade and I'm telling it stories.")
            .liked(&[("❤️", &[GRETA, CHIARA])]),
        say(
            EDDA,
            "Alice, could you let the window cleaners in? You have the key to the tower.",
        )
        .to(&[ALICE]),
        say(
            HARU,
            "And whoever finds the hat: it was on the piano yesterday, now it isn't.",
        ),
    ]
}
