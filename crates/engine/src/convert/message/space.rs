//! White space in HTML: any run of it is one space, and none stands where a line begins or ends.

/// Draws white space together, across the elements of a line.
#[derive(Default)]
pub struct Space {
    state: State,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// Nothing stands in the line yet, or a space does: another one would not show.
    #[default]
    Shown,
    /// There was white space that shows if anything follows in the line.
    Due,
    /// The line ends in something else.
    Needed,
}

impl Space {
    /// A piece of text, drawn together.
    pub fn text(&mut self, text: &str) -> String {
        let mut drawn = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.space(),
                c => {
                    drawn.push_str(self.due());
                    drawn.push(c);
                    self.state = State::Needed;
                }
            }
        }
        drawn
    }

    /// The space that shows before an element within the line.
    pub fn due(&mut self) -> &'static str {
        match self.state {
            State::Due => {
                self.state = State::Shown;
                " "
            }
            State::Shown | State::Needed => "",
        }
    }

    /// Something other than text stands in the line.
    pub fn thing(&mut self) {
        self.state = State::Needed;
    }

    /// A line ends here.
    pub fn end_line(&mut self) {
        self.state = State::Shown;
    }

    fn space(&mut self) {
        if self.state == State::Needed {
            self.state = State::Due;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_one_space_and_edges_none() {
        let mut space = Space::default();
        assert_eq!(space.text("\n  a \t b\n"), "a b");
        assert_eq!(space.text(" c"), " c");
        assert_eq!(space.text("  "), "");
        assert_eq!(space.due(), " ");
        assert_eq!(space.text(" d "), "d");
        space.end_line();
        assert_eq!(space.text(" e\u{a0} f"), "e\u{a0} f");
    }
}
