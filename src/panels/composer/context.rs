//! What is being written, and to which room.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    composer::{Draft, ReadMessageSource},
    ids::{EventId, ItemKey, RoomId, UserId},
    members::Person,
    timeline::TimelineItem,
};

use web_sys::FileList;

use super::{
    draft::DraftKeeper,
    files::StagedFiles,
    left::{Drafts, Left},
    typing::Typing,
};
use crate::{
    engine::{EngineClient, use_engine},
    i18n::{Words, failure_text, use_i18n},
    models::grouping::event_of,
    routes::{Router, use_router},
    state::ListState,
    widgets::virtual_list::{Anchor, ListView},
};

/// What the text will be.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mode {
    /// A message.
    #[default]
    Write,
    /// An answer.
    Reply {
        /// To which message.
        event: EventId,
        /// Whose message that is.
        sender: Person,
    },
    /// A new text of one's own message.
    Edit {
        /// Which message.
        item: ItemKey,
    },
}

impl Mode {
    fn of_draft(reply_to: Option<(EventId, Person)>) -> Self {
        match reply_to {
            Some((event, sender)) => Self::Reply { event, sender },
            None => Self::Write,
        }
    }

    /// Which message it answers.
    pub fn replied_to(self) -> Option<EventId> {
        match self {
            Self::Reply { event, .. } => Some(event),
            Self::Write | Self::Edit { .. } => None,
        }
    }
}

/// The timeline that belongs to the composer, and what the reader sees of it.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    list: ListState<TimelineItem>,
    pub(super) view: ListView<TimelineItem>,
}

/// The room's composer.
#[derive(Clone, Copy)]
pub struct ComposerContext {
    pub(super) room: StoredValue<RoomId>,
    /// With whom a chat is begun that is not there yet; nobody where there is a room.
    pub(super) people: StoredValue<Vec<UserId>>,
    pub(super) is_starting: RwSignal<bool>,
    pub(super) text: RwSignal<String>,
    pub(super) mode: RwSignal<Mode>,
    pub(super) problem: RwSignal<Option<String>>,
    pub(super) files: StagedFiles,
    /// What was written before an edit began.
    pub(super) before_edit: StoredValue<String>,
    left_at: StoredValue<Option<Anchor<ItemKey>>>,
    pub(super) timeline: StoredValue<Option<Shown>>,
    focus: RwSignal<u32>,
    pub(super) typing: Typing,
    pub(super) drafts: Drafts,
    keeper: DraftKeeper,
    pub(super) engine: StoredValue<EngineClient>,
    pub(super) words: Words,
    pub(super) router: Router,
}

/// Makes a composer for a room, with the draft that was left there.
pub fn provide_composer(room: RoomId) {
    provide(room, Vec::new());
}

/// Makes a composer for a room, or for a chat with these people that is not there yet.
pub(super) fn provide(room: RoomId, people: Vec<UserId>) {
    let drafts: Drafts = expect_context();
    let left = drafts.of(&room);
    let is_first_look = left.is_none();
    let left = left.unwrap_or_default();
    let composer = ComposerContext {
        room: StoredValue::new(room.clone()),
        people: StoredValue::new(people),
        is_starting: RwSignal::new(false),
        text: RwSignal::new(left.text),
        mode: RwSignal::new(left.mode),
        problem: RwSignal::new(left.problem),
        files: StagedFiles::new(left.files, drafts.limit),
        before_edit: StoredValue::default(),
        left_at: StoredValue::new(left.at),
        timeline: StoredValue::new(None),
        focus: RwSignal::new(0),
        typing: Typing::new(room.clone()),
        drafts,
        keeper: DraftKeeper::new(room),
        engine: StoredValue::new(use_engine()),
        words: use_i18n(),
        router: use_router(),
    };
    drafts.open(composer);
    on_cleanup(move || composer.keep());
    composer.follow_draft();
    if is_first_look {
        composer.load_draft();
    }
    provide_context(composer);
}

/// The room's composer.
pub fn use_composer() -> ComposerContext {
    expect_context()
}

impl ComposerContext {
    /// What is written.
    pub fn text(self) -> RwSignal<String> {
        self.text
    }

    /// What it will be.
    pub fn mode(self) -> Signal<Mode> {
        self.mode.into()
    }

    /// Why the last attempt to send failed.
    pub fn problem(self) -> Signal<Option<String>> {
        self.problem.into()
    }

    /// The files that go with it.
    pub fn files(self) -> StagedFiles {
        self.files
    }

    /// Whether it belongs to this room, and is still there.
    pub fn is_of(self, room: &RoomId) -> bool {
        self.room.try_with_value(|own| own == room) == Some(true)
    }

