//! The words of a tree, without their form: for previews, copying and assistive names.

use loggia_protocol::message::{Mention, Node, Tag};

use super::tags::is_inline;

/// What stands for text that its sender hides.
const HIDDEN: &str = "███";

/// The tree's text: a line for each block, marks for items, nothing of what is hidden.
pub fn of(nodes: &[Node]) -> String {
    let mut words = Words::default();
    let mut waiting: Vec<Step<'_>> = nodes.iter().rev().map(Step::Enter).collect();
    while let Some(step) = waiting.pop() {
        match step {
            Step::Enter(Node::Element(tag, children)) => {
                words.enter(tag);
                waiting.push(Step::Leave(tag));
                if !matches!(tag, Tag::Spoiler(_)) {
                    waiting.extend(children.iter().rev().map(Step::Enter));
                }
            }
            Step::Enter(leaf) => words.leaf(leaf),
            Step::Leave(tag) => words.leave(tag),
        }
    }
    let end = words.text.trim_end().len();
    words.text.truncate(end);
    words.text
}

/// What is still to be walked.
enum Step<'a> {
    Enter(&'a Node),
    Leave(&'a Tag),
}

#[derive(Default)]
struct Words {
    text: String,
    /// The next number of each list that is open; bullets have none.
    lists: Vec<Option<i32>>,
    /// Where the text of the last item begins: a paragraph that opens an item goes on in its line.
    item: usize,
}

impl Words {
    fn enter(&mut self, tag: &Tag) {
        if is_block(tag) {
            self.new_line();
        }
        match tag {
            Tag::BulletList => self.lists.push(None),
            Tag::NumberedList(start) => self.lists.push(Some(*start)),
            Tag::ListItem => self.mark_item(),
            Tag::HeaderCell | Tag::Cell if !self.is_at_line_start() => self.text.push('\t'),
            Tag::Spoiler(_) => self.text.push_str(HIDDEN),
            _ => {}
        }
    }

    fn mark_item(&mut self) {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.text.push_str(&format!("{number}. "));
                *number = number.saturating_add(1);
            }
            _ => self.text.push_str("• "),
        }
        self.item = self.text.len();
    }

    fn leave(&mut self, tag: &Tag) {
        match tag {
            Tag::BulletList | Tag::NumberedList(_) => {
                self.lists.pop();
            }
            Tag::ListItem => self.item = 0,
            _ => {}
        }
        if is_block(tag) {
            self.new_line();
        }
    }

    fn leaf(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.text.push_str(text),
            Node::Break => self.text.push('\n'),
            Node::Rule => self.new_line(),
            Node::CodeBlock { code, .. } => {
                self.new_line();
                self.text.push_str(code);
                self.new_line();
            }
            Node::Image { alt, .. } => self.text.push_str(alt),
            Node::Mention(Mention::User { name, .. } | Mention::Room { name, .. }) => {
                self.text.push_str(name);
            }
            Node::Mention(Mention::Everyone) => self.text.push_str("@room"),
            Node::Element(..) => {}
        }
    }

    fn new_line(&mut self) {
        if !self.is_at_line_start() && self.item != self.text.len() {
            self.text.push('\n');
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }
}

/// Whether an element has lines of its own; a row's cells share one.
fn is_block(tag: &Tag) -> bool {
    !is_inline(tag) && !matches!(tag, Tag::HeaderCell | Tag::Cell)
}
