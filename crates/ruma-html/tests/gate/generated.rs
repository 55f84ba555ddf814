//! Random soups of tags, attributes, addresses, encodings and nesting, each looked at by the oracle.

use proptest::{prelude::*, sample::select};

use crate::oracle;

const ELEMENTS: [&str; 64] = [
    "a",
    "b",
    "i",
    "u",
    "s",
    "p",
    "div",
    "span",
    "font",
    "strike",
    "strong",
    "em",
    "del",
    "sup",
    "sub",
    "code",
    "pre",
    "h1",
    "h2",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "details",
    "summary",
    "img",
    "br",
    "hr",
    "mx-reply",
    "script",
    "style",
    "title",
    "textarea",
    "xmp",
    "iframe",
    "noscript",
    "noembed",
    "noframes",
    "plaintext",
    "template",
    "svg",
    "math",
    "mtext",
    "mglyph",
    "annotation-xml",
    "foreignObject",
    "form",
    "input",
    "select",
    "option",
    "frameset",
    "body",
    "html",
    "head",
    "image",
    "unknown",
];

const ATTRIBUTES: [&str; 20] = [
    "href",
    "src",
    "HREF",
    "xlink:href",
    "style",
    "onclick",
    "onerror",
    "class",
    "alt",
    "title",
    "width",
    "height",
    "start",
    "color",
    "data-mx-color",
    "data-mx-bg-color",
    "data-mx-spoiler",
    "data-mx-maths",
    "foo",
    "\"",
];

const VALUES: [&str; 24] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "https://a.org/?x=1&y=2",
    "https:a.org",
    "//a.org",
    "mailto:a@b.org",
    "magnet:?x",
    "matrix:u/a:b.org",
    "mxc://a.org/b",
    "mxc://a.org/../b",
    "/path",
    "#00ff00",
    "red",
    "language-rust",
    "12",
    "-3",
    "99999999999",
    "",
    "a b\"c'd<e>f&amp;g",
    "</b>",
    "-->",
    "\u{202e}\u{0}\r\n\t漢",
];

const TEXTS: [&str; 20] = [
    "text",
    " ",
    "\n",
    "<",
    ">",
    "&",
    "&lt;b&gt;",
    "&#0;",
    "&#13;",
    "&nbsp",
    "&notit;",
    "<!--",
    "-->",
    "<!",
    "<?",
    "]]>",
    "<![CDATA[",
    "</",
    "\u{0}",
    "漢字😀",
];

/// An attribute's value, as it stands or with characters written as references.
fn value() -> impl Strategy<Value = String> {
    let encode = |value: &str, kind: u8| -> String {
        let one = |(at, c): (usize, char)| match (kind, at % 3) {
            (1, _) => format!("&#{};", c as u32),
            (2, _) => format!("&#x{:X};", c as u32),
            (3, 0) => format!("&#x{:07x}", c as u32),
            (4, 0) => format!("&Tab;{c}"),
            (5, 0) => format!("{c}\n"),
            _ => c.to_string(),
        };
        value.chars().enumerate().map(one).collect()
    };
    (select(&VALUES[..]), 0u8..6).prop_map(move |(value, kind)| encode(value, kind))
}

fn attribute() -> impl Strategy<Value = String> {
    let separator = select(vec![" ", "/", "\n", " / ", ""]);
    let quote = select(vec!["\"", "'", "", "`"]);
    (
        separator,
        select(&ATTRIBUTES[..]),
        quote,
        prop::option::of(value()),
    )
        .prop_map(|(separator, name, quote, value)| match value {
            Some(value) => format!("{separator}{name}={quote}{value}{quote}"),
            None => format!("{separator}{name}"),
        })
}

fn start_tag() -> impl Strategy<Value = String> {
    let attributes = prop::collection::vec(attribute(), 0..5);
    let end = select(vec![">", ">", ">", ">", "/>", " >", "", "<"]);
    (select(&ELEMENTS[..]), attributes, end)
        .prop_map(|(name, attributes, end)| format!("<{name}{}{end}", attributes.concat()))
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => start_tag(),
        3 => select(&ELEMENTS[..]).prop_map(|name| format!("</{name}>")),
        4 => select(&TEXTS[..]).prop_map(str::to_owned),
        1 => (select(&ELEMENTS[..]), 1usize..120).prop_map(|(name, n)| format!("<{name}>").repeat(n)),
        1 => any::<String>(),
    ]
}

/// How many soups are cooked: `PROPTEST_CASES` of them, where it is set.
fn n_cases() -> u32 {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    wanted.and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(n_cases()))]

    #[test]
    fn whatever_passes_is_within_the_closed_tree(pieces in prop::collection::vec(piece(), 0..24)) {
        oracle::check(&pieces.concat());
    }

    #[test]
    fn random_text_passes(text in any::<String>()) {
        oracle::check(&text);
    }
}
