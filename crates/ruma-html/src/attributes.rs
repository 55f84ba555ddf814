//! What attributes say, read strictly: a value that is not of its form is no value.

use html5ever::Attribute;

/// Longest name of a code's language in bytes.
const MAX_LANGUAGE_BYTES: usize = 32;

/// A tag's attributes.
#[derive(Clone, Copy)]
pub(crate) struct Attributes<'a>(&'a [Attribute]);

impl<'a> Attributes<'a> {
    pub(crate) fn new(attributes: &'a [Attribute]) -> Self {
        Self(attributes)
    }

    /// The value of an attribute; the tokenizer has removed its duplicates.
    pub(crate) fn get(self, name: &str) -> Option<&'a str> {
        let attribute = self.0.iter().find(|one| &*one.name.local == name)?;
        Some(&attribute.value)
    }

    /// The value of an attribute that is free text.
    pub(crate) fn text(self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }
}

/// `#rrggbb`, the only form that the specification knows.
pub(crate) fn as_colour(value: &str) -> Option<u32> {
    let digits = value.strip_prefix('#')?;
    let is_hex = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(digits, 16).ok())?
}

/// A whole number, drawn to the nearest that fits.
pub(crate) fn as_integer(value: &str) -> Option<i32> {
    let value = value.trim();
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let out_of_range = if value.starts_with('-') {
        i32::MIN
    } else {
        i32::MAX
    };
    Some(value.parse().unwrap_or(out_of_range))
}

/// A length in pixels above zero; shares of a width that is not known here (`50%`) are none.
pub(crate) fn as_size(value: &str) -> Option<u32> {
    let value = value.trim();
    let digits = value.strip_suffix("px").unwrap_or(value);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(u32::MAX)).filter(|size| *size > 0)
}

/// The first class `language-…`, without that prefix.
pub(crate) fn as_language(class: &str) -> Option<String> {
    let is_part =
        |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#' | b'-' | b'_' | b'.');
    class
        .split_ascii_whitespace()
        .filter_map(|class| class.strip_prefix("language-"))
        .find(|name| (1..=MAX_LANGUAGE_BYTES).contains(&name.len()) && name.bytes().all(is_part))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_six_digits() {
        assert_eq!(as_colour("#00ff7F"), Some(0x00ff7f));
        for value in [
            "",
            "#",
            "red",
            "#fff",
            "#00ff7f80",
            "00ff7f",
            "#00ff7g",
            "#+0ff7f",
            "#é0000",
        ] {
            assert_eq!(as_colour(value), None, "{value:?}");
        }
    }

    #[test]
    fn integers_are_drawn_into_range() {
        let check = |value, expected| assert_eq!(as_integer(value), expected, "{value:?}");
        check("7", Some(7));
        check(" -3 ", Some(-3));
        check("+4", Some(4));
        check("99999999999999999999", Some(i32::MAX));
        check("-99999999999999999999", Some(i32::MIN));
        check("", None);
        check("-", None);
        check("--1", None);
        check("1.5", None);
        check("0x10", None);
    }

    #[test]
    fn sizes_are_pixels() {
        let check = |value, expected| assert_eq!(as_size(value), expected, "{value:?}");
        check("32", Some(32));
        check("32px", Some(32));
        check("99999999999", Some(u32::MAX));
        check("0", None);
        check("-1", None);
        check("50%", None);
        check("1e3", None);
        check("px", None);
    }

    #[test]
    fn languages_are_short_words() {
        let check = |class, expected: Option<&str>| {
            assert_eq!(as_language(class).as_deref(), expected, "{class:?}");
        };
        check("language-rust", Some("rust"));
        check("hljs language-c++ language-rust", Some("c++"));
        check("language-", None);
        check("fake-language-rust", None);
        check("language-<b>", None);
        check(&format!("language-{}", "a".repeat(100)), None);
    }
}
