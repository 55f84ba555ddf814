//! Huge and hostile messages give bounded trees.

use loggia_protocol::message::Node;

use super::body;
use crate::convert::message::{MAX_TEXT_BYTES, found::MAX_FOUND};

/// How deep and of how many nodes a tree is, measured without recursion.
fn size(nodes: &[Node]) -> (usize, usize) {
    let mut waiting: Vec<(&Node, usize)> = nodes.iter().map(|node| (node, 0)).collect();
    let (mut depth, mut count) = (0, 0);
    while let Some((node, above)) = waiting.pop() {
        count += 1;
        if let Node::Element(_, children) = node {
            depth = depth.max(above + 1);
            waiting.extend(children.iter().map(|child| (child, above + 1)));
        }
    }
    (depth, count)
}

#[track_caller]
fn check(plain: &str, html: Option<&str>) -> (usize, usize) {
    let body = body(plain, html);
    let (depth, count) = size(&body.nodes);
    assert!(depth <= html_tree::MAX_DEPTH, "{depth} deep");
    assert!(
        count <= html_tree::MAX_NODES + 3 * MAX_FOUND,
        "{count} nodes"
    );
    assert!(
        body.plain.len() <= 2 * html_tree::MAX_BYTES,
        "{} bytes",
        body.plain.len()
    );
    (depth, count)
}

#[test]
fn huge_text() {
    check(&"word ".repeat(13_000), None);
    check(&"x".repeat(60_000), None);
    check(&"😀".repeat(10_000), None);
    check(&"line\n".repeat(13_000), None);
    check(&format!("Z{}", "\u{335}\u{489}".repeat(15_000)), None);
    let long = body(&"é".repeat(MAX_TEXT_BYTES), None);
    assert_eq!(long.plain.len(), MAX_TEXT_BYTES);
}

#[test]
fn many_finds() {
    for unit in [
        "https://a.org ",
        "a@b.org ",
        "@a:b.org ",
        "#a:b.org ",
        "@room ",
        "www.a.org ",
        "matrix:u/a:b.org ",
        "(www.",
        "(matrix:",
        "1:a.www._",
        "@@",
        "# ",
        ",#",
        "://",
        "http://[",
    ] {
        let text = unit.repeat(65_000 / unit.len());
        let (_, count) = check(&text, None);
        assert!(count <= 3 * MAX_FOUND + 1, "{unit}: {count}");
        check("", Some(&text));
    }
}

#[test]
fn hostile_html() {
    assert_eq!(check("plain", Some(&"<b>".repeat(13_000))), (0, 1));
    assert_eq!(check("plain", Some(&"<p>".repeat(13_000))), (0, 1));
    let span = "<span data-mx-spoiler data-mx-color='#ff0000'>";
    assert_eq!(
        check("plain", Some(&(span.repeat(100) + "x"))).0,
        html_tree::MAX_DEPTH
    );
    let row = "<tr><td>x</td></tr>".repeat(5000);
    assert_eq!(
        check("plain", Some(&format!("<table>{row}</table>"))),
        (3, 15_001)
    );
    check("plain", Some(&"<br>".repeat(16_000)));
    check(
        "plain",
        Some(&format!("<pre>{}</pre>", "<b>\n</b>".repeat(5000))),
    );
    let name = "x".repeat(60_000);
    check(
        "plain",
        Some(&format!("<a href='matrix:u/a:b.org'>{name}</a>")),
    );
}

/// The tree is small enough to be written, read and dropped on a small stack.
#[test]
fn the_deepest_tree_needs_little_stack() {
    const STACK_BYTES: usize = 256 * 1024;
    let check = || {
        let body = body("plain", Some(&("<b>".repeat(html_tree::MAX_DEPTH) + "x")));
        let bytes = postcard::to_allocvec(&body).unwrap();
        let read: loggia_protocol::message::Body = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(read, body);
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    thread.spawn(check).unwrap().join().unwrap();
}
