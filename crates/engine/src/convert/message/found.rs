//! What a run of text mentions without markup: addresses, people, rooms, everybody.

use html_tree::{HtmlSanitizerMode, allowed_link};
use linkify::{LinkFinder, LinkKind};
use loggia_protocol::message::{Mention, Node, Tag};
use matrix_sdk::ruma::{RoomAliasId, UserId};

use super::pills::Reader;

/// Most things that are found in one message's text; the rest stays text.
pub const MAX_FOUND: usize = 500;

/// Longest address that is found, in bytes.
const MAX_FOUND_BYTES: usize = 2048;

/// Longest address without `://` that is found, in bytes: each that might be one is looked at.
const MAX_TOLD_BYTES: usize = 512;

/// Longest identifier in bytes, as the specification says.
const MAX_ID_BYTES: usize = 255;

/// How addresses begin that are told without a scheme.
const WEB: &str = "www.";

/// How addresses begin that have a scheme without slashes.
const MATRIX: &str = "matrix:";

/// The word that mentions everybody.
const EVERYONE: &str = "@room";

/// What one message may still find.
pub fn budget() -> usize {
    MAX_FOUND
}

/// The text in pieces, with all that it mentions, as far as the budget reaches.
pub fn in_text(text: &str, reader: &Reader<'_>, budget: &mut usize) -> Vec<Node> {
    let mut pieces = Pieces {
        text,
        reader,
        budget,
        done: 0,
        nodes: Vec::new(),
    };
    if text.contains([':', '@', '.']) {
        let mut finder = LinkFinder::new();
        // Its search for addresses without a scheme takes quadratic time: `words` looks for the usual ones.
        finder
            .kinds(&[LinkKind::Url, LinkKind::Email])
            .url_must_have_scheme(true);
        for link in finder.links(text) {
            let address = match link.kind() {
                LinkKind::Email => format!("mailto:{}", link.as_str()),
                _ => link.as_str().to_owned(),
            };
            if let Some(node) = link_node(&address, link.as_str(), reader) {
                pieces.words(link.start());
                pieces.push(link.start(), link.end(), node);
            }
        }
        pieces.words(text.len());
    }
    pieces.finish()
}

/// Text that is being taken apart.
struct Pieces<'a> {
    text: &'a str,
    reader: &'a Reader<'a>,
    budget: &'a mut usize,
    /// How far it is done.
    done: usize,
    nodes: Vec<Node>,
}

impl Pieces<'_> {
    /// Looks for what begins with a word up to a place.
    fn words(&mut self, end: usize) {
        let mut before = self.text[..self.done].chars().next_back();
        let mut next = self.done;
        while let Some(c) = self.text[next..end].chars().next() {
            if *self.budget == 0 {
                return;
            }
            let word = match is_start_of_word(before) {
                true => self.word(&self.text[next..end]),
                false => None,
            };
            let length = match word {
                Some((length, node)) => {
                    self.push(next, next + length, node);
                    length
                }
                None => c.len_utf8(),
            };
            next += length;
            before = self.text[..next].chars().next_back();
        }
    }

    /// What a text begins with, and how many bytes of it that is.
    fn word(&mut self, text: &str) -> Option<(usize, Node)> {
        match text.as_bytes().first()? {
            b'@' => user(text, self.reader).or_else(|| everyone(text)),
            b'#' => room(text, self.reader),
            b'w' | b'W' if starts_with(text, WEB) => self.charge().then(|| web_address(text))?,
            b'm' | b'M' if starts_with(text, MATRIX) => {
                self.charge().then(|| matrix_address(text, self.reader))?
            }
            _ => None,
        }
    }

    /// Takes the costs of a longer look from the budget, whether it finds something or not.
    fn charge(&mut self) -> bool {
        let can_pay = *self.budget > 1;
        *self.budget -= usize::from(can_pay);
        can_pay
    }

    fn push(&mut self, start: usize, end: usize, node: Node) {
        if *self.budget == 0 {
            return;
        }
        *self.budget -= 1;
        self.push_text(start);
        self.nodes.push(node);
        self.done = end;
    }

    fn push_text(&mut self, end: usize) {
        if end > self.done {
            self.nodes
                .push(Node::Text(self.text[self.done..end].to_owned()));
        }
    }

    fn finish(mut self) -> Vec<Node> {
        self.push_text(self.text.len());
        self.nodes
    }
}

