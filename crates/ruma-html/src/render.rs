//! From pieces back to HTML.

use std::fmt::{self, Display, Formatter, Write};

use crate::{
    element::{Bare, Element, Image, Span},
    fragment::{Fragment, Piece},
};

impl Display for Fragment {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let mut open = Vec::new();
        let mut is_after_pre = false;
        for piece in &self.pieces {
            match piece {
                Piece::Open(element) => {
                    open.push(element.name());
                    start_tag(out, element)?;
                }
                Piece::Close => {
                    let name = open.pop().expect("each end has its start");
                    write!(out, "</{name}>")?;
                }
                Piece::Text(text) => {
                    // A parser drops the first new line in a `pre`.
                    if is_after_pre && text.starts_with('\n') {
                        out.write_char('\n')?;
                    }
                    escape(out, text, &['&', '<', '>', '\r', '\u{a0}'])?;
                }
                Piece::Break => out.write_str("<br>")?,
                Piece::Rule => out.write_str("<hr>")?,
                Piece::Image(picture) => image(out, picture)?,
            }
            is_after_pre = *piece == Piece::Open(Element::Bare(Bare::Preformatted));
        }
        Ok(())
    }
}

fn start_tag(out: &mut Formatter<'_>, element: &Element) -> fmt::Result {
    write!(out, "<{}", element.name())?;
    match element {
        Element::Bare(_) => {}
        Element::Block(maths) => text(out, "data-mx-maths", maths.as_deref())?,
        Element::NumberedList(start) => number(out, "start", *start)?,
        Element::Code(Some(language)) => write!(out, " class=\"language-{language}\"")?,
        Element::Code(None) => {}
        Element::Link(address) => text(out, "href", Some(address))?,
        Element::Span(facts) => span(out, facts)?,
    }
    out.write_char('>')
}

fn span(out: &mut Formatter<'_>, span: &Span) -> fmt::Result {
    colour(out, "data-mx-color", span.colour)?;
    colour(out, "data-mx-bg-color", span.background)?;
    text(out, "data-mx-spoiler", span.spoiler.as_deref())?;
    text(out, "data-mx-maths", span.maths.as_deref())
}

fn image(out: &mut Formatter<'_>, image: &Image) -> fmt::Result {
    out.write_str("<img")?;
    text(out, "src", Some(&image.source))?;
    text(out, "alt", image.alt.as_deref())?;
    text(out, "title", image.title.as_deref())?;
    number(out, "width", image.width)?;
    number(out, "height", image.height)?;
    out.write_char('>')
}

fn text(out: &mut Formatter<'_>, name: &str, value: Option<&str>) -> fmt::Result {
    let Some(value) = value else { return Ok(()) };
    write!(out, " {name}=\"")?;
    escape(out, value, &['&', '<', '>', '\r', '\u{a0}', '"'])?;
    out.write_char('"')
}

fn number(out: &mut Formatter<'_>, name: &str, value: Option<impl Display>) -> fmt::Result {
    value.map_or(Ok(()), |value| write!(out, " {name}=\"{value}\""))
}

fn colour(out: &mut Formatter<'_>, name: &str, value: Option<u32>) -> fmt::Result {
    value.map_or(Ok(()), |value| write!(out, " {name}=\"#{value:06x}\""))
}

/// Escapes what would not come back as it is. A carriage return would come back as a new line.
fn escape(out: &mut Formatter<'_>, text: &str, special: &[char]) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        let (before, from) = rest.split_at(at);
        let mut chars = from.chars();
        let escaped = match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\r') => "&#13;",
            _ => "&nbsp;",
        };
        out.write_str(before)?;
        out.write_str(escaped)?;
        rest = chars.as_str();
    }
    out.write_str(rest)
}
