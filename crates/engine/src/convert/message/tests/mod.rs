//! The whole way from an event's text to the tree.

mod generated;
mod html;
mod limits;
mod others;
mod text;

use loggia_protocol::message::{Body, Mention, Node, Tag};
use matrix_sdk::ruma::{UserId, events::room::message::FormattedBody, user_id};

use super::{pills::Reader, read};

/// What the reader, who is `@me:example.org` and knows Alice, is shown.
fn body(plain: &str, html: Option<&str>) -> Body {
    let name_of = |user: &UserId| {
        let is_alice = user.as_str() == "@alice:example.org";
        is_alice.then(|| "Alice".to_owned())
    };
    let reader = Reader {
        own: user_id!("@me:example.org"),
        name_of: &name_of,
    };
    read(plain, html.map(FormattedBody::html).as_ref(), &reader)
}

/// A tree in short: elements as calls, text in quotes.
fn shown(nodes: &[Node]) -> String {
    nodes.iter().map(node).collect::<Vec<_>>().join(" ")
}

fn node(node: &Node) -> String {
    match node {
        Node::Text(text) => format!("{text:?}"),
        Node::Break => "br".to_owned(),
        Node::Rule => "hr".to_owned(),
        Node::Element(tag, children) => format!("{}({})", name(tag), shown(children)),
        Node::CodeBlock { language, code } => {
            format!("pre[{}]({code:?})", language.as_deref().unwrap_or_default())
        }
        Node::Image {
            source,
            alt,
            width,
            height,
        } => {
            let size = |size: &Option<u16>| size.map_or("?".to_owned(), |size| size.to_string());
            format!("img[{source} {}x{}]({alt:?})", size(width), size(height))
        }
        Node::Mention(Mention::User { user, name, is_own }) => {
            format!(
                "user[{user}{}]({name:?})",
                if *is_own { " own" } else { "" }
            )
        }
        Node::Mention(Mention::Room { room, event, name }) => {
            let event = event.as_ref().map(|event| format!(" {event}"));
            format!("room[{room}{}]({name:?})", event.unwrap_or_default())
        }
        Node::Mention(Mention::Everyone) => "everyone".to_owned(),
    }
}

fn name(tag: &Tag) -> String {
    match tag {
        Tag::Paragraph => "p".to_owned(),
        Tag::Block => "div".to_owned(),
        Tag::Heading(level) => format!("h{level}"),
        Tag::Quote => "quote".to_owned(),
        Tag::BulletList => "ul".to_owned(),
        Tag::NumberedList(start) => format!("ol[{start}]"),
        Tag::ListItem => "li".to_owned(),
        Tag::Strong => "b".to_owned(),
        Tag::Emphasis => "i".to_owned(),
        Tag::Underline => "u".to_owned(),
        Tag::Strike => "s".to_owned(),
        Tag::Superscript => "sup".to_owned(),
        Tag::Subscript => "sub".to_owned(),
        Tag::Code => "code".to_owned(),
        Tag::Link(address) => format!("a[{address}]"),
        Tag::Colour { text, background } => {
            let hex = |colour: &Option<u32>| colour.map_or("-".to_owned(), |c| format!("{c:06x}"));
            format!("colour[{} {}]", hex(text), hex(background))
        }
        Tag::Spoiler(reason) => format!("spoiler[{}]", reason.as_deref().unwrap_or_default()),
        Tag::Details => "details".to_owned(),
        Tag::Summary => "summary".to_owned(),
        Tag::Table => "table".to_owned(),
        Tag::Caption => "caption".to_owned(),
        Tag::TableHead => "thead".to_owned(),
        Tag::TableBody => "tbody".to_owned(),
        Tag::TableRow => "tr".to_owned(),
        Tag::HeaderCell => "th".to_owned(),
        Tag::Cell => "td".to_owned(),
    }
}
