//! What holds for everything that passes, judged by other code than the gate's own: the url crate takes addresses for what
//! browsers take them for, and html5ever's tree builder reads the result as a browser would.

use html5ever::{parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use ruma_html::{
    Element, Fragment, HtmlSanitizerMode, MAX_DEPTH, Piece, RemoveReplyFallback, parse,
};
use url::Url;

/// Checks one input; refused ones have nothing to check.
pub fn check(html: &str) {
    let Ok(fragment) = pass(html) else { return };
    check_pieces(&fragment, html);
    let rendered = fragment.to_string();
    let again = pass(&rendered).expect("what has passed passes again");
    assert_eq!(again, fragment, "not stable: {html:?} became {rendered:?}");
    check_dom(&rendered, &fragment);
}

fn pass(html: &str) -> Result<Fragment, ruma_html::Refused> {
    parse(html, HtmlSanitizerMode::Compat, RemoveReplyFallback::Yes)
}

fn check_pieces(fragment: &Fragment, html: &str) {
    let mut depth = 0usize;
    let mut was_text = false;
    for piece in fragment.pieces() {
        match piece {
            Piece::Open(element) => {
                depth += 1;
                if let Element::Link(address) = element {
                    assert!(is_harmless_link(address), "{address:?} from {html:?}");
                }
            }
            Piece::Close => depth = depth.checked_sub(1).expect("balanced"),
            Piece::Text(text) => assert!(!text.is_empty() && !was_text, "{html:?}"),
            Piece::Image(image) => assert!(image.source.starts_with("mxc://"), "{html:?}"),
            Piece::Break | Piece::Rule => {}
        }
        was_text = matches!(piece, Piece::Text(_));
        assert!(depth <= MAX_DEPTH, "{html:?}");
    }
    assert_eq!(depth, 0, "{html:?}");
}

fn is_harmless_link(address: &str) -> bool {
    let base = Url::parse("https://app.invalid/").expect("a valid address");
    let Ok(url) = base.join(address) else {
        return true;
    };
    match url.scheme() {
        "http" | "https" | "ftp" => url.host_str().is_some_and(|host| host != "app.invalid"),
        scheme => matches!(scheme, "mailto" | "magnet" | "matrix"),
    }
}

/// Reads the result with a tree builder and looks at each node, without recursion.
fn check_dom(rendered: &str, fragment: &Fragment) {
    let dom = parse_document(RcDom::default(), Default::default()).one(rendered);
    let mut text = String::new();
    let mut waiting: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = waiting.pop() {
        match &node.data {
            NodeData::Document => {}
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                for attribute in attrs.borrow().iter() {
                    let (name, attribute_name) = (&*name.local, &*attribute.name.local);
                    check_attribute(name, attribute_name, &attribute.value, rendered);
                }
                assert!(
                    is_allowed_element(&name.local),
                    "{} in {rendered:?}",
                    name.local
                );
            }
            _ => panic!("not an element or text in {rendered:?}"),
        }
        waiting.extend(node.children.borrow().iter().cloned());
    }
    let expected: String = fragment.pieces().iter().filter_map(text_of).collect();
    assert_eq!(letters(&text), letters(&expected), "{rendered:?}");
}

fn text_of(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Text(text) => Some(text),
        _ => None,
    }
}

/// Text without order and white space: tree builders move text out of tables.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<_> = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\0')
        .collect();
    letters.sort_unstable();
    letters
}

fn is_allowed_element(name: &str) -> bool {
    let implied = ["html", "head", "body", "tbody", "colgroup"];
    let allowed = "del h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s code hr br div table thead \
                   tbody tr th td caption pre span img details summary";
    implied.contains(&name) || allowed.split(' ').any(|one| one == name)
}

fn check_attribute(element: &str, attribute: &str, value: &str, rendered: &str) {
    let is_fine = match (element, attribute) {
        ("a", "href") => is_harmless_link(value),
        ("img", "src") => value.starts_with("mxc://"),
        ("img", "alt" | "title")
        | ("span", "data-mx-spoiler")
        | ("span" | "div", "data-mx-maths") => true,
        ("img", "width" | "height") => value.parse::<u32>().is_ok(),
        ("ol", "start") => value.parse::<i32>().is_ok(),
        ("code", "class") => value.starts_with("language-") && !value.contains(' '),
        ("span", "data-mx-color" | "data-mx-bg-color") => {
            value.starts_with('#') && value.len() == 7
        }
        _ => false,
    };
    assert!(is_fine, "{element} {attribute}={value:?} in {rendered:?}");
}
