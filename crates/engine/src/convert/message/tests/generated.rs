//! Random messages: whatever comes in, what is shown stays within the closed tree.

use html_tree::{HtmlSanitizerMode, allowed_link, well_formed_mxc};
use loggia_protocol::message::{Node, Tag};
use proptest::{prelude::*, sample::select};

use super::body;

const PIECES: [&str; 44] = [
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<td>",
    "</table>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<br>",
    "<hr>",
    "<span data-mx-spoiler='x' data-mx-color='#ff0000'>",
    "</span>",
    "<details>",
    "<summary>",
    "<a foo href='javascript:alert(1)'>",
    "<a href='https://a.org'>",
    "<a href='matrix:u/alice:example.org'>",
    "<a href='https://matrix.to/#/#a:b.org'>",
    "</a>",
    "<img alt=a src='https://tracker.invalid'>",
    "<img src='mxc://a.org/b' width=9999>",
    "<script>",
    "</script>",
    "<svg>",
    "<mx-reply>",
    "</mx-reply>",
    " ",
    "\n",
    "text",
    "https://a.org/x",
    "javascript://x/",
    "@alice:example.org",
    "@room",
    "#a:b.org",
    "www.a.org",
    "\u{202e}",
    "\u{2067}",
    "😀",
];

pub(super) fn check(nodes: &[Node]) {
    let mut waiting: Vec<&Node> = nodes.iter().collect();
    while let Some(node) = waiting.pop() {
        match node {
            Node::Text(text) => {
                assert!(
                    !text.is_empty() && !text.contains(['\u{202e}', '\0']),
                    "{text:?}"
                );
            }
            Node::Element(tag, children) => {
                if let Tag::Link(address) = tag {
                    assert!(
                        allowed_link(address, HtmlSanitizerMode::Compat).is_some(),
                        "{address:?}"
                    );
                }
                waiting.extend(children);
            }
            Node::Image {
                source,
                width,
                height,
                ..
            } => {
                assert!(well_formed_mxc(source.as_str()).is_some(), "{source}");
                assert!(
                    width.is_none_or(|width| width <= 800)
                        && height.is_none_or(|height| height <= 600)
                );
            }
            Node::Break | Node::Rule | Node::CodeBlock { .. } | Node::Mention(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn soups_of_html(pieces in prop::collection::vec(select(&PIECES[..]), 0..40)) {
        let html = pieces.concat();
        check(&body("plain", Some(&html)).nodes);
        check(&body(&html, None).nodes);
    }

    #[test]
    fn random_text(text in any::<String>()) {
        check(&body(&text, None).nodes);
        check(&body("plain", Some(&text)).nodes);
    }
}
