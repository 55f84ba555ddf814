//! The way to the engine of what was written: one thing after the other, so that it arrives in this order.

use std::collections::{HashMap, VecDeque};

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure,
    composer::{EditMessage, SendFile, SendMessage},
    ids::RoomId,
};

use super::{
    ComposerContext, Mode,
    files::{StagedFile, is_about_file, put_back},
    left::{Drafts, below},
    new_chat::Target,
};
use crate::{
    engine::EngineClient,
    i18n::{Words, failure_text},
};

/// One thing for the engine to take.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing<F> {
    text: String,
    mode: Mode,
    /// The file whose caption the text is.
    file: Option<F>,
}

/// What the engine did not take.
pub struct GivenBack {
    /// What was written.
    pub text: String,
    /// What it was to be.
    pub mode: Mode,
    /// The file.
    pub file: Option<StagedFile>,
    /// Why, unless the file says so itself.
    pub problem: Option<String>,
}

/// Divides what was written into what is sent: a single file takes the text with it, several are followed by it.
/// What it answers goes with the first.
fn pack<F>(text: String, files: Vec<F>, mode: Mode) -> VecDeque<Outgoing<F>> {
    let is_one = files.len() == 1;
    let has_text = !text.trim().is_empty();
    let (mut caption, mut mode) = match is_one && has_text {
        true => (text.clone(), mode),
        false => (String::new(), mode),
    };
    let mut packed: VecDeque<_> = files
        .into_iter()
        .map(|file| Outgoing {
            text: std::mem::take(&mut caption),
            mode: std::mem::take(&mut mode),
            file: Some(file),
        })
        .collect();
    if has_text && !is_one {
        packed.push_back(Outgoing {
            text,
            mode,
            file: None,
        });
    }
    packed
}

impl ComposerContext {
    /// Sends what is written, and the files. It comes back where the engine does not take it.
    pub fn send(self) {
        let is_edit = self.is_editing();
        if !is_edit && self.files.point_at_problem() {
            return;
        }
        let (text, mode) = (self.text.get_untracked(), self.mode.get_untracked());
        let files = match is_edit {
            true => Vec::new(),
            false => self.files.take(),
        };
        let packed = pack(text, files, mode.clone());
        if packed.is_empty() {
            return;
        }
        self.typing.note(false);
        self.text.set(String::new());
        self.set_mode(Mode::Write);
        self.show_end(&mode);
        let (engine, room) = (self.engine.get_value(), self.room.get_value());
        hand_over(self.drafts, engine, self.words, room, self.target(), packed);
    }

    /// What is new stands at the end; what is edited stays where it is.
    fn show_end(self, mode: &Mode) {
        let is_edit = matches!(mode, Mode::Edit { .. });
        if let Some(shown) = self.timeline.get_value().filter(|_| !is_edit) {
            shown.view.go_to_end();
        }
    }

    /// Nothing that was written is lost; what was written meanwhile stays below it.
    pub fn take_back(self, given: GivenBack) {
        self.is_starting.set(false);
        let is_edit = matches!(given.mode, Mode::Edit { .. });
        if self.is_editing() && !is_edit {
            // It is there again when the edit under way has ended.
            self.before_edit
                .update_value(|now| *now = below(given.text, now));
        } else {
            self.text.update(|now| *now = below(given.text, now));
            if given.mode != Mode::Write {
                self.mode.set(given.mode);
            }
        }
        if let Some(file) = given.file {
            self.files.list().update(|files| put_back(files, file));
        }
        if given.problem.is_some() {
            self.problem.set(given.problem);
        }
    }
}

/// What is on its way to the engine, of all rooms. A room is among them for as long as something of it is.
#[derive(Clone, Copy, Default)]
pub struct Sending(StoredValue<HashMap<RoomId, VecDeque<Outgoing<StagedFile>>>>);

impl Sending {
    /// Adds to a room's way; says whether it was free.
    fn add(self, room: &RoomId, packed: VecDeque<Outgoing<StagedFile>>) -> bool {
        self.0
            .try_update_value(|all| match all.get_mut(room) {
                Some(waiting) => {
                    waiting.extend(packed);
                    false
                }
                None => all.insert(room.clone(), packed).is_none(),
            })
            .unwrap_or_default()
    }

