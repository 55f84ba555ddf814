//! People whom the server knows: its directory, and profiles by Matrix ID.

use std::time::Duration;

use loggia_protocol::{
    Failure,
    failure::{Field, Problem},
    members::Person,
    people::{LookUpPerson, SearchDirectory},
};
use matrix_sdk::ruma::{
    api::client::{profile::get_profile, user_directory::search_users::v3::User},
    profile::{AvatarUrl, DisplayName},
};

use super::{MAX_FOUND, first_outside, outside};
use crate::{
    Engine,
    convert::{ids::user_id, people::of_profile},
    failure::{OrFailure, failure_of},
    platform::sleep,
};

/// How long somebody has to stop typing before the server is asked.
const PAUSE: Duration = Duration::from_millis(250);

/// The longest text in bytes that a directory is asked for.
const MAX_BYTES: usize = 300;

/// Asks the server's directory.
pub async fn handle_search_directory(
    engine: Engine,
    call: SearchDirectory,
) -> Result<Vec<Person>, Failure> {
    let room = outside(&engine, call.outside.as_ref())?;
    let client = engine.session()?.client.clone();
    let text = call.text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return Ok(Vec::new());
    }
    sleep(PAUSE).await;
    let found = client.search_users(text, MAX_FOUND as u64).await;
    let found = found.or_failure("search the directory")?.results;
    let is_other = |user: &User| Some(&*user.user_id) != client.user_id();
    let person = |user: User| {
        let name = user.display_name.as_deref();
        of_profile(&user.user_id, name, user.avatar_url.as_deref())
    };
    // A directory need not keep to what it was asked for.
    let found = found.into_iter().take(MAX_FOUND);
    let people = found.filter(is_other).map(person).collect();
    Ok(first_outside(people, room.as_ref()).await)
}

/// Looks somebody up: among those who are known, then at their server.
pub async fn handle_look_up_person(
    engine: Engine,
    call: LookUpPerson,
) -> Result<Option<Person>, Failure> {
    let doing = "look somebody up";
    let user = user_id(&call.user)
        .map_err(|_| Failure::invalid(Field::Person, Problem::Malformed, doing))?;
    let session = engine.session()?;
    if let Some(person) = session.people.get(user.as_str()) {
        return Ok(Some(person));
    }
    sleep(PAUSE).await;
    match session.client.account().fetch_user_profile_of(&user).await {
        Ok(profile) => Ok(Some(person(&user, &profile))),
        // Synapse has no code of its own for an account that is not there; some servers show no profiles to strangers.
        Err(error) => match error.as_client_api_error() {
            Some(answer) if [403, 404].contains(&answer.status_code.as_u16()) => Ok(None),
            _ => Err(failure_of(&error, doing)),
        },
    }
}

fn person(user: &matrix_sdk::ruma::UserId, profile: &get_profile::v3::Response) -> Person {
    // A field of the wrong kind is as good as none.
    let name = profile.get_static::<DisplayName>().ok().flatten();
    let avatar = profile.get_static::<AvatarUrl>().ok().flatten();
    of_profile(user, name.as_deref(), avatar.as_deref())
}
