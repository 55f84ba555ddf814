//! Known tricks, in our own words: what the tests of other sanitisers (ammonia, bleach, ruma-html) look for, and what
//! published attacks on them did. Left what comes in, right what is left.

use crate::sanitised;

fn check(corpus: &[(&str, &str)]) {
    for (html, expected) in corpus {
        assert_eq!(sanitised(html), *expected, "{html:?}");
    }
}

#[test]
fn broken_tags() {
    check(&[
        ("a <em>never closed", "a <em>never closed</em>"),
        ("a <b>b</b", "a <b>b</b>"),
        ("<b", ""),
        ("<some thing=", ""),
        ("<some thing thing2 ", ""),
        ("I <3 you </3", "I &lt;3 you "),
        ("< b>a</ b>", "&lt; b&gt;a"),
        ("<>a</>", "&lt;&gt;a"),
        ("mail <me@example.org> or <you@example.org>", "mail  or "),
        ("<<b>a", "&lt;<b>a</b>"),
        ("<b <i>a</b>", "<b>a</b>"),
        ("<b/onclick=alert(1)/>a", "<b>a</b>"),
        ("<b\u{c}onclick=x>a", "<b>a</b>"),
        ("<b\u{0}>a", "a"),
        ("<p><b>a</p>b</b>", "<p><b>a</b></p>b"),
        ("<x><y><z>a</z></y></x>", "a"),
    ]);
}

#[test]
fn scripts() {
    check(&[
        ("an <script>evil()</script> example", "an  example"),
        ("<SCRIPT SRC=//x.invalid/y.js></SCRIPT>a", "a"),
        ("<script/src='x'></script>a", "a"),
        ("<script src=x<b>y</script>a", "a"),
        (
            "<<script>script>evil()<</script>/script>",
            "&lt;/script&gt;",
        ),
        (
            "<scr<script></script>ipt>evil()</scr</script>ipt>",
            "ipt&gt;evil()ipt&gt;",
        ),
        ("<script<script>>evil()</script</script>>", "&gt;evil()&gt;"),
        ("<script><!--<script></script>a</script>b", "b"),
        ("<script>'</scr'+'ipt>'</script >a", "a"),
        ("<ul><li><script></li></ul>", "<ul><li></li></ul>"),
        ("\"><style>@import'javascript:x'</style>", "\"&gt;"),
        (
            "<link rel=stylesheet href=x><base href=//x.invalid><meta http-equiv=refresh content='0;url=x'>a",
            "a",
        ),
        ("<object data='javascript:x'><embed src=x></object>a", "a"),
        ("<body onload=x background='javascript:y'>a", "a"),
        (
            "<input type=image src='javascript:x'><isindex action=x>a",
            "a",
        ),
        (
            "<video poster='javascript:x'><source onerror=y src=z></video>a",
            "a",
        ),
        (
            "<marquee onstart=x>a</marquee><bgsound src=x><layer src=y>b",
            "ab",
        ),
    ]);
}

#[test]
fn hidden_schemes() {
    let hidden = [
        "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A x",
        "&#0000106&#0000097vascript:x",
        "jav&#x0A;ascript:x",
        "jav&#x0D;ascript:x",
        "&#14;javascript:x",
        "  &#32; javascript:x",
        "javascript&#58;x",
        "javascript&colon;x",
        "javascript:https://a.org",
        "javascript://a.org/%0aalert(1)",
        "https&colon;javascript:x",
        "feed:javascript:x",
        "jar:https://a.org!/x",
        "mhtml:https://a.org",
        "livescript:x",
        "mocha:x",
        "\\\"https://a.org\\\"",
        "\u{feff}https://a.org",
        "ht\u{200b}tps://a.org",
        "ｊavascript:x",
    ];
    for address in hidden {
        let html = format!("<a href=\"{address}\">a</a><img src=\"{address}\">");
        assert_eq!(sanitised(&html), "a", "{html:?}");
    }
    check(&[
        ("<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">", "\"&gt;"),
        ("<IMG SRC=`javascript:x`>", ""),
        ("<IMG LOWSRC='javascript:x' DYNSRC=y>", ""),
        (
            "<img src='mxc://a.org/b' src='javascript:x'>",
            "<img src=\"mxc://a.org/b\">",
        ),
        ("<image src=mxc://a.org/b>a", "a"),
        ("<imgsrc=mxc://a.org/b>a", "a"),
        ("<img%20src%3Dmxc://a/b>a", "a"),
    ]);
}

