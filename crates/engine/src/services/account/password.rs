//! The account's password.

use loggia_protocol::{
    Failure,
    account::{ChangePassword, OtherSessions},
    failure::{Field, Problem},
};
use matrix_sdk::ruma::{
    api::client::{account::change_password::v3::Request, uiaa::AuthData},
    assign,
};

use super::with_password;
use crate::Engine;

/// Changes the password.
pub async fn handle_change_password(engine: Engine, call: ChangePassword) -> Result<(), Failure> {
    let doing = "change the password";
    if call.new_password.is_empty() {
        return Err(Failure::invalid(Field::NewPassword, Problem::Empty, doing));
    }
    let session = engine.session()?;
    let change = async |auth: Option<AuthData>| {
        let request = assign!(Request::new(call.new_password.clone()), {
            logout_devices: call.others == OtherSessions::SignOut,
            auth,
        });
        Ok(session.client.send(request).await.map(drop)?)
    };
    with_password(&session.client, &call.password, doing, change).await
}
