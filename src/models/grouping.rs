//! Which messages belong together: one person writes on, and is named once.

use loggia_protocol::timeline::{Content, Event, ItemKind, TimelineItem};

/// A pause after which somebody is named again, in milliseconds.
const PAUSE: u64 = 5 * 60 * 1000;

/// Whether a message goes on from the one before it, so that its sender need not be named again.
pub fn is_continuation(before: Option<&TimelineItem>, item: &TimelineItem) -> bool {
    let (Some(before), Some(event)) = (before.and_then(event_of), event_of(item)) else {
        return false;
    };
    is_message(before)
        && is_message(event)
        && before.sender.user == event.sender.user
        && event.reply_to.is_none()
        && event.sent_at.abs_diff(before.sent_at) < PAUSE
}

/// The entry's message or happening, if it is one.
pub fn event_of(item: &TimelineItem) -> Option<&Event> {
    match &item.kind {
        ItemKind::Event(event) => Some(event),
        ItemKind::Date(_) | ItemKind::ReadMarker | ItemKind::Start => None,
    }
}

/// Whether it was said, rather than something that happened.
pub fn is_message(event: &Event) -> bool {
    !matches!(event.content, Content::Change(_))
}

#[cfg(test)]
mod tests {
    use loggia_protocol::{
        ids::{EventId, ItemKey, UserId},
        members::Person,
        message::Body,
        timeline::{Change, Permissions, Quote, QuoteState, SendState},
    };

    use super::*;

    fn said(sender: &str, at: u64, content: Content) -> TimelineItem {
        let event = Event {
            event: None,
            sender: Person {
                user: UserId::from(sender),
                name: sender.to_owned(),
                avatar: None,
            },
            is_own: false,
            sent_at: at,
            send_state: SendState::Received,
            content,
            reply_to: None,
            reactions: Vec::new(),
            readers: Vec::new(),
            n_readers: 0,
            is_edited: false,
            is_mention: false,
            can: Permissions::default(),
            shield: None,
        };
        TimelineItem {
            key: ItemKey::from("k"),
            kind: ItemKind::Event(Box::new(event)),
        }
    }

    fn text(sender: &str, at: u64) -> TimelineItem {
        said(sender, at, Content::Text(Body::default()))
    }

    #[test]
    fn one_person_goes_on_within_a_while() {
        let first = text("@a:x", 0);
        assert!(is_continuation(Some(&first), &text("@a:x", PAUSE - 1)));
        assert!(!is_continuation(Some(&first), &text("@a:x", PAUSE)));
        assert!(!is_continuation(Some(&first), &text("@b:x", 1)));
        assert!(!is_continuation(None, &first));
    }

    #[test]
    fn happenings_dates_and_replies_begin_anew() {
        let first = text("@a:x", 0);
        let change = said("@a:x", 1, Content::Change(Change::Created));
        assert!(!is_continuation(Some(&change), &text("@a:x", 2)));
        assert!(!is_continuation(Some(&first), &change));
        let date = TimelineItem {
            key: ItemKey::from("d"),
            kind: ItemKind::Date(0),
        };
        assert!(!is_continuation(Some(&date), &text("@a:x", 2)));
        let mut reply = text("@a:x", 1);
        if let ItemKind::Event(event) = &mut reply.kind {
            event.reply_to = Some(Quote {
                event: EventId::from("$q"),
                state: QuoteState::Missing,
            });
        }
        assert!(!is_continuation(Some(&first), &reply));
    }
}