#[test]
fn attributes_that_break_out() {
    check(&[
        (
            "<a href='https://a.org/\"onclick=\"x'>a</a>",
            "<a href=\"https://a.org/&quot;onclick=&quot;x\">a</a>",
        ),
        (
            "<a href=\"https://a.org/?a=1&copy=2&amp;b=&lt;3\">a</a>",
            "<a href=\"https://a.org/?a=1&amp;copy=2&amp;b=&lt;3\">a</a>",
        ),
        (
            "<img src=mxc://a.org/b alt='\"><script>alert(1)</script>'>",
            "<img src=\"mxc://a.org/b\" alt=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">",
        ),
        (
            "<span data-mx-spoiler='</span><b>'>a</span>",
            "<span data-mx-spoiler=\"&lt;/span&gt;&lt;b&gt;\">a</span>",
        ),
        (
            "<span data-mx-maths='--><img src=x onerror=y>'>a</span>",
            "<span data-mx-maths=\"--&gt;&lt;img src=x onerror=y&gt;\">a</span>",
        ),
        (
            "<code class='language-x\" onclick=\"y'>a</code>",
            "<code>a</code>",
        ),
        ("<ol start='1\" onclick=\"y'>", "<ol></ol>"),
        (
            "<span data-mx-color='#000000;background:url(x)'>a</span>",
            "<span>a</span>",
        ),
    ]);
}

/// What reads differently inside and outside of drawings and formulas, or inside and outside of raw text, and so came back
/// to life when the result was parsed again.
const SECOND_TIME: &[(&str, &str)] = &[
    (
        "<svg></p><style><a id='</style><img src=1 onerror=x>'>",
        "'&gt;",
    ),
    ("<svg></br><style><!--</style><img src/onerror=x>", ""),
    ("<math></p><title><!--</title><img src/onerror=x>", ""),
    (
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x&gt;'>",
        "<table></table>",
    ),
    (
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>",
        "",
    ),
    (
        "<svg><iframe><a title='</iframe><img src onerror=x>'>t",
        "'&gt;t",
    ),
    (
        "<svg><foreignObject><math><iframe><!--</iframe><img src onerror=x>-->",
        "--&gt;",
    ),
    (
        "<math><annotation-xml encoding='text/html'><xmp><!--</xmp><img title='--&gt;x'>",
        "&lt;!--",
    ),
    (
        "<noscript><p title='</noscript><img src=x onerror=y>'>",
        "'&gt;",
    ),
    ("<noscript><xmp></noscript><img src=x onerror=y>", ""),
    (
        "<select><template><style><!--</style><a rel='--></style></template></select><img src=x onerror=y>'>",
        "",
    ),
    (
        "<textarea><script></textarea><img src=x onerror=y>",
        "&lt;script&gt;",
    ),
    (
        "<xmp><p title='</xmp><img src=x onerror=y>'>",
        "&lt;p title=''&gt;",
    ),
    (
        "<noembed><img alt='</noembed><img src=x onerror=y>'></noembed>",
        "'&gt;",
    ),
    (
        "<plaintext></plaintext><img src=x>",
        "&lt;/plaintext&gt;&lt;img src=x&gt;",
    ),
    (
        "<frameset><frame src='javascript:x'></frameset><noframes><b></noframes>a",
        "a",
    ),
    (
        "<svg><a><animate attributeName=href to='javascript:x'></a><set attributeName=href to=y></svg>",
        "",
    ),
    (
        "<svg><use href='data:image/svg+xml,x'/><image xlink:href=x></svg>a",
        "a",
    ),
    (
        "<table><a href=https://a.org><tr><a href=https://b.org>x",
        "<table><a href=\"https://a.org\"></a><tr><a href=\"https://b.org\">x</a></tr></table>",
    ),
    ("<!--><img src=x onerror=y>--><b>a", "--&gt;<b>a</b>"),
    ("<!-- --!><img src=x onerror=y>-->a", "--&gt;a"),
    ("<![CDATA[><b>a</b>]]>", "<b>a</b>]]&gt;"),
    ("<?xml:namespace prefix='x'?><x:b>a</x:b>", "a"),
    ("<!ENTITY x 'y'>&x;a", "&amp;x;a"),
];

#[test]
fn what_reads_differently_the_second_time() {
    check(SECOND_TIME);
}