/// Whether an identifier may begin after a character; within words, paths and numbers it may not.
fn is_start_of_word(before: Option<char>) -> bool {
    before.is_none_or(|c| !c.is_alphanumeric() && !"_/.#@=&?-".contains(c))
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// The text up to the first white space, within bounds.
fn first_word(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(MAX_TOLD_BYTES)];
    text.split(char::is_whitespace).next().unwrap_or_default()
}

fn user(text: &str, reader: &Reader<'_>) -> Option<(usize, Node)> {
    let user = id(text, |c| c.is_ascii_alphanumeric() || "._=-/+".contains(c))?;
    let parsed = <&UserId>::try_from(user).ok()?;
    Some((user.len(), Node::Mention(reader.user(parsed, user))))
}

fn room(text: &str, reader: &Reader<'_>) -> Option<(usize, Node)> {
    let alias = id(text, |c| c != ':' && !c.is_whitespace() && !c.is_control())?;
    let has_domain = alias.contains('.') || alias.contains(":localhost");
    let parsed = <&RoomAliasId>::try_from(alias)
        .ok()
        .filter(|_| has_domain)?;
    Some((
        alias.len(),
        Node::Mention(reader.room(parsed.into(), None, alias)),
    ))
}

fn everyone(text: &str) -> Option<(usize, Node)> {
    let rest = text.strip_prefix(EVERYONE)?;
    let goes_on = rest.strip_prefix(':').unwrap_or(rest);
    let goes_on = goes_on.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    (!goes_on).then_some((EVERYONE.len(), Node::Mention(Mention::Everyone)))
}

/// The identifier that a text begins with: a sigil, a local part, a server's name, perhaps a port.
fn id(text: &str, is_local: impl Fn(char) -> bool) -> Option<&str> {
    let text = &text[..text.floor_char_boundary(MAX_ID_BYTES)];
    let local = text.get(1..)?.split(|c| !is_local(c)).next()?;
    let server = text[1 + local.len()..].strip_prefix(':')?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let host = server.split(|c| !is_host(c)).next()?;
    let host = host.trim_end_matches(['.', '-']);
    if local.is_empty() || host.is_empty() {
        return None;
    }
    let end = 1 + local.len() + 1 + host.len();
    Some(&text[..end + port(&text[end..])])
}

/// The length of a port with its colon.
fn port(text: &str) -> usize {
    let digits = text.strip_prefix(':').unwrap_or_default();
    match digits.bytes().take_while(u8::is_ascii_digit).count() {
        n @ 1..=5 => n + 1,
        _ => 0,
    }
}

/// An address as it is told, without a scheme.
fn web_address(text: &str) -> Option<(usize, Node)> {
    const SCHEME: &str = "https://";
    let whole = format!("{SCHEME}{}", first_word(text));
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let link = finder
        .links(&whole)
        .next()
        .filter(|link| link.start() == 0)?;
    let length = link.as_str().len().checked_sub(SCHEME.len())?;
    let has_domain = text.get(WEB.len()..length)?.contains('.');
    has_domain.then(|| (length, link_to(link.as_str(), &text[..length])))
}

/// A `matrix:` address.
fn matrix_address(text: &str, reader: &Reader<'_>) -> Option<(usize, Node)> {
    let address =
        first_word(text).trim_end_matches(['.', ',', ':', ';', '!', '?', ')', ']', '\'', '"']);
    let mention = reader.pill(address, address)?;
    Some((address.len(), Node::Mention(mention)))
}

fn link_node(address: &str, text: &str, reader: &Reader<'_>) -> Option<Node> {
    if address.len() > MAX_FOUND_BYTES {
        return None;
    }
    let address = allowed_link(address, HtmlSanitizerMode::Compat)?;
    Some(match reader.pill(address, text) {
        Some(mention) => Node::Mention(mention),
        None => link_to(address, text),
    })
}

fn link_to(address: &str, text: &str) -> Node {
    Node::Element(
        Tag::Link(address.to_owned()),
        vec![Node::Text(text.to_owned())],
    )
}
