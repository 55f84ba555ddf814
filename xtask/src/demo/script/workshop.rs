//! Tools, machines and a little code.

use super::{Group, Kind, Line, Room, minutes_ago, on_day, rich, say, shared_file};
use crate::demo::{
    people::{ALICE, BOB, DAN, GRETA, HARU},
    pictures::{Emblem, Pattern},
};

/// The room.
pub fn room() -> Room {
    Room {
        kind: Kind::Group(Group {
            name: "Workshop",
            topic: "Benches, printers, the lathe. Sign your name on the list before you use the lathe.",
            emblem: Emblem::new(0x3a3f4b, 0xe3a857, Pattern::Stripes),
            alias: Some("workshop"),
            is_in_space: true,
            tag: None,
        }),
        owner: BOB,
        members: &[ALICE, DAN, GRETA, HARU],
        invited: None,
        scenes: vec![
            on_day(8, 14, 20, tide_clock()),
            on_day(7, 10, 5, tide_table()),
            on_day(3, 16, 45, bench()),
            on_day(1, 15, 12, clock_runs()),
            minutes_ago(200, lathe()),
        ],
        unread: &[],
    }
}

fn tide_clock() -> Vec<Line> {
    vec![
        say(HARU, "The tide clock in the hall is eleven minutes wrong per day. I think it believes in a different moon."),
        say(BOB, "Which board is in it?").label("board"),
        say(HARU, "The little green one. The code says, and I quote:").answering("board"),
        rich(
            HARU,
            "```rust\n// good enough\nconst TIDE_MINUTES: u32 = 12 * 60;\n```",
            "<pre><code class=\"language-rust\">// good enough\nconst TIDE_MINUTES: u32 = 12 * 60;\n</code></pre>",
        )
        .label("good-enough")
        .liked(&[("🌊", &[ALICE, BOB]), ("😬", &[DAN, GRETA])]),
        rich(
            ALICE,
            "From one high water to the next it's **12 h 25 min 14 s** on average, so:\n\n```rust\nconst TIDE: Duration = Duration::from_secs(44_714);\n```",
            "<p>From one high water to the next it's <strong>12 h 25 min 14 s</strong> on average, so:</p><pre><code class=\"language-rust\">const TIDE: Duration = Duration::from_secs(44_714);\n</code></pre>",
        )
        .answering("good-enough"),
        say(HARU, "That explains the moon."),
    ]
}

fn tide_table() -> Vec<Line> {
    vec![
        shared_file(
            ALICE,
            "high-water.txt",
            "text/plain",
            "High water at the outer mole\n\nMonday     04:12  16:37\nTuesday    05:02  17:27\nWednesday  05:52  18:17\nThursday   06:43  19:08\nFriday     07:33  19:58\n",
        ),
        say(ALICE, "Next week's high water, to test it against."),
        say(HARU, "Flashing it tonight."),
    ]
}

fn bench() -> Vec<Line> {
    vec![
        say(
            DAN,
            "The long bench is free again. I swept it twice; it still glitters. Don't ask.",
        )
        .label("glitter"),
        say(GRETA, "I want to ask.").answering("glitter"),
        say(DAN, "Costumes."),
        rich(
            BOB,
            "Things that are missing from the wall:\n\n- the *small* square\n- clamps, **four** of them\n- the good pencil (you know who you are)\n\n| where | what |\n|---|---|\n| wall | 12 clamps |\n| should be | 16 clamps |",
            "<p>Things that are missing from the wall:</p><ul><li>the <em>small</em> square</li><li>clamps, <strong>four</strong> of them</li><li>the good pencil (you know who you are)</li></ul><table><thead><tr><th>where</th><th>what</th></tr></thead><tbody><tr><td>wall</td><td>12 clamps</td></tr><tr><td>should be</td><td>16 clamps</td></tr></tbody></table>",
        ),
        say(
            GRETA,
            "Two clamps are holding a very small boat. You'll have them on Monday.",
        ),
        say(
            ALICE,
            "The pencil is behind Dan's ear. It's in every photo of him.",
        )
        .liked(&[("✏️", &[BOB, GRETA, HARU]), ("😂", &[DAN])]),
    ]
}

fn clock_runs() -> Vec<Line> {
    vec![
        say(
            HARU,
            "A week later: the tide clock is eight *seconds* wrong. In total.",
        )
        .edited("A week later: the tide clock is eight seconds wrong. In total."),
        say(ALICE, "I'd call that the right moon. 🌕").liked(&[("🎉", &[BOB, DAN, GRETA, HARU])]),
        rich(
            HARU,
            "> I'd call that the right moon.\n\nThat goes on the plate under the clock.",
            "<blockquote><p>I'd call that the right moon.</p></blockquote><p>That goes on the plate under the clock.</p>",
        ),
    ]
}

fn lathe() -> Vec<Line> {
    vec![
        say(
            BOB,
            "The lathe gets a new belt today. If it sings, that's me.",
        ),
        say(DAN, "If it swears, that's also you?"),
        say(BOB, "That's the belt."),
    ]
}
