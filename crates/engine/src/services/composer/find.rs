//! The timeline's entry that a tab means.

use loggia_protocol::{
    Failure, FailureKind,
    ids::{ItemKey, RoomId},
};
use matrix_sdk_ui::timeline::EventTimelineItem;

use crate::{
    Engine,
    failure::OrFailure,
    services::{rooms::known_room, timeline::OpenTimeline},
};

/// A room's timeline.
pub async fn timeline(engine: &Engine, room: &RoomId) -> Result<OpenTimeline, Failure> {
    let session = engine.session()?;
    let room = known_room(engine, room)?;
    let timeline = session.timelines.open(&room).await;
    timeline.or_failure("open a timeline")
}

/// A room's timeline and the message in it that bears this key.
pub async fn message(
    engine: &Engine,
    room: &RoomId,
    key: &ItemKey,
) -> Result<(OpenTimeline, EventTimelineItem), Failure> {
    let timeline = timeline(engine, room).await?;
    let items = timeline.items().await;
    let item = items
        .iter()
        .rev()
        .find(|item| item.unique_id().0 == key.0)
        .and_then(|item| item.as_event());
    match item {
        Some(item) => Ok((timeline, item.clone())),
        None => Err(Failure::new(
            FailureKind::NotFound,
            "no such message in the timeline",
        )),
    }
}
