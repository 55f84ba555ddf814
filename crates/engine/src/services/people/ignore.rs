//! Whom the account ignores.

use loggia_protocol::{
    Failure,
    failure::{Field, Problem},
    people::IgnorePerson,
};

use crate::{Engine, convert::ids::user_id, failure::OrFailure};

/// What is being done.
const DOING: &str = "ignore somebody";

/// Ignores somebody, or no longer does.
pub async fn handle_ignore_person(engine: Engine, call: IgnorePerson) -> Result<(), Failure> {
    let client = engine.session()?.client.clone();
    let user = user_id(&call.user)
        .map_err(|_| Failure::invalid(Field::Person, Problem::Malformed, DOING))?;
    match call.is_ignored {
        true => client.account().ignore_user(&user).await,
        false => client.account().unignore_user(&user).await,
    }
    .or_failure(DOING)
}
