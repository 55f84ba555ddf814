//! A digit chooses an entry, wherever the focus is.

use leptos::{ev, prelude::*};
use web_sys::KeyboardEvent;

use super::bar::Bar;
use crate::keyboard::is_modal_open;

/// Listens for as long as the current component lives.
pub fn listen(bar: Bar) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let Some(place) = place_of(&event).filter(|_| !is_modal_open()) else {
            return;
        };
        let entry = bar
            .entries
            .with_untracked(|entries| entries.get(place).cloned());
        if let Some(entry) = entry {
            event.prevent_default();
            bar.enter(&entry);
        }
    });
    on_cleanup(move || handle.remove());
}

/// The entry that is meant. In a tab, most browsers keep Ctrl and a digit for themselves.
fn place_of(event: &KeyboardEvent) -> Option<usize> {
    if event.shift_key() || event.get_modifier_state("AltGraph") {
        return None;
    }
    match (event.ctrl_key(), event.meta_key(), event.alt_key()) {
        (true, false, false) | (false, true, false) => with_control(&event.code()),
        (false, false, true) => with_alt(&event.code(), &event.key()),
        _ => None,
    }
}

/// By where the key is: on some keyboards a digit takes Shift.
fn with_control(code: &str) -> Option<usize> {
    place(code.strip_prefix("Digit")?)
}

/// By what it would write: where Alt and a digit write something else, that is what is wanted. On the number pad they write letters by their codes.
fn with_alt(code: &str, key: &str) -> Option<usize> {
    match code.starts_with("Numpad") {
        true => None,
        false => place(key),
    }
}

fn place(digit: &str) -> Option<usize> {
    let digits = "123456789";
    let is_one = digit.len() == 1;
    digits.find(digit).filter(|_| is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_places_unless_they_write_something() {
        assert_eq!(with_control("Digit1"), Some(0));
        assert_eq!(with_control("Digit9"), Some(8));
        for code in ["Digit0", "Digit", "Digit12", "KeyA", "Numpad1"] {
            assert_eq!(with_control(code), None, "{code}");
        }
        assert_eq!(with_alt("Digit2", "2"), Some(1));
        assert_eq!(with_alt("Digit5", "["), None);
        assert_eq!(with_alt("Numpad2", "2"), None);
    }
}
