//! Timelines as tests look at them.

use loggia_protocol::{
    ids::RoomId,
    timeline::{Content, Event, ItemKind, TimelineFeed, TimelineItem},
};

use super::{engine::TestTab, feed::List};

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
}
