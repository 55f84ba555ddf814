//! Timelines as tests look at them.

use loggia_protocol::{
    ids::RoomId,
    timeline::{Content, Event, ItemKind, SendState, TimelineFeed, TimelineItem},
};

use super::{feed::List, tab::TestTab};

/// An open timeline.
pub type Timeline = List<TimelineFeed, TimelineItem>;

/// Opens a room's timeline.
pub fn timeline(tab: &TestTab, room: &str) -> Timeline {
    let room = RoomId::from(room);
    tab.list::<TimelineItem, _>(TimelineFeed { room })
}

/// The events among a timeline's entries.
pub fn events(items: &[TimelineItem]) -> Vec<&Event> {
    let events = items.iter().filter_map(|item| match &item.kind {
        ItemKind::Event(event) => Some(&**event),
        _ => None,
    });
    events.collect()
}

/// The text of a message; nothing where it is none.
pub fn text(event: &Event) -> Option<&str> {
    match &event.content {
        Content::Text(body) | Content::Notice(body) | Content::Emote(body) => Some(&body.plain),
        _ => None,
    }
}

/// The texts of a timeline's messages.
pub fn texts(items: &[TimelineItem]) -> Vec<&str> {
    events(items).into_iter().filter_map(text).collect()
}

/// The entry of the message with this text.
pub fn find<'a>(items: &'a [TimelineItem], wanted: &str) -> Option<(&'a TimelineItem, &'a Event)> {
    items.iter().find_map(|item| match &item.kind {
        ItemKind::Event(event) if text(event) == Some(wanted) => Some((item, &**event)),
        _ => None,
    })
}

/// Whether the server has it, and its echo is here.
pub fn is_received(event: &Event) -> bool {
    event.event.is_some() && event.send_state == SendState::Received
}

/// Whether it could not be sent.
pub fn has_failed(event: &Event) -> bool {
    matches!(event.send_state, SendState::Failed(_))
}

impl Timeline {
    /// Waits for a message with this text of which this holds.
    pub async fn until_message(
        &mut self,
        wanted: &str,
        is_so: impl Fn(&Event) -> bool,
    ) -> (TimelineItem, Event) {
        let found = |items: &[TimelineItem]| {
            let found = find(items, wanted).filter(|(_, event)| is_so(event));
            found.map(|(item, event)| (item.clone(), event.clone()))
        };
        let items = self.until(|items| found(items).is_some()).await;
        found(&items).expect("it was there a moment ago")
    }

    /// Waits until the messages are exactly these texts.
    pub async fn until_texts(&mut self, expected: &[&str]) -> Vec<TimelineItem> {
        self.until(|items| texts(items) == expected).await
    }

    /// Waits until no message has this text.
    pub async fn until_gone(&mut self, text: &str) {
        self.until(|items| find(items, text).is_none()).await;
    }
}
