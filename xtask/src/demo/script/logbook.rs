//! A long room to scroll in: the harbour log, written down four times a day for seventy-six days.

use super::{Begin, Group, Kind, Line, Room, Scene, say};
use crate::demo::{
    people::{ALICE, BOB, DAN, EDDA, HARU},
    pictures::{Emblem, Pattern},
};

const N_DAYS: u16 = 76;
const WATCHES: [u8; 4] = [6, 11, 16, 21];
const KEEPERS: [&str; 3] = [EDDA, HARU, DAN];
const WINDS: [&str; 8] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];
const SKIES: [&str; 7] = [
    "clear",
    "a few clouds",
    "overcast",
    "light rain",
    "showers",
    "mist over the water",
    "a sky like slate",
];
const SIGHTS: [&str; 12] = [
    "Two trawlers out, one back.",
    "The pilot boat went by and waved.",
    "Ferry on time, which is worth a line.",
    "A seal on the slipway, not in a hurry.",
    "Nothing on the water but light.",
    "Sailing school, eleven boats, three capsized, everyone laughing.",
    "The dredger has moved to the north basin.",
    "Terns over the mole, more than yesterday.",
    "A three-master anchored outside. Binoculars are on the sill.",
    "The buoy at the entrance is lit again.",
    "Somebody plays the accordion on the quay.",
    "Swell from the west, the pontoons complain.",
];

/// The room.
pub fn room() -> Room {
    Room {
        kind: Kind::Group(Group {
            name: "Logbook",
            topic: "Wind, water and what passes by. Four watches a day, one line each.",
            emblem: Emblem::new(0x1d3557, 0xa8dadc, Pattern::Facets),
            alias: Some("logbook"),
            is_in_space: true,
            tag: None,
        }),
        owner: EDDA,
        members: &[ALICE, BOB, DAN, HARU],
        invited: None,
        scenes: (1..=N_DAYS).rev().flat_map(watches).collect(),
        unread: &[],
    }
}

fn watches(n_days_ago: u16) -> impl Iterator<Item = Scene> {
    WATCHES.into_iter().enumerate().map(move |(watch, hour)| {
        let index = usize::from(n_days_ago) * WATCHES.len() + watch;
        let minute = u8::try_from(scattered(index, 40)).unwrap_or_default();
        Scene {
            begin: Begin::Day(n_days_ago, hour, minute),
            lines: vec![entry(index)],
        }
    })
}

fn entry(index: usize) -> Line {
    let pick = |salt: usize, n: usize| scattered(index * 7 + salt, n);
    let (wind, force) = (WINDS[pick(1, WINDS.len())], 1 + pick(2, 6));
    let (sky, degrees) = (SKIES[pick(3, SKIES.len())], 7 + pick(4, 12));
    let sight = SIGHTS[pick(5, SIGHTS.len())];
    say(
        KEEPERS[pick(6, KEEPERS.len())],
        format!("{wind} {force}, {sky}, {degrees} °C. {sight}"),
    )
}

/// A number below `n` that looks random and is the same at every start.
fn scattered(index: usize, n: usize) -> usize {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (index as u64 + 1).wrapping_mul(GOLDEN);
    ((mixed ^ (mixed >> 29)).wrapping_mul(GOLDEN) >> 33) as usize % n
}
