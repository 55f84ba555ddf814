//! What the gate's elements become in the tree, and how those behave in a text.

use html_tree::{Bare, Element, Span};
use loggia_protocol::message::Tag;

use super::disarm::disarm;

/// What an element becomes, outermost first; nothing where it says nothing.
pub fn of_element(element: Element) -> Vec<Tag> {
    match element {
        Element::Bare(bare) => vec![of_bare(bare)],
        Element::Block(_) => vec![Tag::Block],
        Element::NumberedList(start) => vec![Tag::NumberedList(start.unwrap_or(1))],
        Element::Code(_) => vec![Tag::Code],
        Element::Link(address) => vec![Tag::Link(address)],
        Element::Span(span) => of_span(span),
    }
}

/// A formula's span is its content: that is what its sender put there for clients that draw no formulas.
fn of_span(span: Span) -> Vec<Tag> {
    let Span {
        colour: text,
        background,
        spoiler,
        maths: _,
    } = span;
    let spoiler = spoiler.map(|reason| {
        let reason = disarm(reason.trim()).into_owned();
        Tag::Spoiler(Some(reason).filter(|reason| !reason.is_empty()))
    });
    let has_colour = text.is_some() || background.is_some();
    let colour = has_colour.then_some(Tag::Colour { text, background });
    spoiler.into_iter().chain(colour).collect()
}

fn of_bare(bare: Bare) -> Tag {
    match bare {
        // Preformatted text becomes a block of code, which is no element of the tree.
        Bare::Paragraph | Bare::Preformatted => Tag::Paragraph,
        Bare::Heading1 => Tag::Heading(1),
        Bare::Heading2 => Tag::Heading(2),
        Bare::Heading3 => Tag::Heading(3),
        Bare::Heading4 => Tag::Heading(4),
        Bare::Heading5 => Tag::Heading(5),
        Bare::Heading6 => Tag::Heading(6),
        Bare::Quote => Tag::Quote,
        Bare::BulletList => Tag::BulletList,
        Bare::ListItem => Tag::ListItem,
        Bare::Details => Tag::Details,
        Bare::Summary => Tag::Summary,
        Bare::Table => Tag::Table,
        Bare::Caption => Tag::Caption,
        Bare::TableHead => Tag::TableHead,
        Bare::TableBody => Tag::TableBody,
        Bare::TableRow => Tag::TableRow,
        Bare::HeaderCell => Tag::HeaderCell,
        Bare::Cell => Tag::Cell,
        Bare::Bold | Bare::Strong => Tag::Strong,
        Bare::Italic | Bare::Emphasis => Tag::Emphasis,
        Bare::Underline => Tag::Underline,
        Bare::Strike | Bare::Deleted => Tag::Strike,
        Bare::Superscript => Tag::Superscript,
        Bare::Subscript => Tag::Subscript,
    }
}

/// Whether an element stands within a line.
pub fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Strong
            | Tag::Emphasis
            | Tag::Underline
            | Tag::Strike
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Code
            | Tag::Link(_)
            | Tag::Colour { .. }
            | Tag::Spoiler(_)
    )
}

/// Whether an element's text mentions nothing by itself.
pub fn is_verbatim(tag: &Tag) -> bool {
    matches!(tag, Tag::Link(_) | Tag::Code)
}

/// Whether an element holds its place without content.
pub fn shows_empty(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::ListItem | Tag::TableRow | Tag::HeaderCell | Tag::Cell
    )
}
