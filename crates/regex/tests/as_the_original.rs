//! What the dependencies ask, with the original's answers.

use std::borrow::Cow;

use regex::{Regex, bytes, escape};

/// As ruma looks for a word: bounded by the text's ends or by what is no word character of ASCII.
fn word(word: &str) -> bytes::Regex {
    bytes::Regex::new(&format!(r"(?-u:^|\W|\b){}(?-u:\b|\W|$)", escape(word))).expect("a pattern")
}

#[test]
fn a_word_is_found_between_others_and_not_within_one() {
    let is_found = |text: &str| word("tea").is_match(text.as_bytes());
    assert!(is_found("tea"));
    assert!(is_found("some tea, please"));
    assert!(is_found("»tea«"));
    assert!(is_found("teaé"));
    assert!(!is_found("steam"));
    assert!(!is_found("tea_pot"));
    assert!(!is_found(""));
}

#[test]
fn what_has_a_meaning_is_escaped() {
    assert!(word("a.b (c)").is_match(b"see a.b (c) there"));
    assert!(!word("a.b").is_match(b"axb"));
}

#[test]
fn matches_are_replaced() {
    let space = Regex::new(r"\s+").unwrap();
    assert_eq!(space.replace_all("a  b\u{2003}c", "-"), "a-b-c");
    assert!(matches!(
        space.replace_all("abc", "-"),
        Cow::Borrowed("abc")
    ));
    assert_eq!(space.replace_all(" ", ""), "");
    assert_eq!(space.replace_all("", "-"), "");
    let symbols = Regex::new(r"[#,:\{\}\\]+").unwrap();
    assert_eq!(symbols.replace_all("{#a:,b}", ""), "ab");
    let marks = Regex::new("[\u{202a}-\u{202f}\u{200e}\u{200f}]").unwrap();
    assert_eq!(marks.replace_all("a\u{202e}b\u{200f}", ""), "ab");
}

#[test]
fn empty_matches_are_replaced_between_characters() {
    let nothing = Regex::new("x*").unwrap();
    assert_eq!(nothing.replace_all("äb", "-"), "-ä-b-");
}

#[test]
fn the_first_match_is_the_leftmost() {
    let digits = Regex::new(r"\d+").unwrap();
    let found = digits.find("ab 123 45").unwrap();
    assert_eq!((found.as_str(), found.start(), found.end()), ("123", 3, 6));
    assert_eq!(digits.find("ab"), None);
}

#[test]
fn mentions_of_people_are_seen() {
    let person = Regex::new("@.+[:.].+").unwrap();
    assert!(person.is_match("@alice:example.org"));
    assert!(!person.is_match("alice"));
}

#[test]
fn lines_begin_where_they_are_told_to() {
    assert!(Regex::new(r"(?m)^\[b\]").unwrap().is_match("a\n[b]"));
    assert!(!Regex::new(r"^\[b\]").unwrap().is_match("a\n[b]"));
}

#[test]
fn what_is_no_pattern_is_refused() {
    let pattern = "(".to_owned();
    let error = Regex::new(&pattern).unwrap_err();
    assert!(!error.to_string().is_empty());
}

#[test]
#[should_panic(expected = "groups")]
fn groups_are_refused() {
    Regex::new("(a)").unwrap().replace_all("a", "$1");
}
