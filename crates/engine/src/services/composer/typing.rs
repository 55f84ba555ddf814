//! Telling the others that the reader types.

use loggia_protocol::{Failure, composer::SetTyping};

use crate::{Engine, failure::OrFailure, services::rooms::known_room};

/// Tells the others whether the reader types; the SDK repeats it as long as it is said, and no more often than needed.
pub async fn handle_set_typing(engine: Engine, call: SetTyping) -> Result<(), Failure> {
    let room = known_room(&engine, &call.room)?;
    let notice = room.typing_notice(call.is_typing).await;
    notice.or_failure("send a typing notice")
}
