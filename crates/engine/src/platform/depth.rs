//! JSON that is nested too deeply, cut back before anybody parses it.
//!
//! ruma evaluates push rules for every event that arrives, and panics on one that serde will not parse for its depth.
//! In a browser a panic ends the engine, and the server sends the event again at the next start: one message would
//! lock its readers out for good.

/// How deep an answer may be nested. serde stops at 127; nothing in Matrix comes close.
const MAX_DEPTH: usize = 100;

/// The same JSON with `null` in place of what is nested too deeply; nothing where it can stay as it is.
///
/// What is no JSON stays no JSON.
pub fn flattened(json: &[u8]) -> Option<Vec<u8>> {
    let mut flat = Vec::new();
    let mut kept = 0;
    let mut scanner = Scanner::default();
    for (index, &byte) in json.iter().enumerate() {
        match scanner.step(byte) {
            Step::TooDeep => {
                flat.extend_from_slice(&json[kept..index]);
                flat.extend_from_slice(b"null");
            }
            Step::Back => kept = index + 1,
            Step::On => {}
        }
    }
    if kept == 0 && !scanner.is_too_deep() {
        return None;
    }
    if !scanner.is_too_deep() {
        flat.extend_from_slice(&json[kept..]);
    }
    Some(flat)
}

#[derive(Default)]
struct Scanner {
    depth: usize,
    is_in_string: bool,
    is_escaped: bool,
}

enum Step {
    On,
    /// What begins here is one level too deep.
    TooDeep,
    /// What was too deep ended here.
    Back,
}

impl Scanner {
    fn is_too_deep(&self) -> bool {
        self.depth > MAX_DEPTH
    }

    fn step(&mut self, byte: u8) -> Step {
        if self.is_in_string {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.is_in_string = false,
                _ => {}
            }
            return Step::On;
        }
        match byte {
            b'"' => self.is_in_string = true,
            b'[' | b'{' => {
                self.depth += 1;
                if self.depth == MAX_DEPTH + 1 {
                    return Step::TooDeep;
                }
            }
            b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == MAX_DEPTH {
                    return Step::Back;
                }
            }
            _ => {}
        }
        Step::On
    }
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::{push::FlattenedJson, serde::Raw};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn nested(depth: usize) -> Value {
        (0..depth).fold(json!("x"), |inner, level| match level % 2 {
            0 => json!([inner]),
            _ => json!({ "a[{\"\\": inner, "b": "]}" }),
        })
    }

    #[test]
    fn what_is_shallow_stays() {
        for depth in [0, 1, MAX_DEPTH - 1, MAX_DEPTH] {
            assert_eq!(flattened(nested(depth).to_string().as_bytes()), None);
        }
        let brackets = json!("[".repeat(1_000)).to_string();
        assert_eq!(flattened(brackets.as_bytes()), None);
    }

    #[test]
    fn what_is_deep_is_cut() {
        let events =
            json!([{ "content": nested(500) }, { "content": nested(3) }, nested(200), "end"]);
        let flat = flattened(events.to_string().as_bytes()).unwrap();
        let flat: Value = serde_json::from_slice(&flat).unwrap();
        assert_eq!(flat[1], events[1]);
        assert_eq!(flat[3], events[3]);
    }

    /// Should this fail, ruma has been mended, and this module may go.
    #[test]
    fn ruma_cannot_stand_deep_events() {
        let event = nested(200).to_string();
        let evaluate = |json: &str| {
            let raw = Raw::<Value>::from_json_string(json.to_owned()).unwrap();
            std::panic::catch_unwind(|| FlattenedJson::from_raw(&raw)).is_ok()
        };
        assert!(!evaluate(&event));
        let flat = flattened(event.as_bytes()).unwrap();
        assert!(evaluate(std::str::from_utf8(&flat).unwrap()));
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in prop::collection::vec(prop::sample::select(b"[]{}\"\\,:1a".to_vec()), 0..2_000)) {
            if let Some(flat) = flattened(&bytes) {
                prop_assert_eq!(flattened(&flat), None);
            }
        }
    }
}
