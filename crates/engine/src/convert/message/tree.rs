//! From the gate's flat pieces to the nested tree: no recursion, one stack of what is open.

use html_tree::{Bare, Element, Fragment, MAX_DEPTH, Piece};
use loggia_protocol::message::{Node, Tag};

use super::{
    disarm::disarm,
    found, image,
    pills::Reader,
    plain,
    space::Space,
    tags::{is_inline, is_verbatim, of_element, shows_empty},
};

/// The tree of a fragment.
pub fn build(fragment: Fragment, reader: &Reader<'_>) -> Vec<Node> {
    let mut builder = Builder {
        reader,
        budget: found::budget(),
        space: Space::default(),
        open: vec![Frame::default()],
        counts: Vec::new(),
        n_verbatim: 0,
        depth: 0,
        code: None,
    };
    for piece in fragment {
        match builder.code.take() {
            Some(code) => builder.code_piece(code, &piece),
            None => builder.piece(piece),
        }
    }
    builder.open.pop().unwrap_or_default().nodes
}

struct Builder<'a> {
    reader: &'a Reader<'a>,
    /// How much may still be found in text.
    budget: usize,
    space: Space,
    /// The message itself, and what is open in the tree, outermost first.
    open: Vec<Frame>,
    /// Whether each element that is open in the message is also one in the tree: one that says nothing is not.
    counts: Vec<bool>,
    /// How many links and runs of code are open: their text is not searched.
    n_verbatim: usize,
    /// How deep the tree is here: a single span can become two elements.
    depth: usize,
    /// The block of code that is being read.
    code: Option<Code>,
}

/// An element that is open.
#[derive(Default)]
struct Frame {
    /// What it becomes, outermost first.
    tags: Vec<Tag>,
    nodes: Vec<Node>,
}

/// A block of code that is open.
struct Code {
    /// How many elements are open in it, and itself.
    depth: usize,
    language: Option<String>,
    text: String,
}

impl Builder<'_> {
    fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Open(Element::Bare(Bare::Preformatted)) => {
                self.space.end_line();
                self.code = Some(Code {
                    depth: 1,
                    language: None,
                    text: String::new(),
                });
            }
            Piece::Open(element) => self.open(element),
            Piece::Close => self.close(),
            Piece::Text(text) => self.text(&text),
            Piece::Break => {
                self.space.end_line();
                self.push(Node::Break);
            }
            Piece::Rule => {
                self.space.end_line();
                self.push(Node::Rule);
            }
            Piece::Image(image) => {
                self.space_before();
                if let Some(node) = image::of(&image) {
                    self.push(node);
                    self.space.thing();
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let text = disarm(text);
        if self.is_in_code() {
            self.space_before();
            self.space.thing();
            return self.push_text(text.into_owned());
        }
        let text = self.space.text(&text);
        if self.n_verbatim > 0 {
            return self.push_text(text);
        }
        for node in found::in_text(&text, self.reader, &mut self.budget) {
            match node {
                Node::Text(text) => self.push_text(text),
                node => self.push(node),
            }
        }
    }

    fn open(&mut self, element: Element) {
        let mut tags = of_element(element);
        match tags.iter().all(is_inline) {
            true => self.space_before(),
            false => self.space.end_line(),
        }
        tags.truncate(MAX_DEPTH - self.depth);
        self.counts.push(!tags.is_empty());
        if tags.is_empty() {
            return;
        }
        self.depth += tags.len();
        self.n_verbatim += usize::from(tags.iter().any(is_verbatim));
        self.open.push(Frame {
            tags,
            nodes: Vec::new(),
        });
    }

    fn close(&mut self) {
        if self.counts.pop() != Some(true) {
            return;
        }
        let Some(Frame { tags, nodes }) = self.open.pop() else {
            return;
        };
        self.depth -= tags.len();
        self.n_verbatim -= usize::from(tags.iter().any(is_verbatim));
        if !tags.iter().all(is_inline) {
            self.space.end_line();
        }
        if let [Tag::Link(address)] = &*tags
            && let Some(mention) = self.reader.pill(address, &plain::of(&nodes))
        {
            self.space.thing();
            self.push(Node::Mention(mention));
        } else if !nodes.is_empty() || tags.iter().any(shows_empty) {
            let wrap = |nodes, tag| vec![Node::Element(tag, nodes)];
            let nodes = tags.into_iter().rev().fold(nodes, wrap);
            nodes.into_iter().for_each(|node| self.push(node));
        }
    }

    /// Collects what stands in a block of code, where only text counts.
    fn code_piece(&mut self, mut code: Code, piece: &Piece) {
        match piece {
            Piece::Open(element) => {
                code.depth += 1;
                if let Element::Code(language) = element {
                    code.language = code.language.or_else(|| language.clone());
                }
            }
            Piece::Close => code.depth -= 1,
            Piece::Text(text) => code.text.push_str(&disarm(text)),
            Piece::Break | Piece::Rule => code.text.push('\n'),
            Piece::Image(image) => code
                .text
                .push_str(&disarm(image.alt.as_deref().unwrap_or_default())),
        }
        if code.depth > 0 {
            self.code = Some(code);
        } else if !code.text.trim().is_empty() {
            let text = code
                .text
                .strip_suffix('\n')
                .unwrap_or(&code.text)
                .to_owned();
            self.push(Node::CodeBlock {
                language: code.language,
                code: text,
            });
        }
    }

    fn space_before(&mut self) {
        let space = self.space.due().to_owned();
        self.push_text(space);
    }

    fn push_text(&mut self, text: String) {
        if !text.is_empty() {
            self.push(Node::Text(text));
        }
    }

    /// Adds a node to what is open; runs of text become one.
    fn push(&mut self, node: Node) {
        let Some(frame) = self.open.last_mut() else {
            return;
        };
        match (frame.nodes.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => frame.nodes.push(node),
        }
    }

    fn is_in_code(&self) -> bool {
        self.n_verbatim > 0
            && self
                .open
                .iter()
                .any(|frame| frame.tags.contains(&Tag::Code))
    }
}
