//! One test per rule.

use ruma_html::{HtmlSanitizerMode, RemoveReplyFallback, sanitize_html};

use crate::sanitised;

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(sanitised(html), expected, "{html:?}");
}

#[track_caller]
fn stays(html: &str) {
    check(html, html);
}

#[test]
fn text_stays_text() {
    stays("");
    stays("hello, \"world\"");
    stays("  two\n lines ");
    stays("漢字 😀 é");
    check("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2");
    check("&lt;b&gt; &amp;amp; &nbsp;", "&lt;b&gt; &amp;amp; &nbsp;");
    check("&eacute; &#x41; &notanentity; &", "é A ¬anentity; &amp;");
    check("a\r\nb\rc&#13;d", "a\nb\nc&#13;d");
    check("a\0b", "ab");
}

#[test]
fn the_specifications_elements_stay() {
    for name in [
        "del",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "p",
        "ul",
        "sup",
        "sub",
        "b",
        "i",
        "u",
        "strong",
        "em",
        "s",
        "code",
        "div",
        "pre",
        "span",
        "details",
        "summary",
        "ol",
        "li",
    ] {
        stays(&format!("<{name}>text</{name}>"));
    }
    stays(
        "<table><caption>t</caption><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    );
    stays("one<br>two<hr>three");
}

#[test]
fn names_are_of_any_case_and_deprecated_ones_are_replaced() {
    check("<B>a</b> <STRONG>b</STRONG>", "<b>a</b> <strong>b</strong>");
    check("<strike>a</strike>", "<s>a</s>");
    check(
        "<font color=\"#ff0000\" data-mx-bg-color='#00FF00'>a</font>",
        "<span data-mx-color=\"#ff0000\" data-mx-bg-color=\"#00ff00\">a</span>",
    );
}

#[test]
fn other_elements_leave_their_content() {
    check("<unknown>a <b>b</b></unknown>", "a <b>b</b>");
    check("<center><big>a</big></center>", "a");
    check(
        "<form action=x><input name=a value=b><button>go</button></form>",
        "go",
    );
    check("<my-own-element x=y>a", "a");
    check(
        "<edited/> <strong>better</strong> message",
        " <strong>better</strong> message",
    );
}

#[test]
fn other_attributes_vanish() {
    check(
        "<b onclick=alert(1) style='color:red' id=x class=y>a</b>",
        "<b>a</b>",
    );
    check("<p class=important>a</p>", "<p>a</p>");
    check(
        "<a href='https://a.org' target=_top rel=x name=n>a</a>",
        "<a href=\"https://a.org\">a</a>",
    );
    check(
        "<code class='hljs language-rust x'>a</code>",
        "<code class=\"language-rust\">a</code>",
    );
    check("<code class=x>a</code>", "<code>a</code>");
}

#[test]
fn attributes_say_what_they_may() {
    stays("<span data-mx-color=\"#123abc\">a</span>");
    check(
        "<span data-mx-color=red data-mx-bg-color='#fff'>a</span>",
        "<span>a</span>",
    );
    stays("<span data-mx-spoiler=\"\">a</span>");
    stays("<span data-mx-spoiler=\"why &amp; &quot;how&quot;\">a</span>");
    stays("<span data-mx-maths=\"x &lt; \\frac{1}{2}\"><code>x</code></span>");
    stays("<div data-mx-maths=\"y\">y</div>");
    stays("<ol start=\"-3\"><li>a</li></ol>");
    check(
        "<ol start=99999999999><li>a</li></ol>",
        "<ol start=\"2147483647\"><li>a</li></ol>",
    );
    check("<ol start=x><li>a</li></ol>", "<ol><li>a</li></ol>");
}

#[test]
fn images_are_kept_on_matrix_servers() {
    stays("<img src=\"mxc://a.org/b\" alt=\"x\" title=\"y\" width=\"32\" height=\"16\">");
    check(
        "<img src=mxc://a.org/b width=32px height=0 srcset=x>",
        "<img src=\"mxc://a.org/b\" width=\"32\">",
    );
    check("<img src=https://a.org/b alt=cat>", "cat");
    check("<img src=https://a.org/b>", "");
    check("<img src=mxc://a.org/../b>", "");
    check("<img alt='<script>'>", "&lt;script&gt;");
}

#[test]
fn links_without_an_allowed_address_leave_their_text() {
    check(
        "<a>a</a><a name=x>b</a><a href=/x>c</a><a href=''>d</a>",
        "abcd",
    );
    check(
        "<a href=\"matrix:u/a:b.org\">a</a>",
        "<a href=\"matrix:u/a:b.org\">a</a>",
    );
    let strict = |html| sanitize_html(html, HtmlSanitizerMode::Strict, RemoveReplyFallback::Yes);
    assert_eq!(strict("<a href=\"matrix:u/a:b.org\">a</a>"), "a");
    assert_eq!(
        strict("<a href=\"https://b.org\">a</a>"),
        "<a href=\"https://b.org\">a</a>"
    );
}

#[test]
fn reply_fallbacks_go_when_asked() {
    let html = "<mx-reply><blockquote>old<mx-reply>x</mx-reply> older</blockquote></mx-reply>new";
    check(html, "new");
    let kept = sanitize_html(html, HtmlSanitizerMode::Compat, RemoveReplyFallback::No);
    assert_eq!(kept, "<blockquote>oldx older</blockquote>new");
    check("new<mx-reply>never closed <b>x</b>", "new");
    stays("<code>&lt;mx-reply&gt;a&lt;/mx-reply&gt;</code>");
}

#[test]
fn what_is_open_gets_closed() {
    check("<b>a", "<b>a</b>");
    check("<b><i>a</b>b</i>", "<b><i>a</i></b>b");
    check("a</b></p></div></td></unknown>", "a");
    check("<p>a<p>b", "<p>a</p><p>b</p>");
    check(
        "<p>a<ul><li>b<li>c<ul><li>d</ul></ul>e",
        "<p>a</p><ul><li>b</li><li>c<ul><li>d</li></ul></li></ul>e",
    );
    check("<h1>a</h3>b", "<h1>a</h1>b");
    check("<h1>a<h2>b", "<h1>a</h1><h2>b</h2>");
    check("<p>a<hr>b", "<p>a</p><hr>b");
    check("<br/>a</br>", "<br>a");
}

#[test]
fn links_do_not_nest() {
    check(
        "<a href=https://a.org>a<a href=https://b.org>b</a>c</a>",
        "<a href=\"https://a.org\">a</a><a href=\"https://b.org\">b</a>c",
    );
    check(
        "<a href=https://a.org><table><tr><td><a href=https://b.org>b</a>",
        "<a href=\"https://a.org\"><table><tr><td>b</td></tr></table></a>",
    );
}

#[test]
fn tables_are_whole() {
    check(
        "<table><td>a<td>b<tr><td>c",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
    );
    check("<td>a</td><tr><th>b</th></tr><caption>c</caption>", "abc");
    check(
        "<table><tr><td><table><tr><td>a</table>b</div></table>c",
        "<table><tr><td><table><tr><td>a</td></tr></table>b</td></tr></table>c",
    );
}

#[test]
fn preformatted_text_keeps_its_lines() {
    check("<pre>\na\n b</pre>", "<pre>a\n b</pre>");
    check("<pre>\n\na</pre>", "<pre>\n\na</pre>");
    stays("<pre><code class=\"language-c++\">\na  b\n</code></pre>");
}

#[test]
fn raw_text_is_read_as_browsers_read_it() {
    for name in [
        "script", "style", "title", "iframe", "noembed", "noframes", "noscript",
    ] {
        check(
            &format!("a<{name}><b>x</b><img src=mxc://a/b></{name}>c"),
            "ac",
        );
        check(&format!("a<{name}><b>never closed"), "a");
        check(
            &format!("a<{name}><!--</{name}>b--></{name}>c"),
            "ab--&gt;c",
        );
    }
    check("a<xmp><b>x</b></xmp>c", "a&lt;b&gt;x&lt;/b&gt;c");
    check("a<textarea><b>x</textarea>c", "a&lt;b&gt;xc");
    check(
        "a<plaintext><b>x</plaintext></b>",
        "a&lt;b&gt;x&lt;/plaintext&gt;&lt;/b&gt;",
    );
    check(
        "a<template><b>x</b><template>y</template>z</template>c",
        "ac",
    );
    check(
        "<svg><b>a</b><text>b</text></svg><math><mi>x</mi></math>",
        "<b>a</b>bx",
    );
    check(
        "<svg><style><img src=x onerror=alert(1)></style></svg>a",
        "a",
    );
}

#[test]
fn comments_and_declarations_vanish() {
    check("a<!-- <b>x</b> -->b<!-->c<!--->d<!x>e<?php x ?>f", "abcdef");
    check(
        "<!DOCTYPE html><html><head><title>t</title></head><body>a</body></html>",
        "a",
    );
    check("a<![CDATA[<b>x</b>]]>b", "ax]]&gt;b");
    check("a<!-- never closed <b>x", "a");
}