    /// Changes whenever the input should get the focus.
    pub fn focus_requests(self) -> Signal<u32> {
        self.focus.into()
    }

    /// Where the reader left the timeline.
    pub fn left_at(self) -> Option<Anchor<ItemKey>> {
        self.left_at.get_value()
    }

    /// Notes where the reader leaves the timeline.
    pub fn leave_at(self, anchor: Anchor<ItemKey>) {
        self.left_at.set_value(Some(anchor));
    }

    /// The timeline whose messages can be edited, and where what is sent comes into view.
    pub fn set_timeline(self, list: ListState<TimelineItem>, view: ListView<TimelineItem>) {
        self.timeline.set_value(Some(Shown { list, view }));
    }

    /// The reader typed.
    pub fn set_text(self, text: String) {
        self.typing.note(!text.trim().is_empty());
        self.problem.set(None);
        self.text.set(text);
    }

    /// The reader chose files. An edit takes none.
    pub fn stage(self, files: &FileList) {
        if !self.is_editing() {
            self.problem.set(None);
            self.files.add(files);
            self.request_focus();
        }
    }

    /// The reader takes a file back.
    pub fn unstage(self, number: u32) {
        self.files.remove(number);
        self.request_focus();
    }

    /// Begins something else. What was written before an edit comes back when the edit ends.
    pub fn set_mode(self, mode: Mode) {
        if self.is_editing() {
            self.text.set(self.before_edit.get_value());
        }
        self.problem.set(None);
        self.mode.set(mode);
        self.request_focus();
    }

    pub(super) fn is_editing(self) -> bool {
        matches!(self.mode.get_untracked(), Mode::Edit { .. })
    }

    fn request_focus(self) {
        self.focus.update(|n| *n = n.wrapping_add(1));
    }

    /// Begins to edit a message.
    pub fn edit(self, item: ItemKey) {
        let call = ReadMessageSource {
            room: self.room.get_value(),
            item: item.clone(),
        };
        let engine = self.engine.get_value();
        spawn_local(async move {
            match engine.call(call).await {
                Ok(source) => {
                    self.set_mode(Mode::Edit { item });
                    self.before_edit.set_value(self.text.get_untracked());
                    self.text.set(source);
                }
                Err(failure) => self.problem.set(Some(failure_text(self.words, &failure))),
            }
        });
    }

    /// Begins to edit one's own last message, if there is one that can be edited.
    pub fn edit_last(self) {
        let Some(shown) = self.timeline.get_value() else {
            return;
        };
        let last = shown.list.list.rows.with_untracked(|rows| {
            let row = rows.iter().rev().find(|row| {
                let item = row.value.read_untracked();
                event_of(&item).is_some_and(|event| event.is_own && event.can.edit)
            });
            row.map(|row| row.key.clone())
        });
        if let Some(item) = last {
            self.edit(item);
        }
    }

    /// Has the engine keep what is written.
    fn follow_draft(self) {
        self.keeper.follow(move || self.draft());
        Effect::watch(
            move || (self.text.get(), self.mode.get()),
            move |_, _, _| self.keeper.save_soon(),
            false,
        );
    }

    /// What was being written when the app was closed; what is written meanwhile counts more.
    fn load_draft(self) {
        self.keeper.load(move |draft| {
            let is_untouched = self.text.try_with_untracked(String::is_empty) == Some(true)
                && self.mode.get_untracked() == Mode::Write;
            if is_untouched {
                self.text.set(draft.text);
                self.mode.set(Mode::of_draft(draft.reply_to));
            }
        });
    }

    fn unfinished(self) -> (String, Mode) {
        match self.mode.get_untracked() {
            Mode::Edit { .. } => (self.before_edit.get_value(), Mode::Write),
            mode => (self.text.get_untracked(), mode),
        }
    }

    fn draft(self) -> Option<Draft> {
        let (text, mode) = self.unfinished();
        let reply_to = match mode {
            Mode::Reply { event, sender } => Some((event, sender)),
            Mode::Write | Mode::Edit { .. } => None,
        };
        (!text.trim().is_empty() || reply_to.is_some()).then_some(Draft { text, reply_to })
    }

    fn keep(self) {
        self.typing.note(false);
        self.keeper.save_now();
        let (text, mode) = self.unfinished();
        let left = Left {
            text,
            mode,
            files: self.files.take(),
            problem: self.problem.get_untracked(),
            at: self.left_at.get_value(),
        };
        self.drafts.close(&self.room.get_value(), left);
    }
}
