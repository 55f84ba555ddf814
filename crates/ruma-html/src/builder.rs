//! From tokens to pieces: the allow-list and the limits, one token at a time.

use html5ever::tokenizer::Tag;

use crate::{
    HtmlSanitizerMode, RemoveReplyFallback,
    element::{Bare, Element, Image},
    fragment::{Fragment, Piece},
    limits::{MAX_DEPTH, MAX_NODES, Refused},
    nesting,
};

/// Makes pieces of tokens.
pub(crate) struct Builder {
    mode: HtmlSanitizerMode,
    remove_reply_fallback: RemoveReplyFallback,
    pieces: Vec<Piece>,
    /// The names of the open elements, outermost first.
    open: Vec<&'static str>,
    n_nodes: usize,
    /// The element whose content is being left out, and how many of its name are open.
    left_out: Option<(&'static str, usize)>,
    /// Whether the last tag was `<pre>`, after which a new line does not count.
    is_after_pre: bool,
    refused: Option<Refused>,
}

impl Builder {
    pub(crate) fn new(mode: HtmlSanitizerMode, remove_reply_fallback: RemoveReplyFallback) -> Self {
        Self {
            mode,
            remove_reply_fallback,
            pieces: Vec::new(),
            open: Vec::new(),
            n_nodes: 0,
            left_out: None,
            is_after_pre: false,
            refused: None,
        }
    }

    /// Whether all so far is within the limits.
    pub(crate) fn check(&self) -> Result<(), Refused> {
        self.refused.map_or(Ok(()), Err)
    }

    /// Closes what is open.
    pub(crate) fn finish(mut self) -> Result<Fragment, Refused> {
        self.close_down_to(0);
        self.check()?;
        Ok(Fragment {
            pieces: self.pieces,
        })
    }

    pub(crate) fn text(&mut self, text: &str) {
        let is_after_pre = std::mem::take(&mut self.is_after_pre);
        if self.left_out.is_some() || self.refused.is_some() {
            return;
        }
        let text = match text.strip_prefix('\n') {
            Some(rest) if is_after_pre => rest,
            _ => text,
        };
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Text(before)) => before.push_str(text),
            _ => self.leaf(Piece::Text(text.to_owned())),
        }
    }

    pub(crate) fn start(&mut self, tag: &Tag) {
        self.is_after_pre = false;
        let name = renamed(&tag.name);
        if let Some((left_out, depth)) = &mut self.left_out {
            *depth += usize::from(*left_out == name);
            return;
        }
        self.left_out = self.name_left_out(name).map(|name| (name, 1));
        if self.left_out.is_some() || self.refused.is_some() {
            return;
        }
        match name {
            "br" => self.leaf(Piece::Break),
            "hr" => {
                self.close_down_to(nesting::kept_for_block(&self.open));
                self.leaf(Piece::Rule);
            }
            "img" => match Image::from_attributes(&tag.attrs) {
                Ok(image) => self.leaf(Piece::Image(image)),
                Err(alt) => self.text(&alt.unwrap_or_default()),
            },
            _ => {
                if let Some(element) = Element::from_tag(name, &tag.attrs, self.mode) {
                    self.place(element);
                }
            }
        }
    }

    pub(crate) fn end(&mut self, tag: &Tag) {
        self.is_after_pre = false;
        let name = renamed(&tag.name);
        match &mut self.left_out {
            Some((left_out, depth)) if *left_out == name => {
                *depth -= 1;
                if *depth == 0 {
                    self.left_out = None;
                }
            }
            Some(_) => {}
            None => {
                if let Some(kept) = nesting::kept_after(name, &self.open) {
                    self.close_down_to(kept);
                }
            }
        }
    }

    /// Opens an element where it belongs.
    fn place(&mut self, element: Element) {
        let name = element.name();
        let Some(kept) = nesting::kept_for(name, &self.open) else {
            return;
        };
        self.close_down_to(kept);
        let is_cell = matches!(name, "td" | "th");
        if is_cell && self.open.last() != Some(&"tr") {
            self.open(Element::Bare(Bare::TableRow));
        }
        self.is_after_pre = name == "pre";
        self.open(element);
    }

    fn open(&mut self, element: Element) {
        if self.open.len() == MAX_DEPTH {
            self.refused = Some(Refused::TooDeep);
            return;
        }
        self.open.push(element.name());
        self.leaf(Piece::Open(element));
    }

    fn leaf(&mut self, piece: Piece) {
        if self.n_nodes == MAX_NODES {
            self.refused = Some(Refused::TooMany);
            return;
        }
        self.n_nodes += 1;
        self.pieces.push(piece);
    }

    fn close_down_to(&mut self, kept: usize) {
        let n_closed = self.open.len() - kept;
        self.pieces
            .extend(std::iter::repeat_n(Piece::Close, n_closed));
        self.open.truncate(kept);
    }

    /// Elements whose content is nothing to read: what browsers run, apply, or show only where they can do no better.
    fn name_left_out(&self, name: &str) -> Option<&'static str> {
        match name {
            "mx-reply" => {
                (self.remove_reply_fallback == RemoveReplyFallback::Yes).then_some("mx-reply")
            }
            "script" => Some("script"),
            "style" => Some("style"),
            "title" => Some("title"),
            "template" => Some("template"),
            "iframe" => Some("iframe"),
            "noembed" => Some("noembed"),
            "noframes" => Some("noframes"),
            "noscript" => Some("noscript"),
            _ => None,
        }
    }
}

/// What deprecated elements are called today.
fn renamed(name: &str) -> &str {
    match name {
        "font" => "span",
        "strike" => "s",
        name => name,
    }
}
