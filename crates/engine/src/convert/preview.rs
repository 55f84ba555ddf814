//! Messages in one line, for the room list and for quotes.

use loggia_protocol::rooms::PreviewKind;
use matrix_sdk::{
    latest_events::LatestEventValue,
    ruma::{
        OwnedUserId,
        events::{
            AnyMessageLikeEventContent, AnySyncMessageLikeEvent, AnySyncTimelineEvent,
            poll::unstable_start::UnstablePollStartEventContent,
            room::message::{
                FormattedBody, MessageType, Relation, RoomMessageEventContent,
                sanitize::remove_plain_reply_fallback,
            },
        },
    },
};
use matrix_sdk_ui::timeline::{MsgLikeKind, TimelineItemContent};

use super::message::words;

/// Longest preview in characters.
const MAX_CHARS: usize = 200;

/// The newest message of a room, as far as the room list shows it.
pub struct Latest {
    /// Who wrote it; `None` where the reader did.
    pub sender: Option<OwnedUserId>,
    /// What it says.
    pub kind: PreviewKind,
}

/// What a room's newest message says, and who says it. Invitations and rooms without messages have none.
pub fn of_latest(latest: &LatestEventValue, own: &matrix_sdk::ruma::UserId) -> Option<Latest> {
    match latest {
        LatestEventValue::None | LatestEventValue::RemoteInvite { .. } => None,
        LatestEventValue::Remote(event) => {
            let event = event.raw().deserialize().ok()?;
            let sender = (event.sender() != own).then(|| event.sender().to_owned());
            let kind = of_event(&event)?;
            Some(Latest { sender, kind })
        }
        LatestEventValue::LocalIsSending(value)
        | LatestEventValue::LocalCannotBeSent(value)
        | LatestEventValue::LocalHasBeenSent { value, .. } => {
            let kind = of_message_like(&value.content.deserialize().ok()?);
            Some(Latest { sender: None, kind })
        }
    }
}

/// What a timeline's entry says.
pub fn of_content(content: &TimelineItemContent) -> PreviewKind {
    let TimelineItemContent::MsgLike(content) = content else {
        return PreviewKind::Other;
    };
    match &content.kind {
        MsgLikeKind::Message(message) => of_type(message.msgtype()),
        MsgLikeKind::Sticker(sticker) => PreviewKind::Sticker(line(&sticker.content().body)),
        MsgLikeKind::Poll(poll) => PreviewKind::Poll(line(&poll.results().question)),
        MsgLikeKind::Redacted => PreviewKind::Removed,
        MsgLikeKind::UnableToDecrypt(_) => PreviewKind::Undecryptable,
        MsgLikeKind::Other(_) | MsgLikeKind::LiveLocation(_) => PreviewKind::Other,
    }
}

/// The first line of a text that is not blank, shortened.
pub fn line(text: &str) -> String {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    let clean = first
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control());
    let mut line: String = clean.take(MAX_CHARS + 1).collect();
    if let Some((cut, _)) = line.char_indices().nth(MAX_CHARS) {
        line.truncate(cut);
        line.pop();
        line.push('…');
    }
    line
}

fn of_event(event: &AnySyncTimelineEvent) -> Option<PreviewKind> {
    let AnySyncTimelineEvent::MessageLike(event) = event else {
        return None;
    };
    if let AnySyncMessageLikeEvent::RoomEncrypted(_) = event {
        return Some(PreviewKind::Undecryptable);
    }
    Some(match event.original_content() {
        Some(content) => of_message_like(&content),
        None => PreviewKind::Removed,
    })
}

fn of_message_like(content: &AnyMessageLikeEventContent) -> PreviewKind {
    match content {
        AnyMessageLikeEventContent::RoomMessage(message) => of_message(message),
        AnyMessageLikeEventContent::Sticker(sticker) => PreviewKind::Sticker(line(&sticker.body)),
        AnyMessageLikeEventContent::UnstablePollStart(UnstablePollStartEventContent::New(poll)) => {
            PreviewKind::Poll(line(&poll.poll_start.question.text))
        }
        AnyMessageLikeEventContent::RoomEncrypted(_) => PreviewKind::Undecryptable,
        _ => PreviewKind::Other,
    }
}

fn of_message(message: &RoomMessageEventContent) -> PreviewKind {
    match &message.relates_to {
        Some(Relation::Replacement(edit)) => of_type(&edit.new_content.msgtype),
        Some(Relation::Reply(_)) => match &message.msgtype {
            MessageType::Text(text) => {
                let body = remove_plain_reply_fallback(&text.body);
                text_line(body, text.formatted.as_ref())
            }
            other => of_type(other),
        },
        _ => of_type(&message.msgtype),
    }
}

fn of_type(message: &MessageType) -> PreviewKind {
    match message {
        MessageType::Text(text) => text_line(&text.body, text.formatted.as_ref()),
        MessageType::Notice(notice) => text_line(&notice.body, notice.formatted.as_ref()),
        MessageType::Emote(emote) => text_line(&emote.body, emote.formatted.as_ref()),
        MessageType::Image(image) => PreviewKind::Image(line(&image.body)),
        MessageType::Video(video) => PreviewKind::Video(line(&video.body)),
        MessageType::Audio(audio) => PreviewKind::Audio(line(&audio.body)),
        MessageType::File(file) => PreviewKind::File(line(&file.body)),
        MessageType::Location(location) => text_line(location.plain_text_representation(), None),
        MessageType::ServerNotice(notice) => text_line(&notice.body, None),
        other if !other.body().is_empty() => text_line(other.body(), None),
        _ => PreviewKind::Other,
    }
}

fn text_line(text: &str, formatted: Option<&FormattedBody>) -> PreviewKind {
    PreviewKind::Text(line(&words(text, formatted)))
}

#[cfg(test)]
mod tests {
    use matrix_sdk::ruma::events::room::message::TextMessageEventContent;

    use super::*;

    #[test]
    fn a_preview_has_the_words_and_not_their_form() {
        let preview = |plain: &str, html: &str| {
            let text = TextMessageEventContent::html(plain, html);
            of_type(&MessageType::Text(text))
        };
        let expected = |text: &str| PreviewKind::Text(text.to_owned());
        assert_eq!(
            preview("**tea** soon", "<b>tea</b> soon"),
            expected("tea soon")
        );
        assert_eq!(
            preview("he did it", "<span data-mx-spoiler>he</span> did it"),
            expected("███ did it")
        );
    }

    #[test]
    fn a_line_is_short_and_single() {
        let check = |text: &str, expected: &str| assert_eq!(line(text), expected);
        check("one\ntwo", "one");
        check("\n\n  two  \nthree", "two");
        check("a\u{7}b", "ab");
        check("", "");
        let long = line(&"é".repeat(1000));
        assert_eq!(long.chars().count(), MAX_CHARS);
        assert!(long.ends_with('…'));
    }
}
