//! Where a row stands: the spaces that lead to it, from the one whose home is open. A room can be in several of them.

use loggia_protocol::ids::RoomId;

/// The way to a row, itself included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path(Vec<RoomId>);

impl Path {
    /// The space whose home is open.
    pub fn of(space: RoomId) -> Self {
        Self(vec![space])
    }

    /// One step on.
    pub fn to(&self, room: &RoomId) -> Self {
        let mut way = self.0.clone();
        way.push(room.clone());
        Self(way)
    }

    /// Whether the way leads over a space before its end: what is in it stands above already.
    pub fn is_circle(&self) -> bool {
        let (last, before) = match self.0.split_last() {
            Some(way) => way,
            None => return false,
        };
        before.contains(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_seen() {
        let path = |rooms: &[&str]| Path(rooms.iter().copied().map(RoomId::from).collect());
        assert!(!path(&["!a:x"]).is_circle());
        assert!(!path(&["!a:x", "!b:x"]).is_circle());
        assert!(path(&["!a:x", "!b:x", "!a:x"]).is_circle());
        assert!(path(&["!a:x", "!a:x"]).is_circle());
        assert!(!path(&["!a:x", "!b:x", "!a:x", "!c:x"]).is_circle());
    }
}
