//! Spoils JSON: the same seed spoils in the same way.

use serde_json::{Map, Value, json};

/// As deep as the browser's `fetch` lets answers be: ruma panics on deeper events.
const DEPTH: usize = 90;

/// A source of chance that can be repeated.
pub struct Fuzz {
    state: u64,
}

impl Fuzz {
    /// From a seed that is not zero.
    pub fn seeded(seed: u64) -> Self {
        Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        }
    }

    /// Changes one or a few values somewhere within an object.
    pub fn spoil(&mut self, value: &mut Value) {
        for _ in 0..=self.below(2) {
            match value {
                Value::Object(fields) if !fields.is_empty() => self.spoil_field(fields),
                _ => {}
            }
        }
    }

    fn spoil_one(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) if !fields.is_empty() => self.spoil_field(fields),
            Value::Array(items) if !items.is_empty() => {
                let index = self.below(items.len());
                match self.below(3) {
                    0 => items[index] = self.nonsense(),
                    _ => self.spoil_one(&mut items[index]),
                }
            }
            _ => *value = self.nonsense(),
        }
    }

    fn spoil_field(&mut self, fields: &mut Map<String, Value>) {
        let key = fields.keys().nth(self.below(fields.len())).cloned();
        let Some(key) = key else { return };
        match self.below(6) {
            0 => drop(fields.remove(&key)),
            1 => drop(fields.insert(key, self.nonsense())),
            2 => {
                let value = fields.remove(&key).unwrap_or_default();
                fields.insert(self.text(), value);
            }
            _ => self.spoil_one(&mut fields[&key]),
        }
    }

    /// Something that is rarely expected.
    fn nonsense(&mut self) -> Value {
        match self.below(18) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(-1),
            3 => json!(i64::MIN),
            4 => json!(u64::MAX),
            5 => json!(1.5e300),
            6 => json!([]),
            7 => json!({}),
            8 => json!([null, {}, [[]]]),
            9 => json!({ "": { "": "" } }),
            10 => (0..DEPTH).fold(json!("deep"), |inner, _| json!([inner])),
            11 => (0..DEPTH).fold(json!("deep"), |inner, _| json!({ "a": inner })),
            12 => json!("9".repeat(400)),
            13 => json!("x".repeat(5_000)),
            _ => json!(self.text()),
        }
    }

    fn text(&mut self) -> String {
        let texts = [
            "",
            " ",
            "a",
            "\0",
            "\u{202e}evil",
            "__proto__",
            "constructor",
            "m.room.message",
            "$1",
            "@",
            "@:",
            "!a:fake.test",
            "#a",
            "mxc://",
            "mxc://fake.test/../a",
            "geo:",
            "javascript:alert(1)",
            "<script>",
            "%s%n",
            "-1",
            "9".repeat(400).leak(),
            "x".repeat(5_000).leak(),
            "👩‍👩‍👧‍👦",
            "e\u{301}\u{301}\u{301}",
            "\u{fffd}",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        ];
        texts[self.below(texts.len())].to_owned()
    }

    /// Xorshift: even enough for this, and the same everywhere.
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % limit as u64).expect("it is below the limit")
    }
}
