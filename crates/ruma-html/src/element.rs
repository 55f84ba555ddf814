//! The closed set of elements that pass the gate, each with the facts that are kept of it.

use html5ever::Attribute;

use crate::{
    HtmlSanitizerMode,
    attributes::{Attributes, as_colour, as_integer, as_language, as_size},
    links::{allowed_link, well_formed_mxc},
};

macro_rules! bare {
    ($($(#[$doc:meta])* $variant:ident $name:literal;)*) => {
        /// Elements of which nothing is kept but what they are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Bare {
            $($(#[$doc])* $variant,)*
        }

        impl Bare {
            /// The element's name in HTML.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

bare! {
    /// A paragraph.
    Paragraph "p";
    /// The largest heading.
    Heading1 "h1";
    /// A heading.
    Heading2 "h2";
    /// A heading.
    Heading3 "h3";
    /// A heading.
    Heading4 "h4";
    /// A heading.
    Heading5 "h5";
    /// The smallest heading.
    Heading6 "h6";
    /// A quote.
    Quote "blockquote";
    /// A list without numbers.
    BulletList "ul";
    /// A list's item.
    ListItem "li";
    /// Text as it is typed, mostly code.
    Preformatted "pre";
    /// Content that can be folded.
    Details "details";
    /// What stays of folded content.
    Summary "summary";
    /// A table.
    Table "table";
    /// A table's title.
    Caption "caption";
    /// A table's head.
    TableHead "thead";
    /// A table's body.
    TableBody "tbody";
    /// A table's row.
    TableRow "tr";
    /// A cell that titles others.
    HeaderCell "th";
    /// A cell.
    Cell "td";
    /// Bold text.
    Bold "b";
    /// Important text.
    Strong "strong";
    /// Italic text.
    Italic "i";
    /// Stressed text.
    Emphasis "em";
    /// Underlined text.
    Underline "u";
    /// Text that holds no more.
    Strike "s";
    /// Text that was taken out.
    Deleted "del";
    /// Raised text.
    Superscript "sup";
    /// Lowered text.
    Subscript "sub";
}

/// An element that holds others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// One without facts.
    Bare(Bare),
    /// `div`, with the formula that its content stands for.
    Block(Option<String>),
    /// `ol`, with the number of its first item.
    NumberedList(Option<i32>),
    /// `code`, with its language.
    Code(Option<String>),
    /// `a`, with an address that passed [`allowed_link`].
    Link(String),
    /// `span`.
    Span(Span),
}

/// What is kept of a `span`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Text colour, `0xRRGGBB`.
    pub colour: Option<u32>,
    /// Background colour, `0xRRGGBB`.
    pub background: Option<u32>,
    /// That it hides its content, and the reason, which may be empty.
    pub spoiler: Option<String>,
    /// The formula that its content stands for.
    pub maths: Option<String>,
}

/// A picture whose address follows the grammar of `mxc:`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Where it is kept.
    pub source: String,
    /// What it shows, in words.
    pub alt: Option<String>,
    /// What else is said of it.
    pub title: Option<String>,
    /// Wanted width in pixels, above zero.
    pub width: Option<u32>,
    /// Wanted height in pixels, above zero.
    pub height: Option<u32>,
}

impl Element {
    /// The element's name in HTML.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Bare(bare) => bare.name(),
            Self::Block(_) => "div",
            Self::NumberedList(_) => "ol",
            Self::Code(_) => "code",
            Self::Link(_) => "a",
            Self::Span(_) => "span",
        }
    }

    /// The element that a tag opens, unless it is none of ours or its address is barred.
    pub(crate) fn from_tag(
        name: &str,
        attributes: &[Attribute],
        mode: HtmlSanitizerMode,
    ) -> Option<Self> {
        let attributes = Attributes::new(attributes);
        match name {
            "div" => Some(Self::Block(attributes.text("data-mx-maths"))),
            "ol" => Some(Self::NumberedList(
                attributes.get("start").and_then(as_integer),
            )),
            "code" => Some(Self::Code(attributes.get("class").and_then(as_language))),
            "span" => Some(Self::Span(Span::from_attributes(attributes))),
            "a" => {
                let address = allowed_link(attributes.get("href")?, mode)?;
                Some(Self::Link(address.to_owned()))
            }
            _ => Bare::named(name).map(Self::Bare),
        }
    }
}

impl Span {
    /// `color` is what `font` once had.
    fn from_attributes(attributes: Attributes<'_>) -> Self {
        let colour = attributes.get("data-mx-color").or(attributes.get("color"));
        Self {
            colour: colour.and_then(as_colour),
            background: attributes.get("data-mx-bg-color").and_then(as_colour),
            spoiler: attributes.text("data-mx-spoiler"),
            maths: attributes.text("data-mx-maths"),
        }
    }
}

impl Image {
    /// The picture of an `img`, or the words that stand for it where its address is barred.
    pub(crate) fn from_attributes(attributes: &[Attribute]) -> Result<Self, Option<String>> {
        let attributes = Attributes::new(attributes);
        let Some(source) = attributes.get("src").and_then(well_formed_mxc) else {
            return Err(attributes.text("alt"));
        };
        Ok(Self {
            source: source.to_owned(),
            alt: attributes.text("alt"),
            title: attributes.text("title"),
            width: attributes.get("width").and_then(as_size),
            height: attributes.get("height").and_then(as_size),
        })
    }
}
