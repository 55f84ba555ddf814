//! What one message may ask for, and that asking for more stops nothing.

use std::thread;

use ruma_html::{
    HtmlSanitizerMode, MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_TAG_BYTES, Refused,
    RemoveReplyFallback, parse, sanitize_html,
};

fn refusal(html: &str) -> Option<Refused> {
    parse(html, HtmlSanitizerMode::Compat, RemoveReplyFallback::Yes).err()
}

#[test]
fn limits_are_exact() {
    let nested = |depth: usize| "<b>".repeat(depth) + "x";
    assert_eq!(refusal(&nested(MAX_DEPTH)), None);
    assert_eq!(refusal(&nested(MAX_DEPTH + 1)), Some(Refused::TooDeep));
    assert_eq!(refusal(&"<br>".repeat(MAX_NODES)), None);
    assert_eq!(
        refusal(&"<br>".repeat(MAX_NODES + 1)),
        Some(Refused::TooMany)
    );
    assert_eq!(refusal(&"x".repeat(MAX_BYTES)), None);
    assert_eq!(refusal(&"x".repeat(MAX_BYTES + 1)), Some(Refused::TooLong));
}

#[test]
fn tags_are_of_bounded_length() {
    let title = |length: usize| format!("<p title=\"{}\">x</p>", "a".repeat(length));
    assert_eq!(refusal(&title(MAX_TAG_BYTES / 2)), None);
    assert_eq!(refusal(&title(MAX_TAG_BYTES * 2)), Some(Refused::LongTag));
    let attributes: String = (0..MAX_TAG_BYTES).map(|n| format!(" a{n}")).collect();
    assert_eq!(refusal(&format!("<a{attributes}>")), Some(Refused::LongTag));
}

#[test]
fn stray_ends_and_implied_ones_do_not_hide_depth() {
    assert_eq!(refusal(&"<div></x>".repeat(5000)), Some(Refused::TooDeep));
    assert_eq!(refusal(&"<div><p></div>".repeat(50)), None);
    assert_eq!(
        refusal(&"<div><!--</div>-->".repeat(200)),
        Some(Refused::TooDeep)
    );
    assert_eq!(
        refusal(&"<table><tr><td>".repeat(40)),
        Some(Refused::TooDeep)
    );
    assert_eq!(refusal(&"<p>".repeat(500)), None);
    assert_eq!(refusal(&"<li>".repeat(500)), None);
    assert_eq!(refusal(&"<unknown>".repeat(5000)), None);
}

#[test]
fn what_is_refused_leaves_nothing() {
    let html = "text".to_owned() + &"<b>".repeat(MAX_DEPTH + 1);
    assert_eq!(sanitised(&html), "");
}

/// What is nested, thousands of times; none of it leaves anything.
const UNITS: [&str; 9] = [
    "<b>",
    "<div>",
    "<blockquote><p>",
    "<mx-reply>",
    "<table><tr><td>",
    "<ul><li>",
    "<svg>",
    "<unknown>",
    "<b></i>",
];

fn sanitised(html: &str) -> String {
    sanitize_html(html, HtmlSanitizerMode::Compat, RemoveReplyFallback::Yes)
}

fn check_nesting() {
    for unit in UNITS {
        for count in [6_500, 13_000, 100_000] {
            assert_eq!(sanitised(&unit.repeat(count)), "", "{unit} {count}");
            let fitting = unit.repeat(count.min(MAX_BYTES / unit.len()));
            assert_eq!(sanitised(&fitting), "", "{unit} {count}, as far as it fits");
        }
    }
    let deepest = "<b>".repeat(MAX_DEPTH) + "x";
    assert_eq!(
        sanitised(&deepest),
        deepest.clone() + &"</b>".repeat(MAX_DEPTH)
    );
}

/// ruma-html 0.9.0 overflows this stack, and a browser's from some thousand levels on: one such message, kept in a room's
/// history, would end the engine at each start.
#[test]
fn hostile_nesting_needs_no_stack() {
    const STACK_BYTES: usize = 128 * 1024;
    let thread = thread::Builder::new().stack_size(STACK_BYTES);
    thread.spawn(check_nesting).unwrap().join().unwrap();
}
