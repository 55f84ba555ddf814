//! The emoji with their names, as a file that the app loads when somebody first asks for it.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// The file's name; the app knows it.
const FILE: &str = "emoji-en.json";

/// Writes the file into the staging folder.
pub fn write(staging: &Path) -> Result<()> {
    let entries: Vec<Value> = emojis::iter().map(entry).collect();
    fs::write(staging.join(FILE), Value::from(entries).to_string())
        .with_context(|| format!("cannot write {FILE}"))
}

/// `["👍", "thumbs up", "+1 thumbsup"]`
fn entry(emoji: &emojis::Emoji) -> Value {
    let shortcodes: Vec<_> = emoji.shortcodes().collect();
    json!([emoji.as_str(), emoji.name(), shortcodes.join(" ")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_symbol_name_and_shortcodes() {
        let thumb = emojis::get("👍").expect("it is an emoji");
        assert_eq!(entry(thumb), json!(["👍", "thumbs up", "+1 thumbsup"]));
    }
}
