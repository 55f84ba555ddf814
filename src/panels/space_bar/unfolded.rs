//! Which spaces show the spaces within them.

use loggia_protocol::ids::RoomId;

use crate::platform;

/// Spaces that the reader has unfolded, remembered on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unfolded(Vec<RoomId>);

impl Unfolded {
    const NAME: &'static str = "unfolded-spaces";

    /// What was remembered.
    pub fn load() -> Self {
        let stored = platform::load(Self::NAME).unwrap_or_default();
        stored
            .split(' ')
            .filter(|space| !space.is_empty())
            .map(RoomId::from)
            .collect()
    }

    /// Whether this space is unfolded.
    pub fn has(&self, space: &RoomId) -> bool {
        self.0.contains(space)
    }

    /// Folds or unfolds a space, and remembers it.
    pub fn toggle(&mut self, space: &RoomId) {
        match self.has(space) {
            true => self.0.retain(|other| other != space),
            false => self.0.push(space.clone()),
        }
        let spaces: Vec<_> = self.0.iter().map(|space| space.0.as_str()).collect();
        platform::store(Self::NAME, &spaces.join(" "));
    }
}

impl FromIterator<RoomId> for Unfolded {
    fn from_iter<T: IntoIterator<Item = RoomId>>(spaces: T) -> Self {
        Self(spaces.into_iter().collect())
    }
}
