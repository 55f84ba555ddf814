//! The account: its name and picture, its password, and confirming by password what the server wants confirmed.

mod confirm;
mod password;
mod profile;

use loggia_protocol::{
    Failure,
    account::{AccountRights, LoadAccountRights},
};

pub(crate) use self::confirm::{answer, prove, refused, with_password};
pub use self::{
    password::handle_change_password,
    profile::{handle_remove_picture, handle_set_display_name, handle_set_picture},
};
use crate::{Engine, failure::OrFailure};

/// Asks what the account's owner may change.
pub async fn handle_load_account_rights(
    engine: Engine,
    _call: LoadAccountRights,
) -> Result<AccountRights, Failure> {
    let session = engine.session()?;
    let capabilities = session.client.homeserver_capabilities();
    let doing = "ask what may be changed";
    Ok(AccountRights {
        can_set_name: capabilities
            .can_change_displayname()
            .await
            .or_failure(doing)?,
        can_set_picture: capabilities.can_change_avatar().await.or_failure(doing)?,
        can_change_password: capabilities.can_change_password().await.or_failure(doing)?,
    })
}
