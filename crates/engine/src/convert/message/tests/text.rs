//! Plain text: what is found in it, and what it is not taken for.

use super::{body, shown};

#[track_caller]
fn check(text: &str, expected: &str) {
    let body = body(text, None);
    assert_eq!(shown(&body.nodes), expected, "{text:?}");
    assert_eq!(body.plain, text);
}

#[track_caller]
fn stays(text: &str) {
    check(text, &format!("{text:?}"));
}

#[test]
fn text_stays_as_it_is_typed() {
    stays("hello");
    stays("  two\n\n  lines ");
    stays("<b>1 < 2</b> &amp;");
    stays("漢字 😀 é");
    assert_eq!(body("", None).nodes, []);
}

#[test]
fn addresses_become_links() {
    check(
        "see https://example.org/a?b=c#d, ok",
        r#""see " a[https://example.org/a?b=c#d]("https://example.org/a?b=c#d") ", ok""#,
    );
    check(
        "(http://example.org/a_(b)).",
        r#""(" a[http://example.org/a_(b)]("http://example.org/a_(b)") ").""#,
    );
    check(
        "mail me@example.org!",
        r#""mail " a[mailto:me@example.org]("me@example.org") "!""#,
    );
    check(
        "Www.example.org/a.",
        r#"a[https://Www.example.org/a]("Www.example.org/a") ".""#,
    );
}

#[test]
fn what_is_no_address_stays_text() {
    for text in [
        "javascript://example.org/%0aalert(1)",
        "file:///etc/passwd",
        "data://text/html,x",
        "std::io",
        "example.org",
        "main.rs",
        "www.",
        "www.example",
        "awww.example.org",
        "://",
        "https://",
        "12:30",
        "a@b",
    ] {
        stays(text);
    }
}

#[test]
fn people_become_pills() {
    check("@alice:example.org", r#"user[@alice:example.org]("Alice")"#);
    check(
        "hi @bob:example.org:8448, (@me:example.org)",
        r#""hi " user[@bob:example.org:8448]("bob:example.org:8448") ", (" user[@me:example.org own]("me:example.org") ")""#,
    );
    for text in [
        "@alice",
        "x@alice:example.org:",
        "/@alice:example.org",
        "@:example.org",
        "@ a:b",
        "@a b:c",
    ] {
        stays(text);
    }
}

#[test]
fn rooms_become_pills() {
    check(
        "#room:example.org?",
        r##"room[#room:example.org]("#room:example.org") "?""##,
    );
    check(
        "#комната:localhost:8008",
        r##"room[#комната:localhost:8008]("#комната:localhost:8008")"##,
    );
    for text in ["#3:15", "#hash", "# a:example.org", "x#room:example.org"] {
        stays(text);
    }
}

#[test]
fn everybody_becomes_a_pill() {
    check("@room: lunch", r#"everyone ": lunch""#);
    check("hey @room", r#""hey " everyone"#);
    for text in ["@roommate", "@room_x", "x@room"] {
        stays(text);
    }
    check(
        "@room:example.org",
        r#"user[@room:example.org]("room:example.org")"#,
    );
}

#[test]
fn matrix_addresses_become_pills() {
    let user = r#"user[@alice:example.org]("Alice")"#;
    check("https://matrix.to/#/@alice:example.org", user);
    check("https://matrix.to/#/%40alice%3Aexample.org", user);
    check("matrix:u/alice:example.org", user);
    check(
        "https://matrix.to/#/#room:example.org",
        r##"room[#room:example.org]("#room:example.org")"##,
    );
    check(
        "https://matrix.to/#/!room:example.org/$event?via=example.org",
        r#"room[!room:example.org $event]("!room:example.org")"#,
    );
    check(
        "(matrix:r/room:example.org?action=join).",
        r##""(" room[#room:example.org]("#room:example.org") ").""##,
    );
    check(
        "https://matrix.to/#/nothing",
        r#"a[https://matrix.to/#/nothing]("https://matrix.to/#/nothing")"#,
    );
    stays("matrix:nothing");
    stays("the matrix: a film");
}

#[test]
fn a_few_emoji_are_large() {
    assert!(body("😀 👍🏽", None).is_only_emoji);
    assert!(body("x", Some("<p>😀</p>")).is_only_emoji);
    assert!(!body("😀 a", None).is_only_emoji);
}

#[test]
fn text_that_pretends_is_disarmed() {
    let body = body("a\u{202e}b https://example.org/\u{202e}gpj.exe\u{0}", None);
    assert!(!body.plain.contains(['\u{202e}', '\0']), "{body:?}");
    assert!(!shown(&body.nodes).contains("202e"), "{body:?}");
}
