//! Formatted messages.

use matrix_sdk::ruma::{
    events::room::message::{FormattedBody, MessageFormat, MessageType},
    html::{HtmlSanitizerMode, RemoveReplyFallback},
    user_id,
};

use super::{body, shown};
use crate::convert::message::{pills::Reader, read};

#[track_caller]
fn check(html: &str, expected: &str, plain: &str) {
    let body = body("fallback", Some(html));
    assert_eq!(shown(&body.nodes), expected, "{html:?}");
    assert_eq!(body.plain, plain, "{html:?}");
}

#[test]
fn formatting() {
    check("a <strong>b</strong> c", r#""a " b("b") " c""#, "a b c");
    check(
        "<b>a</b><em>b</em><i>c</i><u>d</u><del>e</del><s>f</s><sup>g</sup><sub>h</sub>",
        r#"b("a") i("b") i("c") u("d") s("e") s("f") sup("g") sub("h")"#,
        "abcdefgh",
    );
    check("<h1>a</h1><h6>b</h6>", r#"h1("a") h6("b")"#, "a\nb");
    check("a<br>b<hr>c", r#""a" br "b" hr "c""#, "a\nb\nc");
    check(
        "<p>a</p><blockquote><p>b</p></blockquote>",
        r#"p("a") quote(p("b"))"#,
        "a\nb",
    );
    check("<div>a</div>b", r#"div("a") "b""#, "a\nb");
}

#[test]
fn white_space_is_drawn_together() {
    check(
        "<p>\n  a\n  <b> b </b>\n c\n</p>\n<p> d </p>\n",
        r#"p("a " b("b") " c") p("d")"#,
        "a b c\nd",
    );
    check("a <br> b", r#""a" br "b""#, "a\nb");
    check("<ul>\n<li>a</li>\n</ul>", r#"ul(li("a"))"#, "• a");
    check("<b>a</b> <i>b</i>", r#"b("a") " " i("b")"#, "a b");
    check(
        "a <code> b  c </code> d",
        r#""a " code(" b  c ") " d""#,
        "a  b  c  d",
    );
}

#[test]
fn lists() {
    check(
        "<ul><li>a</li><li><p>b</p></li></ul><ol start=7><li>c<ol><li>d</ol></li><li>e</li></ol>",
        r#"ul(li("a") li(p("b"))) ol[7](li("c" ol[1](li("d"))) li("e"))"#,
        "• a\n• b\n7. c\n1. d\n8. e",
    );
}

#[test]
fn tables() {
    check(
        "<table><caption>t</caption><thead><tr><th>a</th><th>b</th></tr></thead>\
         <tbody>\n<tr><td>1</td> <td></td></tr></tbody></table>",
        r#"table(caption("t") thead(tr(th("a") th("b"))) tbody(tr(td("1") td())))"#,
        "t\na\tb\n1",
    );
}

#[test]
fn code() {
    check(
        "a <code>@room https://a.org</code>",
        r#""a " code("@room https://a.org")"#,
        "a @room https://a.org",
    );
    check(
        "<p>a</p><pre><code class=\"language-rust\">fn  x() {\n  &lt;b&gt;\n}\n</code></pre>b",
        r#"p("a") pre[rust]("fn  x() {\n  <b>\n}") "b""#,
        "a\nfn  x() {\n  <b>\n}\nb",
    );
    check("<pre>a <b>b</b><br>c</pre>", r#"pre[]("a b\nc")"#, "a b\nc");
    check("<pre> </pre>a", r#""a""#, "a");
}

#[test]
fn colours_and_spoilers() {
    check(
        "<span data-mx-color='#FF0000'>a</span><font color='#00ff00' data-mx-bg-color='#0000ff'>b</font>",
        r#"colour[ff0000 -]("a") colour[00ff00 0000ff]("b")"#,
        "ab",
    );
    check("a<span>b</span>c", r#""abc""#, "abc");
    check(
        "<span data-mx-spoiler>a</span> <span data-mx-spoiler=' why ' data-mx-color='#123456'>b</span>",
        r#"spoiler[]("a") " " spoiler[why](colour[123456 -]("b"))"#,
        "███ ███",
    );
}

#[test]
fn folded_content_and_formulas() {
    check(
        "<details><summary>a</summary><p>b</p></details>",
        r#"details(summary("a") p("b"))"#,
        "a\nb",
    );
    check(
        "<span data-mx-maths='x^2'><code>x²</code></span><div data-mx-maths='y'>y</div>",
        r#"code("x²") div("y")"#,
        "x²\ny",
    );
}

#[test]
fn pictures() {
    check(
        "a <img src='mxc://a.org/b' alt=':cat:' height=32 data-mx-emoticon>",
        r#""a " img[mxc://a.org/b ?x32](":cat:")"#,
        "a :cat:",
    );
    check(
        "<img src='mxc://a.org/b' title=t width=1600 height=600>",
        r#"img[mxc://a.org/b 800x300]("t")"#,
        "t",
    );
    check(
        "<img src='https://tracker.invalid' alt=cat>",
        r#""cat""#,
        "cat",
    );
}

#[test]
fn links() {
    check(
        "<a href='https://a.org'>a <b>b</b></a>",
        r#"a[https://a.org]("a " b("b"))"#,
        "a b",
    );
    check("<a foo href='javascript:alert(1)'>a</a>", r#""a""#, "a");
    check(
        "<a href='https://a.org'>https://b.org @room</a>",
        r#"a[https://a.org]("https://b.org @room")"#,
        "https://b.org @room",
    );
    check("<a href='https://a.org'></a>b", r#""b""#, "b");
    check(
        "see https://a.org",
        r#""see " a[https://a.org]("https://a.org")"#,
        "see https://a.org",
    );
}

#[test]
fn pills() {
    check(
        "<a href='https://matrix.to/#/@alice:example.org'>somebody</a>: hi",
        r#"user[@alice:example.org]("Alice") ": hi""#,
        "Alice: hi",
    );
    check(
        "hi <a href='matrix:u/bob:example.org'>@Bob</a>",
        r#""hi " user[@bob:example.org]("Bob")"#,
        "hi Bob",
    );
    check(
        "<a href='https://matrix.to/#/!r:example.org/$e'>the room</a> @room",
        r#"room[!r:example.org $e]("the room") " " everyone"#,
        "the room @room",
    );
}

#[test]
fn pills_do_not_lie() {
    check(
        "<a href='https://matrix.to/#/@evil:example.org'>@alice:example.org</a>",
        r#"user[@evil:example.org]("evil:example.org")"#,
        "evil:example.org",
    );
    check(
        "<a href='https://matrix.to/#/#evil:example.org'>#good:example.org</a>",
        r##"room[#evil:example.org]("#evil:example.org")"##,
        "#evil:example.org",
    );
    check(
        "<a href='matrix:u/bob:example.org'>\u{202e}boB\u{7}</a>",
        r#"user[@bob:example.org]("boB")"#,
        "boB",
    );
}

#[test]
fn what_does_not_pass_is_shown_plainly() {
    for html in [
        String::new(),
        " ".to_owned(),
        "<script>alert(1)</script>".to_owned(),
        "<mx-reply>old</mx-reply>".to_owned(),
        "<b>".repeat(13_000),
    ] {
        check(&html, r#""fallback""#, "fallback");
    }
}

#[test]
fn only_html_is_read_as_html() {
    let formatted = FormattedBody {
        format: MessageFormat::from("org.example.markdown"),
        body: "<b>a</b>".to_owned(),
    };
    let reader = Reader {
        own: user_id!("@me:example.org"),
        name_of: &|_| None,
    };
    let body = read("plain", Some(&formatted), &reader);
    assert_eq!(shown(&body.nodes), r#""plain""#);
}

/// The SDK takes each message of a timeline through `sanitize`: it has to be our gate that it meets there.
#[test]
fn the_sdk_uses_this_gate() {
    let sanitised = |html: &str| {
        let mut message = MessageType::text_html("plain", html);
        message.sanitize(HtmlSanitizerMode::Compat, RemoveReplyFallback::Yes);
        let MessageType::Text(text) = message else {
            panic!("a text stays a text");
        };
        text.formatted.unwrap().body
    };
    assert_eq!(sanitised("<a foo href='javascript:alert(1)'>a</a>"), "a");
    assert_eq!(sanitised("<img alt=a src='https://tracker.invalid'>"), "a");
    assert_eq!(sanitised(&"<b>".repeat(13_000)), "");
    let html = "<p>a <b>b</b></p><pre><code class=\"language-c\">\nx</code></pre>";
    assert_eq!(sanitised(html), html);
}
