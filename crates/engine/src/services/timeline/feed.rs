//! A timeline as a feed.

use std::{sync::Arc, time::Duration};

use async_stream::stream;
use eyeball_im::VectorDiff;
use futures_util::{FutureExt, Stream, StreamExt, pin_mut};
use loggia_protocol::{
    Diff, Failure,
    timeline::{TimelineFeed, TimelineItem},
};
use matrix_sdk::{Room, executor::spawn};
use matrix_sdk_ui::timeline::TimelineItem as SdkItem;

use super::pool::OpenTimeline;
use crate::{
    Engine,
    convert::{diff::DiffWriter, timeline::Converter},
    engine::Session,
    failure::OrFailure,
    platform::sleep,
    services::rooms::known_room,
};

/// How long a burst of changes is collected: below what a reader notices.
const BURST: Duration = Duration::from_millis(15);

/// Follows a room's timeline.
pub async fn open_timeline(
    engine: Engine,
    feed: TimelineFeed,
) -> Result<impl Stream<Item = Vec<Diff<TimelineItem>>> + 'static, Failure> {
    let session = engine.session()?;
    let room = known_room(&engine, &feed.room)?;
    let timeline = session
        .timelines
        .open(&room)
        .await
        .or_failure("open a timeline")?;
    subscribe(&session).await;
    meet_members(&room);
    Ok(follow(room, timeline))
}

fn follow(room: Room, timeline: OpenTimeline) -> impl Stream<Item = Vec<Diff<TimelineItem>>> {
    stream! {
        let (items, changes) = timeline.subscribe().await;
        pin_mut!(changes);
        let (mut writer, first) = DiffWriter::open(items.into_iter().collect());
        yield Converter::new(&room).await.batch(first).await;
        while let Some(mut batch) = changes.next().await {
            sleep(BURST).await;
            collect_burst(&mut changes, &mut batch);
            let batch = writer.write(batch);
            if !batch.is_empty() {
                yield Converter::new(&room).await.batch(batch).await;
            }
        }
    }
}

fn collect_burst(
    changes: &mut (impl Stream<Item = Vec<VectorDiff<Arc<SdkItem>>>> + Unpin),
    batch: &mut Vec<VectorDiff<Arc<SdkItem>>>,
) {
    while let Some(Some(more)) = changes.next().now_or_never() {
        batch.extend(more);
    }
}

/// Has the server send everything of the rooms whose timelines are open.
async fn subscribe(session: &Session) {
    let rooms = session.timelines.rooms();
    let rooms: Vec<_> = rooms.iter().map(|room| &**room).collect();
    let service = session.sync.room_list_service();
    service.set_room_subscriptions(&rooms).await;
}

/// Fetches the room's members once, so that names are known and told apart. The timeline shows before they are there.
fn meet_members(room: &Room) {
    if room.are_members_synced() {
        return;
    }
    let room = room.clone();
    drop(spawn(async move {
        if let Err(error) = room.sync_members().await {
            tracing::warn!(%error, "cannot fetch a room's members");
        }
    }));
}
