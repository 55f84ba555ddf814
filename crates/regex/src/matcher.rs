//! The one matcher, and how a pattern is read.

use std::{
    ops::Range,
    sync::{Arc, Mutex},
};

use regex_automata::{
    Input,
    nfa::thompson::{
        self,
        pikevm::{Cache, PikeVM},
    },
    util::syntax,
};

use crate::Error;

/// As large as the original lets a compiled pattern become, in bytes.
const MOST: usize = 10 << 20;

/// A compiled pattern and the room that it works in.
#[derive(Clone, Debug)]
pub struct Matcher {
    machine: PikeVM,
    cache: Arc<Mutex<Cache>>,
}

impl Matcher {
    /// Reads a pattern; one for texts never matches within a character.
    pub fn new(pattern: &str, is_for_text: bool) -> Result<Self, Error> {
        let machine = PikeVM::builder()
            .syntax(syntax::Config::new().utf8(is_for_text))
            .thompson(
                thompson::Config::new()
                    .utf8(is_for_text)
                    .nfa_size_limit(Some(MOST)),
            )
            .build(pattern)
            .map_err(|error| Error {
                detail: error.to_string(),
            })?;
        let cache = Arc::new(Mutex::new(machine.create_cache()));
        Ok(Self { machine, cache })
    }

    /// Whether it matches anywhere.
    pub fn is_match(&self, text: &[u8]) -> bool {
        let mut cache = self.cache.lock().expect("no holder panics");
        self.machine.is_match(&mut cache, text)
    }

    /// The first match from this place on.
    pub fn find_from(&self, text: &[u8], start: usize) -> Option<Range<usize>> {
        if start > text.len() {
            return None;
        }
        let input = Input::new(text).range(start..);
        let mut slots = [None; 2];
        let mut cache = self.cache.lock().expect("no holder panics");
        self.machine.search_slots(&mut cache, &input, &mut slots)?;
        let [Some(start), Some(end)] = slots else {
            return None;
        };
        Some(start.get()..end.get())
    }
}
