//! From the open room to the next one, or to the next with something new, wherever the focus is.

use leptos::{ev, html, prelude::*};
use loggia_protocol::rooms::RoomRow;
use web_sys::KeyboardEvent;

use super::{folded::Folded, held::Held, parts::top_of};
use crate::{
    keyboard::is_modal_open,
    routes::{Route, use_router},
    state::Row,
    widgets::Scroll,
};

/// Listens for as long as the current component lives.
pub fn listen(
    held: Held,
    folded: RwSignal<Folded>,
    rem: RwSignal<f64>,
    scroll: RwSignal<Scroll>,
    scroller: NodeRef<html::Div>,
) {
    let router = use_router();
    let handle = window_event_listener(ev::keydown, move |event| {
        let Some(step) = step_of(&event).filter(|_| !is_modal_open()) else {
            return;
        };
        event.prevent_default();
        let open = router
            .route()
            .with_untracked(|route| route.address().map(str::to_owned));
        let is_wanted =
            |row: &Row<RoomRow>| !event.shift_key() || row.value.read_untracked().is_unread();
        let found = held.rows.with_untracked(|rows| {
            let here = rows
                .iter()
                .position(|row| open.as_deref() == Some(row.key.0.as_str()));
            let place = next(here, step, rows.len(), |place| is_wanted(&rows[place]))?;
            Some((place, Route::room(&rows[place].key)))
        });
        let Some((place, route)) = found else { return };
        router.go(&route);
        let top = held.parts.with_untracked(|parts| {
            folded.with_untracked(|folded| top_of(parts, folded, place, rem.get_untracked()))
        });
        if let (Some((top, height)), Some(scroller)) = (top, scroller.get_untracked()) {
            let seen = scroll.get_untracked();
            if top < seen.top || top + height > seen.top + seen.height {
                scroller.set_scroll_top((top - (seen.height - height) / 2.0) as i32);
            }
        }
    });
    on_cleanup(move || handle.remove());
}

fn step_of(event: &KeyboardEvent) -> Option<isize> {
    if !event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowDown" => Some(1),
        "ArrowUp" => Some(-1),
        _ => None,
    }
}

/// The next of so many places that is wanted, round and round. From nowhere, the first step leads to an end.
fn next(
    here: Option<usize>,
    step: isize,
    len: usize,
    is_wanted: impl Fn(usize) -> bool,
) -> Option<usize> {
    let start = match (here, step > 0) {
        (Some(here), _) => here as isize,
        (None, true) => -1,
        (None, false) => 0,
    };
    let mut places =
        (1..=len as isize).map(|n| (start + n * step).rem_euclid(len as isize) as usize);
    places.find(|place| Some(*place) != here && is_wanted(*place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_round_and_pass_over_what_is_not_wanted() {
        let even = |place: usize| place.is_multiple_of(2);
        let cases = [
            (Some(0), 1, 5, Some(2)),
            (Some(0), -1, 5, Some(4)),
            (Some(4), 1, 5, Some(0)),
            (Some(1), -1, 5, Some(0)),
            (None, 1, 5, Some(0)),
            (None, -1, 5, Some(4)),
            (Some(0), 1, 2, None),
            (None, 1, 0, None),
        ];
        for (here, step, len, wanted) in cases {
            assert_eq!(next(here, step, len, even), wanted, "{here:?} {step} {len}");
        }
    }
}
