//! The closed tree that formatted messages become: what the engine's HTML gate lets through, and all that the app can draw.
//!
//! The tree carries text and a few typed facts, never markup, so that the app builds DOM nodes from it and parses nothing.
//! Limits (depth, number of nodes, length) are kept by whoever builds the tree: see `crates/ruma-html`.

use serde::{Deserialize, Serialize};

use crate::ids::{Mxc, UserId};

/// A message's text, ready to draw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The blocks and runs of text, in order.
    pub nodes: Vec<Node>,
    /// The whole text without any formatting, for previews, copying and assistive names. It does not tell what a spoiler hides.
    pub plain: String,
    /// Whether the text is nothing but a few emoji, which are drawn large.
    pub is_only_emoji: bool,
}

/// One piece of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// A run of text, to be drawn as it stands: white space that HTML draws together is drawn together, new lines are meant.
    Text(String),
    /// A forced new line.
    Break,
    /// A horizontal rule.
    Rule,
    /// An element with content.
    Element(Tag, Vec<Node>),
    /// A block of code, with its language as the sender named it (`language-…`, without the prefix).
    CodeBlock {
        /// The language, if one was named.
        language: Option<String>,
        /// The code as it stands.
        code: String,
    },
    /// A picture within the text (custom emoji and the like); drawn as its alternative text until it is loaded.
    Image {
        /// Where the picture is kept.
        source: Mxc,
        /// What is shown in its place.
        alt: String,
        /// Width in CSS pixels, at most 800.
        width: Option<u16>,
        /// Height in CSS pixels, at most 600.
        height: Option<u16>,
    },
    /// Somebody's or something's pill.
    Mention(Mention),
}

/// The elements that hold other pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tag {
    /// `p`
    Paragraph,
    /// `div`
    Block,
    /// `h1` … `h6`
    Heading(u8),
    /// `blockquote`
    Quote,
    /// `ul`
    BulletList,
    /// `ol`, with the number of its first item
    NumberedList(i32),
    /// `li`
    ListItem,
    /// `b`, `strong`
    Strong,
    /// `i`, `em`
    Emphasis,
    /// `u`
    Underline,
    /// `s`, `del`, `strike`
    Strike,
    /// `sup`
    Superscript,
    /// `sub`
    Subscript,
    /// `code` within a line
    Code,
    /// `a`, with an address that was checked against the allowed schemes
    Link(String),
    /// `span` or `font` with colours
    Colour {
        /// Text colour, `0xRRGGBB`.
        text: Option<u32>,
        /// Background colour, `0xRRGGBB`.
        background: Option<u32>,
    },
    /// `span data-mx-spoiler`, with its reason if one was given
    Spoiler(Option<String>),
    /// `details`
    Details,
    /// `summary`
    Summary,
    /// `table`
    Table,
    /// `caption`
    Caption,
    /// `thead`
    TableHead,
    /// `tbody`
    TableBody,
    /// `tr`
    TableRow,
    /// `th`
    HeaderCell,
    /// `td`
    Cell,
}

/// Whom or what a pill stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mention {
    /// A person, with the name that the room knows.
    User {
        /// Who.
        user: UserId,
        /// The name on the pill, without the `@`.
        name: String,
        /// Whether it is the reader.
        is_own: bool,
    },
    /// A room, or an event in it, by the address or id in the link.
    Room {
        /// Room alias or id.
        room: String,
        /// The event, if the link names one.
        event: Option<String>,
        /// The text of the link.
        name: String,
    },
    /// Everybody in the room (`@room`).
    Everyone,
}
