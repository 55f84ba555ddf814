//! What messages say.

use loggia_protocol::{
    message::Body,
    timeline::{Content, UndecryptableCause},
};
use matrix_sdk::ruma::events::room::message::{FormattedBody, MessageType};
use matrix_sdk_base::crypto::types::events::UtdCause;
use matrix_sdk_ui::timeline::{
    EncryptedMessage, Message, MsgLikeContent, MsgLikeKind, TimelineItemContent,
};

use super::{Converter, change, poll};
use crate::convert::{media, message, preview};

impl Converter {
    pub(super) async fn content(&mut self, content: &TimelineItemContent) -> Content {
        match content {
            TimelineItemContent::MsgLike(content) => self.message_like(content).await,
            TimelineItemContent::FailedToParseMessageLike { event_type, .. } => {
                Content::Unsupported(event_type.to_string())
            }
            TimelineItemContent::FailedToParseState { event_type, .. } => {
                Content::Unsupported(event_type.to_string())
            }
            other => Content::Change(change::of(other)),
        }
    }

    async fn message_like(&mut self, content: &MsgLikeContent) -> Content {
        match &content.kind {
            MsgLikeKind::Message(message) => self.message(message).await,
            MsgLikeKind::Sticker(sticker) => Content::Sticker(media::sticker(sticker.content())),
            MsgLikeKind::Poll(state) => Content::Poll(poll::of(&state.results(), &self.own)),
            MsgLikeKind::Redacted => Content::Removed,
            MsgLikeKind::UnableToDecrypt(message) => Content::Undecryptable(cause(message)),
            MsgLikeKind::Other(other) => Content::Unsupported(other.event_type().to_string()),
            MsgLikeKind::LiveLocation(_) => Content::Unsupported("m.beacon_info".to_owned()),
        }
    }

    async fn message(&mut self, message: &Message) -> Content {
        self.meet(message).await;
        self.message_type(message.msgtype())
    }

    pub(super) fn message_type(&self, message: &MessageType) -> Content {
        match message {
            MessageType::Text(text) => {
                Content::Text(self.body(&text.body, text.formatted.as_ref()))
            }
            MessageType::Notice(notice) => {
                Content::Notice(self.body(&notice.body, notice.formatted.as_ref()))
            }
            MessageType::Emote(emote) => {
                Content::Emote(self.body(&emote.body, emote.formatted.as_ref()))
            }
            MessageType::ServerNotice(notice) => Content::Notice(self.body(&notice.body, None)),
            MessageType::Image(image) => {
                let caption = self.caption(image.caption(), image.formatted_caption());
                Content::Image(media::image(image, caption))
            }
            MessageType::Video(video) => {
                let caption = self.caption(video.caption(), video.formatted_caption());
                Content::File(media::video(video, caption))
            }
            MessageType::Audio(audio) => {
                let caption = self.caption(audio.caption(), audio.formatted_caption());
                Content::File(media::audio(audio, caption))
            }
            MessageType::File(file) => {
                let caption = self.caption(file.caption(), file.formatted_caption());
                Content::File(media::file(file, caption))
            }
            MessageType::Location(location) => {
                let text = preview::line(location.plain_text_representation());
                Content::Location(format!("{text} {}", preview::line(location.geo_uri())))
            }
            // What a client does not know it shows by its text: that is what the text is for.
            other if !other.body().is_empty() => Content::Text(self.body(other.body(), None)),
            other => Content::Unsupported(other.msgtype().to_owned()),
        }
    }

    /// Looks up those whom a message mentions, so that their pills bear the names that the room knows.
    async fn meet(&mut self, message: &Message) {
        let Some(mentions) = message.mentions() else {
            return;
        };
        for user in mentions.user_ids.iter().take(MAX_LOOKUPS) {
            self.people.get(user).await;
        }
    }

    fn caption(&self, plain: Option<&str>, formatted: Option<&FormattedBody>) -> Option<Body> {
        plain.map(|plain| self.body(plain, formatted))
    }

    fn body(&self, plain: &str, formatted: Option<&FormattedBody>) -> Body {
        message::body(plain, formatted, &self.people, &self.own)
    }
}

/// How many mentioned people are looked up for one message: more are spam, and keep the names in their links.
const MAX_LOOKUPS: usize = 20;

fn cause(message: &EncryptedMessage) -> UndecryptableCause {
    let EncryptedMessage::MegolmV1AesSha2 { cause, .. } = message else {
        return UndecryptableCause::Unknown;
    };
    match cause {
        UtdCause::Unknown => UndecryptableCause::Unknown,
        UtdCause::SentBeforeWeJoined => UndecryptableCause::SentBeforeJoined,
        UtdCause::VerificationViolation => UndecryptableCause::VerificationViolation,
        UtdCause::UnsignedDevice => UndecryptableCause::UnsignedDevice,
        UtdCause::UnknownDevice => UndecryptableCause::UnknownDevice,
        UtdCause::HistoricalMessageAndBackupIsDisabled => UndecryptableCause::HistoricalNoBackup,
        UtdCause::HistoricalMessageAndDeviceIsUnverified => {
            UndecryptableCause::HistoricalUnverified
        }
        UtdCause::WithheldForUnverifiedOrInsecureDevice => UndecryptableCause::WithheldUnverified,
        UtdCause::WithheldBySender => UndecryptableCause::WithheldBySender,
    }
}
