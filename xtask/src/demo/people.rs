//! Who lives in the demo. Two of them can sign in; the others only talk.

use super::pictures::{Emblem, Pattern};

pub const ALICE: &str = "alice";
pub const BOB: &str = "bob";
pub const CHIARA: &str = "chiara";
pub const DAN: &str = "dan";
pub const EDDA: &str = "edda";
pub const FARID: &str = "farid";
pub const GRETA: &str = "greta";
pub const HARU: &str = "haru";

/// Someone with a name and a face.
pub struct Person {
    /// The part of the Matrix ID before the colon.
    pub name: &'static str,
    pub display_name: &'static str,
    pub face: Emblem,
}

impl Person {
    /// The name that others use when they talk to this person.
    pub fn first_name(&self) -> &'static str {
        self.display_name.split(' ').next().unwrap_or_default()
    }
}

/// Everyone.
pub const PEOPLE: [Person; 8] = [
    person(ALICE, "Alice Winter", 0x2f6f9f, 0x8fd3c8, Pattern::Waves),
    person(BOB, "Bob Okafor", 0xb5482f, 0xf2b56b, Pattern::Rings),
    person(
        CHIARA,
        "Chiara Bellini",
        0x7a3e8c,
        0xe59ac0,
        Pattern::Petals,
    ),
    person(DAN, "Dan Whitlock", 0x2e5d3a, 0xa7cf7a, Pattern::Stripes),
    person(EDDA, "Edda Jónsdóttir", 0x24345f, 0x6fa3e8, Pattern::Facets),
    person(FARID, "Farid Haddad", 0x8a5a1c, 0xf0d27a, Pattern::Dots),
    person(GRETA, "Greta Lindholm", 0x8f2f4f, 0xf08a8a, Pattern::Waves),
    person(HARU, "Haru Tanaka", 0x1f6f6a, 0xd9e08a, Pattern::Petals),
];

const fn person(
    name: &'static str,
    display_name: &'static str,
    dark: u32,
    light: u32,
    pattern: Pattern,
) -> Person {
    Person {
        name,
        display_name,
        face: Emblem::new(dark, light, pattern),
    }
}

/// The person of this name.
pub fn find(name: &str) -> &'static Person {
    PEOPLE
        .iter()
        .find(|person| person.name == name)
        .expect("the script names only people of the table")
}
