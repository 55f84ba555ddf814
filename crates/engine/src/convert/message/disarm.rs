//! Text that pretends: control characters that turn the text around them, and marks piled up over other lines.

use std::borrow::Cow;

use icu_properties::{CodePointMapData, CodePointMapDataBorrowed, props::GeneralCategory};

/// Most marks on one letter; no living script needs more.
const MAX_MARKS: usize = 5;

/// Deepest nesting of directions, as the bidirectional algorithm has it.
const MAX_DIRECTIONS: usize = 125;

/// The text without what reaches beyond its own place.
///
/// Directional embeddings and isolates stay where they are closed within their line; overrides, which make letters read
/// backwards, never do. New lines and tabs are the only control characters that stay.
pub fn disarm(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_suspicious) {
        return Cow::Borrowed(text);
    }
    let closed = closed_directions(text);
    let mut disarmed = String::with_capacity(text.len());
    let mut n_marks = 0;
    for (at, c) in text.char_indices() {
        n_marks = if is_mark(c) { n_marks + 1 } else { 0 };
        let stays = match kind(c) {
            Kind::Control => false,
            Kind::Other => n_marks <= MAX_MARKS,
            _ => closed.binary_search(&at).is_ok(),
        };
        if stays {
            disarmed.push(c);
        }
    }
    Cow::Owned(disarmed)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Embedding,
    Override,
    EndOfEmbedding,
    Isolate,
    EndOfIsolate,
    Control,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        '\u{202a}' | '\u{202b}' => Kind::Embedding,
        '\u{202d}' | '\u{202e}' => Kind::Override,
        '\u{202c}' => Kind::EndOfEmbedding,
        '\u{2066}'..='\u{2068}' => Kind::Isolate,
        '\u{2069}' => Kind::EndOfIsolate,
        '\n' | '\t' => Kind::Other,
        c if c.is_control() => Kind::Control,
        _ => Kind::Other,
    }
}

fn is_suspicious(c: char) -> bool {
    kind(c) != Kind::Other || is_mark(c)
}

fn is_mark(c: char) -> bool {
    const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
        CodePointMapData::<GeneralCategory>::new();
    let is_mark = |category| {
        matches!(
            category,
            GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark
        )
    };
    !c.is_ascii() && is_mark(CATEGORIES.get(c))
}

/// Where the embeddings and isolates are that are closed in their line, and what closes them, in ascending order.
fn closed_directions(text: &str) -> Vec<usize> {
    let mut closed = Vec::new();
    let mut open: Vec<(usize, Kind)> = Vec::new();
    for (at, c) in text.char_indices() {
        match kind(c) {
            _ if c == '\n' => open.clear(),
            kind @ (Kind::Embedding | Kind::Override | Kind::Isolate)
                if open.len() < MAX_DIRECTIONS =>
            {
                open.push((at, kind));
            }
            Kind::EndOfEmbedding if open.last().is_some_and(|(_, kind)| *kind != Kind::Isolate) => {
                if let Some((start, Kind::Embedding)) = open.pop() {
                    closed.extend([start, at]);
                }
            }
            Kind::EndOfIsolate => {
                let isolate = open.iter().rposition(|(_, kind)| *kind == Kind::Isolate);
                if let Some(isolate) = isolate {
                    closed.extend([open[isolate].0, at]);
                    open.truncate(isolate);
                }
            }
            _ => {}
        }
    }
    closed.sort_unstable();
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(disarm(text), expected, "{text:?}");
        assert_eq!(disarm(expected), expected, "{expected:?}");
    }

    #[test]
    fn text_of_any_script_stays() {
        for text in [
            "",
            "two\n\tlines",
            "שָׁלוֹם",
            "ภาษาไทยก็",
            "é e\u{301}",
            "हिन्दी",
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f} 1\u{fe0f}\u{20e3}",
            "a\u{200f}b\u{200e}",
        ] {
            check(text, text);
        }
        assert!(matches!(disarm("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn closed_directions_stay_and_open_ones_go() {
        check("a \u{2067}b\u{2069} c", "a \u{2067}b\u{2069} c");
        check("a \u{202b}b\u{202c} c", "a \u{202b}b\u{202c} c");
        check("a \u{2067}b", "a b");
        check("a\u{2069}b\u{202c}", "ab");
        check("a\u{2067}b\nc\u{2069}", "ab\nc");
        check("\u{2066}a\u{202b}b\u{2069}", "\u{2066}ab\u{2069}");
        check("\u{202b}a\u{2066}b\u{202c}", "ab");
    }

    #[test]
    fn overrides_go() {
        check("invoice\u{202e}gpj.exe", "invoicegpj.exe");
        check("\u{202e}abc\u{202c}", "abc");
        check("\u{202d}a\u{202b}b\u{202c}c\u{202c}", "a\u{202b}b\u{202c}c");
    }

    #[test]
    fn control_characters_go() {
        check("a\u{0}\u{7}\u{1b}[31mb\u{85}c\u{7f}\r", "a[31mbc");
    }

    #[test]
    fn piles_of_marks_are_cut() {
        let zalgo = format!("Z{}a", "\u{335}\u{489}".repeat(1000));
        assert_eq!(disarm(&zalgo).chars().count(), 2 + MAX_MARKS);
    }
}