    /// What is next; the way is free where nothing is.
    fn next(self, room: &RoomId) -> Option<Outgoing<StagedFile>> {
        self.0.try_update_value(|all| {
            let next = all.get_mut(room)?.pop_front();
            if next.is_none() {
                all.remove(room);
            }
            next
        })?
    }
}

/// Has the engine take everything, after what it was given before. What it does not take is given back.
fn hand_over(
    drafts: Drafts,
    engine: EngineClient,
    words: Words,
    room: RoomId,
    target: Target,
    packed: VecDeque<Outgoing<StagedFile>>,
) {
    if !drafts.sending.add(&room, packed) {
        return;
    }
    spawn_local(async move {
        let found = match target.find(&engine, &room).await {
            Ok(found) => found,
            Err(failure) => return give_all_back(drafts, words, &room, &failure),
        };
        while let Some(outgoing) = drafts.sending.next(&room) {
            if let Err(failure) = send(&engine, &found, outgoing.clone()).await {
                drafts.give_back(&found, outgoing.give_back(words, failure));
            }
        }
        target.arrive(drafts, &room, &found);
    });
}

/// There is no room for it. Each goes above what is there: the last one first.
fn give_all_back(drafts: Drafts, words: Words, room: &RoomId, failure: &Failure) {
    let waiting = std::iter::from_fn(|| drafts.sending.next(room));
    for outgoing in waiting.collect::<Vec<_>>().into_iter().rev() {
        drafts.give_back(room, outgoing.give_back(words, failure.clone()));
    }
}

async fn send(
    engine: &EngineClient,
    room: &RoomId,
    outgoing: Outgoing<StagedFile>,
) -> Result<(), Failure> {
    let room = room.clone();
    let Outgoing { text, mode, file } = outgoing;
    match (file, mode) {
        (Some(file), mode) => {
            let call = SendFile {
                room,
                name: file.name.clone(),
                mime: file.mime(),
                caption: text,
                reply_to: mode.replied_to(),
            };
            engine.call_with_files(call, vec![file.blob()]).await
        }
        (None, Mode::Edit { item }) => engine.call(EditMessage { room, item, text }).await,
        (None, mode) => {
            let reply_to = mode.replied_to();
            let call = SendMessage {
                room,
                text,
                reply_to,
            };
            engine.call(call).await
        }
    }
}

impl Outgoing<StagedFile> {
    fn give_back(self, words: Words, failure: Failure) -> GivenBack {
        let Self { text, mode, file } = self;
        let (file, problem) = match file {
            Some(file) if is_about_file(&failure) => (Some(file.refused(failure)), None),
            file => (file, Some(failure_text(words, &failure))),
        };
        GivenBack {
            text,
            mode,
            file,
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use loggia_protocol::{ids::UserId, members::Person};

    use super::*;

    fn reply() -> Mode {
        Mode::Reply {
            event: "$question".into(),
            sender: Person {
                user: UserId::from("@bob:example.org"),
                name: "Bob".to_owned(),
                avatar: None,
            },
        }
    }

    fn check(text: &str, files: &[&'static str], expected: &[(&str, Mode, Option<&'static str>)]) {
        let packed = pack(text.to_owned(), files.to_vec(), reply());
        let packed: Vec<_> = packed
            .iter()
            .map(|outgoing| (outgoing.text.as_str(), outgoing.mode.clone(), outgoing.file))
            .collect();
        assert_eq!(packed, expected);
    }

    #[test]
    fn one_file_takes_the_text_with_it() {
        check("look", &["a"], &[("look", reply(), Some("a"))]);
        check(" ", &["a"], &[("", reply(), Some("a"))]);
    }

    #[test]
    fn several_files_are_followed_by_the_text() {
        let files = [
            ("", reply(), Some("a")),
            ("", Mode::Write, Some("b")),
            ("look", Mode::Write, None),
        ];
        check("look", &["a", "b"], &files);
        check("", &["a", "b"], &files[..2]);
    }

    #[test]
    fn a_text_goes_alone_and_nothing_does_not_go() {
        check("look", &[], &[("look", reply(), None)]);
        check("\n", &[], &[]);
    }
}
