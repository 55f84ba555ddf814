//! Which sections of the list are folded.

use loggia_protocol::rooms::Section;

use crate::platform;

/// Sections that the reader has folded, remembered on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded(Vec<Section>);

const ALL_SECTIONS: [Section; 5] = [
    Section::Invites,
    Section::Favourites,
    Section::People,
    Section::Rooms,
    Section::LowPriority,
];

impl Folded {
    const NAME: &'static str = "folded-sections";

    /// What was remembered.
    pub fn load() -> Self {
        let stored = platform::load(Self::NAME).unwrap_or_default();
        let is_stored =
            |section: &Section| stored.split(' ').any(|name| name == stored_name(*section));
        Self(ALL_SECTIONS.into_iter().filter(is_stored).collect())
    }

    /// Whether this section is folded.
    pub fn has(&self, section: Section) -> bool {
        self.0.contains(&section)
    }

    /// Folds or unfolds a section, and remembers it.
    pub fn toggle(&mut self, section: Section) {
        match self.has(section) {
            true => self.0.retain(|other| *other != section),
            false => self.0.push(section),
        }
        let names: Vec<_> = self.0.iter().map(|section| stored_name(*section)).collect();
        platform::store(Self::NAME, &names.join(" "));
    }
}

fn stored_name(section: Section) -> &'static str {
    match section {
        Section::Invites => "invites",
        Section::Favourites => "favourites",
        Section::People => "people",
        Section::Rooms => "rooms",
        Section::LowPriority => "low-priority",
    }
}
