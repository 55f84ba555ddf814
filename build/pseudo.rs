//! Two languages that nobody speaks, for browser tests: one with long words in strange letters, which shows texts that stand in
//! no catalogue and places that are too short, and one that runs from right to left.

use std::{error::Error, fs, path::Path};

use serde_json::Value;

/// What becomes of a text between two values.
type Spelling = fn(&str) -> String;

/// The languages with their spelling. Urdu is written from right to left, counts like English, and has our digits.
pub const LANGUAGES: [(&str, Spelling); 2] = [("en-XA", long), ("ur-XB", backwards)];

/// Letters that look like those of English.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const STRANGE: &str = "áḃčḋéḟğȟíĵḱĺḿńóṕɋŕśťúṽŵẋýžÁḂČḊÉḞĞȞÍĴḰĹḾŃÓṔɊŔŚŤÚṼŴẊÝŽ";

/// Writes a catalogue as these languages have it.
pub fn write(catalogue: &Path, locales: &Path, file: &str) -> Result<(), Box<dyn Error>> {
    let words: Value = serde_json::from_str(&fs::read_to_string(catalogue)?)?;
    for (language, spelling) in LANGUAGES {
        let folder = locales.join(language);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(file), respelled(&words, spelling).to_string())?;
    }
    Ok(())
}

fn respelled(words: &Value, spelling: Spelling) -> Value {
    match words {
        Value::String(text) => Value::String(respelled_text(text, spelling)),
        Value::Object(entries) => entries
            .iter()
            .map(|(key, words)| (key.clone(), respelled(words, spelling)))
            .collect(),
        other => other.clone(),
    }
}

/// What stands in double braces is filled in by the app, and stays.
fn respelled_text(text: &str, spelling: Spelling) -> String {
    let mut parts = text.split("{{");
    let mut written = spelling(parts.next().unwrap_or_default());
    for part in parts {
        let (value, text) = part.split_once("}}").unwrap_or((part, ""));
        written.push_str(&format!("{{{{{value}}}}}{}", spelling(text)));
    }
    written
}

/// A third longer, as German is.
fn long(text: &str) -> String {
    let strange = |letter| {
        let place = LETTERS.chars().position(|known| known == letter);
        place
            .and_then(|place| STRANGE.chars().nth(place))
            .unwrap_or(letter)
    };
    let n_letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let written: String = text.chars().map(strange).collect();
    written + &"~".repeat(n_letters.div_ceil(3))
}

/// Between two signs that have a browser draw what stands between them from right to left.
fn backwards(text: &str) -> String {
    if text.chars().any(char::is_alphabetic) {
        format!("\u{202e}{text}\u{202c}")
    } else {
        text.to_owned()
    }
}
