//! Messages and happenings: everything about them but what they say.

use loggia_protocol::{
    Failure,
    members::Person,
    timeline::{Event, MAX_READERS, Permissions, Quote, QuoteState, SendState},
};
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk_ui::timeline::{
    EventSendState, EventTimelineItem, InReplyToDetails, MsgLikeContent, MsgLikeKind,
    TimelineDetails,
};

use super::{Converter, reactions, shield, undone};
use crate::{
    convert::{ids, preview},
    failure::{failure_of, is_passing},
};

impl Converter {
    pub(super) async fn event(&mut self, item: &EventTimelineItem) -> Event {
        let sender = self
            .people
            .with_profile(item.sender(), item.sender_profile())
            .await;
        let message = item.content().as_msglike();
        let original = undone::original(item);
        let (readers, n_readers) = self.readers(item).await;
        Event {
            event: item.event_id().map(ids::wire_event),
            sender,
            is_own: item.is_own(),
            sent_at: item.timestamp().get().into(),
            send_state: send_state(item),
            content: match &original {
                Some(original) => self.message_type(original),
                None => self.content(item.content()).await,
            },
            reply_to: self.quote(message).await,
            reactions: match message {
                Some(message) => reactions::of(message, &mut self.people).await,
                None => Vec::new(),
            },
            readers,
            n_readers,
            is_edited: original.is_none() && is_edited(message),
            is_mention: self.is_mention(item),
            can: self.permissions(item),
            shield: shield::of(item),
        }
    }

    async fn readers(&mut self, item: &EventTimelineItem) -> (Vec<Person>, u32) {
        let mut receipts: Vec<_> = item
            .read_receipts()
            .iter()
            .filter(|(user, _)| **user != self.own)
            .collect();
        receipts.sort_by_key(|(_, receipt)| std::cmp::Reverse(receipt.ts));
        let mut readers = Vec::new();
        for (user, _) in receipts.iter().take(MAX_READERS) {
            readers.push(self.people.get(user).await);
        }
        (readers, u32::try_from(receipts.len()).unwrap_or(u32::MAX))
    }

    async fn quote(&mut self, message: Option<&MsgLikeContent>) -> Option<Quote> {
        let InReplyToDetails { event_id, event } = message?.in_reply_to.as_ref()?;
        let state = match event {
            TimelineDetails::Unavailable | TimelineDetails::Pending => QuoteState::Loading,
            TimelineDetails::Error(_) => QuoteState::Missing,
            TimelineDetails::Ready(event) => QuoteState::Ready {
                sender: self
                    .people
                    .with_profile(&event.sender, &event.sender_profile)
                    .await,
                preview: preview::of_content(&event.content),
            },
        };
        Some(Quote {
            event: ids::wire_event(event_id),
            state,
        })
    }

    fn is_mention(&self, item: &EventTimelineItem) -> bool {
        let mentions = item
            .content()
            .as_message()
            .and_then(|message| message.mentions());
        let is_named = mentions.is_some_and(|mentions| mentions.user_ids.contains(&self.own));
        !item.is_own() && (item.is_highlighted() || is_named)
    }

    fn permissions(&self, item: &EventTimelineItem) -> Permissions {
        let rights = &self.rights;
        let Some(message) = item.content().as_msglike() else {
            return Permissions::default();
        };
        let is_gone = matches!(message.kind, MsgLikeKind::Redacted);
        let is_readable = !is_gone && !matches!(message.kind, MsgLikeKind::UnableToDecrypt(_));
        let is_known = item.event_id().is_some();
        Permissions {
            react: rights.react && is_readable && is_known,
            reply: rights.send && is_readable && is_known && item.can_be_replied_to(),
            edit: rights.send && item.is_editable() && is_text(message),
            remove: !is_gone
                && match (item.is_own(), is_known) {
                    (true, false) => true,
                    (true, true) => rights.redact_own,
                    (false, _) => rights.redact_others,
                },
        }
    }
}

fn is_text(message: &MsgLikeContent) -> bool {
    let MsgLikeKind::Message(message) = &message.kind else {
        return false;
    };
    matches!(
        message.msgtype(),
        MessageType::Text(_) | MessageType::Emote(_)
    )
}

fn is_edited(message: Option<&MsgLikeContent>) -> bool {
    match message.map(|message| &message.kind) {
        Some(MsgLikeKind::Message(message)) => message.is_edited(),
        Some(MsgLikeKind::Poll(poll)) => poll.is_edit(),
        _ => false,
    }
}

/// How far a message is; one that the server has may still wait for its edit or its removal.
///
/// What waits for the connection or for a new session is still on its way: the queue goes on by itself.
fn send_state(item: &EventTimelineItem) -> SendState {
    let pending = item.edit_send_state().or(item.redaction_send_state());
    let failed = [item.send_state(), pending]
        .into_iter()
        .flatten()
        .find_map(failure);
    if let Some(failure) = failed {
        return SendState::Failed(failure);
    }
    match (item.send_state(), pending) {
        (None, None | Some(EventSendState::Sent { .. })) => SendState::Received,
        (Some(EventSendState::Sent { .. }), None | Some(EventSendState::Sent { .. })) => {
            SendState::Sent
        }
        _ => SendState::Sending,
    }
}

fn failure(state: &EventSendState) -> Option<Failure> {
    match state {
        EventSendState::SendingFailed {
            error,
            is_recoverable: false,
        } if !is_passing(&error.to_string()) => Some(failure_of(error, "send a message")),
        _ => None,
    }
}
