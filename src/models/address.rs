//! A room's address, suggested by its name.

/// What would end an address early, and what ends a word.
const REFUSED: &str = "#:%/?\\\"'“”‘’„()[]{}<>,;!&";

/// An address that fits a name: words in small letters with lines between them.
pub fn suggested(name: &str) -> String {
    let part = |word: &str| {
        let kept = word.chars().filter(|c| !REFUSED.contains(*c));
        kept.collect::<String>().to_ascii_lowercase()
    };
    let words = name.split_whitespace().map(part);
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_suggests_an_address() {
        let cases = [
            ("Tea", "tea"),
            ("  Tea & Biscuits (50%) ", "tea-biscuits-50"),
            ("#help: me", "help-me"),
            ("Küche", "küche"),
            ("?", ""),
        ];
        for (name, address) in cases {
            assert_eq!(suggested(name), address);
        }
    }
}
