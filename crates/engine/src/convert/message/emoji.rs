//! Whether a text is nothing but a few emoji.

use icu_properties::{
    CodePointSetData,
    props::{EmojiPresentation, ExtendedPictographic, RegionalIndicator},
};
use unicode_segmentation::UnicodeSegmentation;

/// Most emoji that are drawn large.
const MAX_EMOJI: usize = 10;

/// Asks for the drawing in colours of what is a letter by itself.
const AS_EMOJI: char = '\u{fe0f}';
/// Asks for the letter.
const AS_TEXT: char = '\u{fe0e}';
/// Draws a key around a digit.
const KEYCAP: char = '\u{20e3}';

/// Whether a text is made of one to [`MAX_EMOJI`] emoji and white space.
pub fn is_only(text: &str) -> bool {
    let mut n_emoji = 0;
    for cluster in text.graphemes(true) {
        if cluster.chars().all(char::is_whitespace) {
            continue;
        }
        n_emoji += 1;
        if n_emoji > MAX_EMOJI || !is_emoji(cluster) {
            return false;
        }
    }
    n_emoji > 0
}

/// Whether a cluster of characters is one emoji: a picture, a key, or a flag.
fn is_emoji(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    is_picture(first, cluster) || is_key(first, cluster) || is_flag(first, chars.next())
}

fn is_flag(first: char, second: Option<char>) -> bool {
    let indicators = CodePointSetData::new::<RegionalIndicator>();
    indicators.contains(first) && second.is_some_and(|second| indicators.contains(second))
}

fn is_picture(first: char, cluster: &str) -> bool {
    let coloured = CodePointSetData::new::<EmojiPresentation>();
    CodePointSetData::new::<ExtendedPictographic>().contains(first)
        && !cluster.contains(AS_TEXT)
        && cluster
            .chars()
            .any(|c| c == AS_EMOJI || coloured.contains(c))
}

fn is_key(first: char, cluster: &str) -> bool {
    (first.is_ascii_digit() || matches!(first, '#' | '*')) && cluster.ends_with(KEYCAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_of_all_kinds() {
        for text in [
            "👍",
            "👍🏽",
            "❤\u{fe0f}",
            "🏳\u{fe0f}\u{200d}🌈",
            "👨\u{200d}👩\u{200d}👧\u{200d}👦",
            "🇩🇪",
            "1\u{fe0f}\u{20e3}",
            "☝🏿",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            " 😀 \n 😀 ",
            "😀😀😀😀😀😀😀😀😀😀",
        ] {
            assert!(is_only(text), "{text:?}");
        }
    }

    #[test]
    fn everything_else() {
        for text in [
            "",
            " ",
            "a",
            "😀 a",
            "1",
            "#",
            "©",
            "❤\u{fe0e}",
            "🇩",
            "漢字",
            "\u{200d}",
            "\u{fe0f}",
            ":)",
            "😀😀😀😀😀😀😀😀😀😀😀",
        ] {
            assert!(!is_only(text), "{text:?}");
        }
        assert!(!is_only(&"😀".repeat(10_000)));
    }
}
