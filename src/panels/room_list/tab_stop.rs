//! The one row that the Tab key stops at; the arrow keys lead to the others.

use leptos::prelude::*;
use loggia_protocol::ids::RoomId;

/// The list's tab stop, for its rows.
#[derive(Clone, Copy)]
pub struct TabStop {
    /// The row that has the focus, or had it last.
    focused: RwSignal<Option<RoomId>>,
    now: Memo<Option<RoomId>>,
}

/// Works out the tab stop for all rows below, of what is drawn and of the address that is open.
pub fn provide_tab_stop(
    drawn: impl Fn() -> Vec<RoomId> + Send + Sync + 'static,
    open: impl Fn() -> Option<String> + Send + Sync + 'static,
) {
    let focused = RwSignal::new(None);
    let now = Memo::new(move |_| {
        let (drawn, open) = (drawn(), open());
        focused.with(|focused: &Option<RoomId>| {
            tab_stop(&drawn, focused.as_ref(), open.as_deref()).cloned()
        })
    });
    provide_context(TabStop { focused, now });
}

/// The list's tab stop.
pub fn use_tab_stop() -> TabStop {
    expect_context()
}

impl TabStop {
    /// Whether it is this row.
    pub fn is_at(self, room: &RoomId) -> bool {
        self.now.with(|now| now.as_ref() == Some(room))
    }

    /// This row got the focus.
    pub fn move_to(self, room: &RoomId) {
        self.focused.set(Some(room.clone()));
    }
}

/// Where the reader was, else the open room, else the first row: whichever is drawn.
fn tab_stop<'a>(
    drawn: &'a [RoomId],
    focused: Option<&RoomId>,
    open: Option<&str>,
) -> Option<&'a RoomId> {
    let is_focused = |room: &&RoomId| Some(*room) == focused;
    let is_open = |room: &&RoomId| Some(room.0.as_str()) == open;
    let found = drawn.iter().find(is_focused);
    found
        .or_else(|| drawn.iter().find(is_open))
        .or_else(|| drawn.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_drawn_rows_is_the_stop() {
        let drawn = ["!a:x", "!b:x", "!c:x"].map(RoomId::from);
        let cases = [
            (&drawn[..], Some("!c:x"), Some("!b:x"), Some("!c:x")),
            (&drawn[..], None, Some("!b:x"), Some("!b:x")),
            (&drawn[..], Some("!gone:x"), Some("!b:x"), Some("!b:x")),
            (&drawn[..], Some("!gone:x"), Some("!far:x"), Some("!a:x")),
            (&drawn[..], None, None, Some("!a:x")),
            (&[], Some("!a:x"), Some("!b:x"), None),
        ];
        for (drawn, focused, open, wanted) in cases {
            let focused = focused.map(RoomId::from);
            let stop = tab_stop(drawn, focused.as_ref(), open);
            assert_eq!(stop, wanted.map(RoomId::from).as_ref());
        }
    }
}
