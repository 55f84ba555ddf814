//! Whether the keys are those that the session began with: a browser may throw away their database alone.

use loggia_protocol::Failure;
use matrix_sdk::Client;

use crate::failure::OrFailure;

/// Where the state store holds the session's public identity key, to be compared with that of the crypto store.
const IDENTITY: &[u8] = b"loggia.identity-key";

/// Compares them; notes the key of a session that is new.
pub async fn are_there(client: &Client) -> Result<bool, Failure> {
    let Some(now) = client.encryption().ed25519_key().await else {
        return Ok(true);
    };
    let store = client.state_store();
    let before = store.get_custom_value(IDENTITY).await;
    if let Some(before) = before.or_failure("look for the session's keys")? {
        return Ok(before == now.as_bytes());
    }
    let noted = store
        .set_custom_value_no_read(IDENTITY, now.into_bytes())
        .await;
    noted.or_failure("note the session's keys").map(|()| true)
}
