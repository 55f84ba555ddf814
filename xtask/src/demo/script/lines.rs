//! One line of a conversation and what became of it.

use std::borrow::Cow;

use crate::demo::pictures::View;

/// Something that one person posted.
pub struct Line {
    pub by: &'static str,
    pub what: What,
    /// A name by which later lines of the room refer to this one.
    pub label: Option<&'static str>,
    /// The label of the line that this one answers.
    pub answers: Option<&'static str>,
    /// Whom it addresses; their first names become mentions.
    pub mentions: &'static [&'static str],
    /// Signs, and who gave them.
    pub reactions: &'static [(&'static str, &'static [&'static str])],
    /// What its author made of it a little later.
    pub fate: Fate,
}

/// What was posted.
pub enum What {
    Text(Cow<'static, str>),
    /// Markdown as it was typed, and its HTML.
    Rich {
        body: &'static str,
        html: &'static str,
    },
    Picture {
        view: View,
        file: &'static str,
    },
    File {
        file: &'static str,
        media_type: &'static str,
        text: &'static str,
    },
    Poll(Poll),
}

/// A question with answers.
pub struct Poll {
    pub question: &'static str,
    pub answers: &'static [&'static str],
    /// Who chose which answer.
    pub votes: &'static [(&'static str, usize)],
    pub is_closed: bool,
}

/// Whether a line stayed as it was.
pub enum Fate {
    Kept,
    Edited(&'static str),
    Removed,
}

impl Line {
    fn new(by: &'static str, what: What) -> Self {
        Self {
            by,
            what,
            label: None,
            answers: None,
            mentions: &[],
            reactions: &[],
            fate: Fate::Kept,
        }
    }

    /// Names it for later lines.
    pub fn label(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }

    /// Makes it a reply.
    pub fn answering(mut self, label: &'static str) -> Self {
        self.answers = Some(label);
        self
    }

    /// Addresses people whose first names stand in the text.
    pub fn to(mut self, people: &'static [&'static str]) -> Self {
        self.mentions = people;
        self
    }

    /// Adds reactions.
    pub fn liked(mut self, reactions: &'static [(&'static str, &'static [&'static str])]) -> Self {
        self.reactions = reactions;
        self
    }

    /// Its author changes the text to this.
    pub fn edited(mut self, text: &'static str) -> Self {
        self.fate = Fate::Edited(text);
        self
    }

    /// Its author removes it.
    pub fn removed(mut self) -> Self {
        self.fate = Fate::Removed;
        self
    }

    /// Closes the poll.
    pub fn closed(mut self) -> Self {
        if let What::Poll(poll) = &mut self.what {
            poll.is_closed = true;
        }
        self
    }
}

/// Plain words.
pub fn say(by: &'static str, text: impl Into<Cow<'static, str>>) -> Line {
    Line::new(by, What::Text(text.into()))
}

/// Words with a form: what was typed, and its HTML.
pub fn rich(by: &'static str, body: &'static str, html: &'static str) -> Line {
    Line::new(by, What::Rich { body, html })
}

/// An image.
pub fn picture(by: &'static str, view: View, file: &'static str) -> Line {
    Line::new(by, What::Picture { view, file })
}

/// A text file.
pub fn shared_file(
    by: &'static str,
    file: &'static str,
    media_type: &'static str,
    text: &'static str,
) -> Line {
    Line::new(
        by,
        What::File {
            file,
            media_type,
            text,
        },
    )
}

/// A poll.
pub fn poll(
    by: &'static str,
    question: &'static str,
    answers: &'static [&'static str],
    votes: &'static [(&'static str, usize)],
) -> Line {
    Line::new(
        by,
        What::Poll(Poll {
            question,
            answers,
            votes,
            is_closed: false,
        }),
    )
}
