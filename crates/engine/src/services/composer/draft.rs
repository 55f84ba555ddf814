//! Messages that are not finished: kept in the account's store, so that they survive the tab, and go with the account.

use loggia_protocol::{
    Failure,
    composer::{Draft, LoadDraft, SaveDraft},
    ids::RoomId,
};
use matrix_sdk::Client;

use crate::{Engine, failure::OrFailure};

/// Largest text in bytes that is kept: more than can be sent.
const MAX_BYTES: usize = 200_000;

/// Keeps what is being written, or forgets it. A chat that is begun has no room yet: nobody asks whether there is one.
pub async fn handle_save_draft(engine: Engine, call: SaveDraft) -> Result<(), Failure> {
    let client = engine.session()?.client.clone();
    match call.draft.filter(|draft| draft.text.len() <= MAX_BYTES) {
        Some(draft) => {
            let bytes = serde_json::to_vec(&draft).expect("a draft is plain data");
            let key = key(&call.room);
            let saved = client
                .state_store()
                .set_custom_value_no_read(&key, bytes)
                .await;
            saved.or_failure("keep a draft")
        }
        None => forget(&client, &call.room).await,
    }
}

/// What was being written.
pub async fn handle_load_draft(engine: Engine, call: LoadDraft) -> Result<Option<Draft>, Failure> {
    engine.restored().await;
    let client = engine.session()?.client.clone();
    let bytes = client
        .state_store()
        .get_custom_value(&key(&call.room))
        .await;
    let bytes = bytes.or_failure("read a draft")?;
    // What another build wrote may be unreadable: then it is as good as lost.
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

/// Forgets what was being written: it was sent.
pub async fn forget(client: &Client, room: &RoomId) -> Result<(), Failure> {
    let removed = client.state_store().remove_custom_value(&key(room)).await;
    removed.or_failure("forget a draft").map(drop)
}

fn key(room: &RoomId) -> Vec<u8> {
    format!("loggia.draft:{}", room.0).into_bytes()
}
