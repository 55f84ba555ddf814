//! A message in words, and which kind of thing it is.

use loggia_protocol::timeline::{Content, Event, Shield, UndecryptableCause};

use super::{change, preview};
use crate::i18n::{Words, clock_time, t_string};

/// Longest text in an accessible name; the whole of it is in the message itself.
const MAX_SPOKEN: usize = 200;

/// What kind of entry an event is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something that was said.
    Message,
    /// Something that happened.
    Change,
}

impl Kind {
    /// The kind's name for the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Change => "change",
        }
    }
}

/// Which kind of entry an event is drawn as.
pub fn kind(event: &Event) -> Kind {
    match event.content {
        Content::Change(_) => Kind::Change,
        _ => Kind::Message,
    }
}

/// What a message says to assistive technology: the sender first.
pub fn label(words: Words, event: &Event) -> String {
    let sender = event.sender.name.clone();
    let time = clock_time(words, event.sent_at);
    let text: String = spoken(words, event).chars().take(MAX_SPOKEN).collect();
    match event.is_mention {
        true => t_string!(words, timeline.article_mention, sender, time, text).to_string(),
        false => t_string!(words, timeline.article, sender, time, text).to_string(),
    }
}

fn spoken(words: Words, event: &Event) -> String {
    use loggia_protocol::rooms::PreviewKind;
    match &event.content {
        Content::Text(body) | Content::Notice(body) | Content::Emote(body) => body.plain.clone(),
        Content::Image(image) => preview::text(words, &PreviewKind::Image(image.file.name.clone())),
        Content::Sticker(image) => {
            preview::text(words, &PreviewKind::Sticker(image.file.name.clone()))
        }
        Content::File(file) => preview::text(words, &PreviewKind::File(file.name.clone())),
        Content::Poll(poll) => preview::text(words, &PreviewKind::Poll(poll.question.clone())),
        Content::Location(text) => text.clone(),
        Content::Removed => t_string!(words, timeline.removed).to_owned(),
        Content::Undecryptable(cause) => cause_text(words, *cause).to_owned(),
        Content::Unsupported(kind) => {
            let kind = kind.clone();
            t_string!(words, timeline.unsupported, kind).to_string()
        }
        Content::Change(happened) => change::text(words, happened, &event.sender.name),
    }
}

/// Why a message cannot be read.
pub fn cause_text(words: Words, cause: UndecryptableCause) -> &'static str {
    use UndecryptableCause::*;
    match cause {
        Unknown => t_string!(words, timeline.undecryptable.unknown),
        SentBeforeJoined => t_string!(words, timeline.undecryptable.before_joined),
        VerificationViolation => t_string!(words, timeline.undecryptable.verification_violation),
        UnsignedDevice => t_string!(words, timeline.undecryptable.unsigned_device),
        UnknownDevice => t_string!(words, timeline.undecryptable.unknown_device),
        HistoricalNoBackup => t_string!(words, timeline.undecryptable.no_backup),
        HistoricalUnverified => t_string!(words, timeline.undecryptable.unverified),
        WithheldUnverified => t_string!(words, timeline.undecryptable.withheld_unverified),
        WithheldBySender => t_string!(words, timeline.undecryptable.withheld_by_sender),
    }
}

/// What should be known about a message's authenticity.
pub fn shield_text(words: Words, shield: Shield) -> &'static str {
    match shield {
        Shield::SentInClear => t_string!(words, timeline.shield.sent_in_clear),
        Shield::UnverifiedSession => t_string!(words, timeline.shield.unverified_session),
        Shield::UnknownSession => t_string!(words, timeline.shield.unknown_session),
        Shield::IdentityChanged => t_string!(words, timeline.shield.identity_changed),
        Shield::AuthenticityNotGuaranteed => t_string!(words, timeline.shield.authenticity),
        Shield::MismatchedSender => t_string!(words, timeline.shield.mismatched_sender),
    }
}
