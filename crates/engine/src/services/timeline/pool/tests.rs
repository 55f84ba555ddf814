//! What arrives while a timeline opens.

use futures_util::{StreamExt, future::join};
use matrix_sdk::{
    ruma::{EventId, room_id, user_id},
    test_utils::mocks::MatrixMockServer,
};
use matrix_sdk_test::{JoinedRoomBuilder, event_factory::EventFactory};
use matrix_sdk_ui::timeline::TimelineItem;
use serde_json::json;
use wiremock::ResponseTemplate;

use super::*;

/// The room with one message more.
fn saying(text: &str) -> JoinedRoomBuilder {
    let room = room_id!("!kitchen:example.org");
    let event = EventFactory::new()
        .room(room)
        .sender(user_id!("@bob:example.org"))
        .text_msg(text)
        .event_id(&EventId::parse(format!("${text}")).unwrap());
    JoinedRoomBuilder::new(room).add_timeline_event(event)
}

fn text(item: &Arc<TimelineItem>) -> Option<String> {
    let message = item.as_event()?.content().as_message()?;
    Some(message.body().to_owned())
}

/// What stands in a timeline as soon as this text does.
async fn texts_until(timeline: &Timeline, last: &str) -> Vec<String> {
    let (mut items, mut changes) = timeline.subscribe().await;
    loop {
        let texts: Vec<_> = items.iter().filter_map(text).collect();
        if texts.iter().any(|text| text == last) {
            return texts;
        }
        for change in changes.next().await.expect("the timeline is open") {
            change.apply(&mut items);
        }
    }
}

#[tokio::test]
async fn what_arrives_while_a_timeline_opens_is_there_once() {
    let server = MatrixMockServer::new().await;
    let client = server.client_builder().build().await;
    client.event_cache().subscribe().unwrap();
    let room = server.sync_room(&client, saying("before")).await;
    // The SDK asks for this after it has begun to listen, and reads the events after the answer.
    let encryption = server.mock_room_state_encryption();
    let answer = ResponseTemplate::new(404)
        .set_body_json(json!({ "errcode": "M_NOT_FOUND", "error": "none" }));
    encryption
        .respond_with(answer.set_delay(Duration::from_millis(300)))
        .mount()
        .await;
    let (timeline, _) = join(build(&room), server.sync_room(&client, saying("meanwhile"))).await;
    server.sync_room(&client, saying("after")).await;
    let texts = texts_until(&timeline.unwrap(), "after").await;
    assert_eq!(texts, ["before", "meanwhile", "after"]);
}
